/** Fields that many requests share. */
import { z } from 'zod';

/** Whose window it is; the owner's without it. */
export const user = z.string().min(1).max(200).optional();
export const wait = z.boolean().optional();
export const functionName = z.string().min(1).max(500);
export const args = z.array(z.unknown()).max(100).optional();

export const byUser = z.strictObject({ user });
export const byUserWaiting = z.strictObject({ user, wait });
/** A number in an address. */
export const numberInPath = z
  .string()
  .regex(/^\d{1,15}$/, 'expected a number')
  .transform(Number);
