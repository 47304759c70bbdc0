/**
 * Keys that were shown a moment ago: a program that asks a thousand times a second need not have its key looked up as often. One is
 * known only as long as nothing at all was written to the database, by whatever process, so a revoked key ends at once.
 */
import type { Kysely } from 'kysely';
import { lastCommitSeen } from '../../db/sqlite-connections';
import type { Database } from '../../db/tables';
import { findKey, type StoredKey } from './repository';

/** More keys at work than that are looked up again. */
const MOST_KEYS = 1_000;
/** Milliseconds between two looks at the database: nobody can tell a key that ended so long ago from one that ends now. */
const PAUSE_MS = 5;

const caches = new WeakMap<Kysely<Database>, KnownKeys>();

export function knownKeysOf(db: Kysely<Database>): KnownKeys {
  const keys = caches.get(db) ?? new KnownKeys(db);
  caches.set(db, keys);
  return keys;
}

export class KnownKeys {
  readonly #db: Kysely<Database>;
  #known = new Map<string, StoredKey>();
  #commit: number | undefined;
  /** By `performance.now()`. */
  #looksAgainAt = 0;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** @returns undefined when it must be looked up; always so on PostgreSQL, which does not tell of commits for nothing */
  known(id: string): StoredKey | undefined {
    const now = performance.now();
    if (now < this.#looksAgainAt) return this.#known.get(id);
    this.#looksAgainAt = now + PAUSE_MS;
    const commit = lastCommitSeen(this.#db);
    if (commit !== undefined && commit === this.#commit) return this.#known.get(id);
    if (commit === undefined) this.#looksAgainAt = 0;
    this.#commit = commit;
    this.forget();
    return undefined;
  }

  /** Call it after a key was made or revoked here. */
  forget(): void {
    // Another map, so that what is being looked up at this moment goes into the old one.
    this.#known = new Map();
  }

  async lookUp(id: string): Promise<StoredKey | undefined> {
    const known = this.#known;
    const stored = await findKey(this.#db, id);
    if (known.size >= MOST_KEYS) known.clear();
    if (stored === undefined) known.delete(id);
    else known.set(id, stored);
    return stored;
  }
}
