/** A checksum of a table's rows that does not depend on their order, the same on every database that holds the same values. */
import { createHash } from 'node:crypto';

const MODULUS = 1n << 64n;

export class Checksum {
  rows = 0;
  #sum = 0n;

  add(values: readonly unknown[]): void {
    const digest = createHash('sha256').update(JSON.stringify(values)).digest();
    this.#sum = (this.#sum + digest.readBigUInt64LE()) % MODULUS;
    this.rows += 1;
  }

  toString(): string {
    return `${this.rows}:${this.#sum.toString(16)}`;
  }
}
