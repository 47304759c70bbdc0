/** Signing secrets as the Standard Webhooks specification writes them. */
import { randomBytes } from 'node:crypto';

/** The specification asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

export function makeSecret(random: (size: number) => Buffer = randomBytes): string {
  return `whsec_${random(SECRET_BYTES).toString('base64')}`;
}
