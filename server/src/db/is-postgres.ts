/** Tells the two databases apart, for the few places where they differ. */
import { PostgresAdapter, type Kysely } from 'kysely';
import type { Database } from './tables';

export function isPostgres(db: Kysely<Database>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
