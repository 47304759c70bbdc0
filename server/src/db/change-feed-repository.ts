/** The counter that gives every change its place in the feed. */
import type { Kysely } from 'kysely';
import type { ChangeFeedTable, Database } from './tables';

const FEED_ID = 1;

export async function readChangeFeed(db: Kysely<Database>): Promise<ChangeFeedTable> {
  return db.selectFrom('change_feed').selectAll().where('id', '=', FEED_ID).executeTakeFirstOrThrow();
}

/**
 * Takes the next numbers, in the transaction that makes the changes and after everything it reads. The row stays locked until
 * that transaction ends, so numbers become visible in their order: a serial column would not promise that on PostgreSQL,
 * where a reader would pass over a transaction that commits late.
 * @returns the first of them
 */
export async function takeChangeNumbers(db: Kysely<Database>, count: number): Promise<number> {
  const { last_change } = await db
    .updateTable('change_feed')
    .set((expression) => ({ last_change: expression('last_change', '+', count) }))
    .where('id', '=', FEED_ID)
    .returning('last_change')
    .executeTakeFirstOrThrow();
  return last_change - count + 1;
}
