/** Opens the database that a URL names and brings its tables up to date. */
import type { Kysely } from 'kysely';
import { readDatabaseAddress } from './database-address';
import { openPostgres } from './open-postgres';
import { openSqlite } from './open-sqlite';
import type { Database } from './tables';

/**
 * For work that nobody listens to; a tracker opens a store (`open-store.ts`).
 * @param url `sqlite:///./relative.db`, `sqlite:////absolute.db`, `sqlite::memory:` or `postgres://user:password@host:5432/database`
 * @throws StartError bad_setting, or cannot_open_database with the cause
 */
export async function openDatabase(url: string): Promise<Kysely<Database>> {
  const address = readDatabaseAddress(url);
  const { db } = address.kind === 'sqlite' ? await openSqlite(address.path) : await openPostgres(address);
  return db;
}
