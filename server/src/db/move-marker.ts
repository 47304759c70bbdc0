/** The mark of a PostgreSQL database that holds a copy whose source may still be in use. */
import { sql, type Kysely } from 'kysely';
import type { Database } from './tables';

const UNFINISHED = 'unfinished_move';

/** @returns id of the move that was not finished; null when there is none, also in an empty database */
export async function readMove(db: Kysely<Database>): Promise<string | null> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('markers') is not null as there`.execute(
    db,
  );
  if (rows[0]?.there !== true) return null;
  const marker = await db
    .selectFrom('markers')
    .select('value')
    .where('name', '=', UNFINISHED)
    .executeTakeFirst();
  return marker?.value ?? null;
}

/** @param move null when it is finished */
export async function writeMove(db: Kysely<Database>, move: string | null): Promise<void> {
  await db.deleteFrom('markers').where('name', '=', UNFINISHED).execute();
  if (move !== null) await db.insertInto('markers').values({ name: UNFINISHED, value: move }).execute();
}
