/** Brings the tables of a database up to date. Programs that start at once take turns: SQLite by its write lock, PostgreSQL by Kysely's advisory lock. */
import { Migrator, type Kysely, type MigrationProvider } from 'kysely';
import { MIGRATIONS } from './migrations';
import type { Database } from './tables';

/** @param inTransaction whether the caller has begun a transaction, in which all of it is to happen */
export async function migrateToLatest(
  db: Kysely<Database>,
  { inTransaction = false }: { readonly inTransaction?: boolean } = {},
): Promise<void> {
  const provider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  const { error } = await new Migrator({
    db,
    provider,
    disableTransactions: inTransaction,
  }).migrateToLatest();
  if (error !== undefined)
    throw new Error(error instanceof Error ? error.message : 'the migrations failed', { cause: error });
}
