/** The counter, one for each workspace, that gives every change its place in the feed. */
import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import { CHANNEL } from '../live/postgres-change-bus';
import { isPostgres } from './is-postgres';
import { prepared, preparedRows } from './prepared';
import type { ChangeFeedTable, Database } from './tables';

export async function readChangeFeed(db: Kysely<Database>, workspace: string): Promise<ChangeFeedTable> {
  const feed = await feedOf.first(db, { workspace });
  if (feed === undefined) throw new Error('The workspace has no change feed.');
  return feed;
}

const feedOf = prepared<{ workspace: string }>()((db, value) =>
  db.selectFrom('change_feed').selectAll().where('workspace', '=', value('workspace')),
);

export async function createChangeFeed(db: Kysely<Database>, workspace: string): Promise<void> {
  const start = { workspace, epoch: randomUUID(), last_change: 0, purged_through: 0 };
  await db.insertInto('change_feed').values(start).execute();
}

/**
 * Lets one transaction at a time write to a workspace, from before its first read, so that a decision is never made on a task
 * that somebody else is changing. For PostgreSQL; SQLite's BEGIN IMMEDIATE does that already. The other instances are notified
 * with the commit, in the same statement, since each is a journey to the server.
 */
export async function lockWorkspace(transaction: Transaction<Database>, workspace: string): Promise<void> {
  await sql`
    select workspace, pg_notify(${CHANNEL}, current_setting('application_name') || ':' || workspace)
    from change_feed where workspace = ${workspace} for update`.execute(transaction);
}

/**
 * Takes the next numbers, in the transaction that makes the changes. The row stays locked until that transaction ends, so
 * numbers become visible in their order: a serial column would not promise that on PostgreSQL, where a reader would pass over a
 * transaction that commits late.
 * @returns the first of them
 */
export async function takeChangeNumbers(
  db: Kysely<Database>,
  workspace: string,
  count: number,
): Promise<number> {
  const last = isPostgres(db) ? await raiseAtOnce(db, workspace, count) : await raise(db, workspace, count);
  return last - count + 1;
}

/** In one journey to the server. */
async function raiseAtOnce(db: Kysely<Database>, workspace: string, count: number): Promise<number> {
  const feed = await raised(db, { workspace, count }).returning('last_change').executeTakeFirst();
  if (feed === undefined) throw new Error('The workspace has no change feed.');
  return feed.last_change;
}

/** SQLite makes a table for what a statement returns, which takes six times as long as reading the row. */
async function raise(db: Kysely<Database>, workspace: string, count: number): Promise<number> {
  await raiseOne(db, [{ workspace, count }]);
  return (await readChangeFeed(db, workspace)).last_change;
}

interface Raise {
  readonly workspace: string;
  readonly count: number;
}

const raiseOne = preparedRows<Raise>(['workspace', 'count'], (db, [only]) =>
  raised(db, only ?? { workspace: '', count: 0 }),
);

function raised(db: Kysely<Database>, { workspace, count }: Raise) {
  return db
    .updateTable('change_feed')
    .set((expression) => ({ last_change: expression('last_change', '+', count) }))
    .where('workspace', '=', workspace);
}
