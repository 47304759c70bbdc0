/** Secrets that the tracker makes: 256 random bits, of which it keeps the SHA-256 only. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(DIGITS.length);

/** Letters and digits that 256 bits take in base 62. */
export const SECRET_LENGTH = 43;

/** Base 62, so that a double click selects all of it and no address or shell needs to quote it. */
export function newSecret(): string {
  return toBase62(BigInt(`0x${randomBytes(32).toString('hex')}`), SECRET_LENGTH);
}

export function toBase62(value: bigint, length: number): string {
  let digits = '';
  for (let rest = value; rest > 0n; rest /= BASE) digits = `${DIGITS[Number(rest % BASE)] ?? ''}${digits}`;
  return digits.padStart(length, '0');
}

/** A fast hash is enough: nobody tries all values of 256 random bits. */
export function hashOf(secret: string): string {
  return hash('sha256', secret);
}

/** Takes the same time wherever the first difference is. */
export function sameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
