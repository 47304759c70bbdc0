/**
 * Keys that were shown a moment ago: a program that asks a thousand times a second need not have its key looked up as often. What
 * this process revokes is forgotten at once; what another one revokes, after a tenth of a second.
 */
import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables';
import { findKey, type StoredKey } from './repository';

/** In milliseconds. As long may a key work that another process has revoked. */
const KNOWN_FOR_MS = 100;
/** More keys at work than that are looked up again. */
const MOST_KEYS = 1_000;

interface Known {
  readonly stored: StoredKey;
  readonly until: number;
}

const caches = new WeakMap<Kysely<Database>, KnownKeys>();

export function knownKeysOf(db: Kysely<Database>): KnownKeys {
  const keys = caches.get(db) ?? new KnownKeys(db);
  caches.set(db, keys);
  return keys;
}

export class KnownKeys {
  readonly #db: Kysely<Database>;
  #known = new Map<string, Known>();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** @returns undefined when it must be looked up */
  known(id: string): StoredKey | undefined {
    const known = this.#known.get(id);
    return known !== undefined && performance.now() < known.until ? known.stored : undefined;
  }

  /** Call it after a key was made or revoked here. */
  forget(): void {
    // Another map, so that what is being looked up at this moment goes into the old one.
    this.#known = new Map();
  }

  async lookUp(id: string): Promise<StoredKey | undefined> {
    const known = this.#known;
    const until = performance.now() + KNOWN_FOR_MS;
    const stored = await findKey(this.#db, id);
    if (known.size >= MOST_KEYS) known.clear();
    if (stored === undefined) known.delete(id);
    else known.set(id, { stored, until });
    return stored;
  }
}
