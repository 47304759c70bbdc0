/** The SQL of retention: small batches of what is too old, each found by an index and deleted by its keys. */
import { sql, type ExpressionBuilder, type Kysely, type Transaction } from 'kysely';
import type { Database, TaskHistoryTable } from '../db/tables';

export async function findRetention(db: Kysely<Database>, workspace: string): Promise<number | null> {
  const { retention_days } = await db
    .selectFrom('workspaces')
    .select('retention_days')
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  return retention_days;
}

export async function saveRetention(
  db: Kysely<Database>,
  workspace: string,
  retention_days: number | null,
): Promise<void> {
  await db.updateTable('workspaces').set({ retention_days }).where('id', '=', workspace).execute();
}

export async function listWorkspaceIds(db: Kysely<Database>): Promise<string[]> {
  const rows = await db.selectFrom('workspaces').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/**
 * Removes deleted tasks with everything that belongs to them, and notes in the feed how far a reader must have come to miss nothing.
 * @param before RFC 3339
 * @returns how many; fewer than `limit` when there are no more
 */
export async function deleteTombstones(
  db: Transaction<Database>,
  workspace: string,
  before: string,
  limit: number,
): Promise<number> {
  const rows = await db
    .selectFrom('tasks')
    .select(['id', 'change_seq'])
    .where('workspace', '=', workspace)
    .where('deleted_at', 'is not', null)
    .where('deleted_at', '<', before)
    // An erasure is a change of an old tombstone that readers have yet to hear of.
    .where('updated_at', '<', before)
    .orderBy('deleted_at')
    .limit(limit)
    .execute();
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  for (const table of ['links', 'source_states', 'task_history', 'deliveries', 'idempotency_keys'] as const)
    await db.deleteFrom(table).where('workspace', '=', workspace).where('task_id', 'in', ids).execute();
  await db.deleteFrom('tasks').where('workspace', '=', workspace).where('id', 'in', ids).execute();
  const last = Math.max(...rows.map(({ change_seq }) => change_seq));
  await db
    .updateTable('change_feed')
    .set({ purged_through: last })
    .where('workspace', '=', workspace)
    .where('purged_through', '<', last)
    .execute();
  return rows.length;
}

/** Where a walk through old history stands. */
export interface HistoryPlace {
  readonly at: string;
  readonly task_id: string;
  readonly version: number;
}

export const HISTORY_START: HistoryPlace = { at: '', task_id: '', version: 0 };

/**
 * Looks at the next entries older than `before`, and removes those that are neither the first nor the last of their task.
 * @returns how many were removed, and where to go on; null at the end
 */
export async function deleteHistory(
  db: Transaction<Database>,
  workspace: string,
  before: string,
  after: HistoryPlace,
  limit: number,
): Promise<{ readonly deleted: number; readonly next: HistoryPlace | null }> {
  const rows = await db
    .selectFrom('task_history as entry')
    .select(['entry.at', 'entry.task_id', 'entry.version'])
    .select((entry) => [
      entry.exists(neighbour(entry, '<')).as('has_earlier'),
      entry.exists(neighbour(entry, '>')).as('has_later'),
    ])
    .where('entry.workspace', '=', workspace)
    .where('entry.at', '<', before)
    .where(
      sql<boolean>`(entry.at, entry.task_id, entry.version) > (${after.at}, ${after.task_id}, ${after.version})`,
    )
    .orderBy('entry.at')
    .orderBy('entry.task_id')
    .orderBy('entry.version')
    .limit(limit)
    .execute();
  const middle = rows.filter((row) => Boolean(row.has_earlier) && Boolean(row.has_later));
  for (const { task_id, version } of middle)
    await db
      .deleteFrom('task_history')
      .where('workspace', '=', workspace)
      .where('task_id', '=', task_id)
      .where('version', '=', version)
      .execute();
  return { deleted: middle.length, next: rows.length < limit ? null : (rows.at(-1) ?? null) };
}

/** An earlier (`<`) or later (`>`) entry of the same task. */
function neighbour(
  entry: ExpressionBuilder<Database & { entry: TaskHistoryTable }, 'entry'>,
  side: '<' | '>',
) {
  return entry
    .selectFrom('task_history as other')
    .select('other.version')
    .whereRef('other.workspace', '=', 'entry.workspace')
    .whereRef('other.task_id', '=', 'entry.task_id')
    .whereRef('other.version', side, 'entry.version');
}

/** @returns how many; fewer than `limit` when there are no more */
export async function deleteAudit(
  db: Transaction<Database>,
  workspace: string,
  before: string,
  limit: number,
): Promise<number> {
  const rows = await db
    .selectFrom('audit_log')
    .select('id')
    .where('workspace', '=', workspace)
    .where('at', '<', before)
    .limit(limit)
    .execute();
  return deleteByIds(db, 'audit_log', workspace, rows);
}

/** Only those that nothing more will be done with. @returns as deleteAudit */
export async function deleteDeliveries(
  db: Transaction<Database>,
  workspace: string,
  before: string,
  limit: number,
): Promise<number> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('workspace', '=', workspace)
    .where('state', 'in', ['delivered', 'dead'])
    .where('created_at', '<', before)
    .limit(limit)
    .execute();
  return deleteByIds(db, 'deliveries', workspace, rows);
}

async function deleteByIds(
  db: Transaction<Database>,
  table: 'audit_log' | 'deliveries',
  workspace: string,
  rows: readonly { readonly id: string }[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await db.deleteFrom(table).where('workspace', '=', workspace).where('id', 'in', ids).execute();
  return rows.length;
}

/** Answers kept for repeats, older than any repeat. */
export async function deleteAnswers(
  db: Transaction<Database>,
  workspace: string,
  before: string,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_keys')
    .where('workspace', '=', workspace)
    .where('created_at', '<', before)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Sessions and sign-in links whose time is over. */
export async function deleteExpired(
  db: Transaction<Database>,
  workspace: string,
  now: string,
): Promise<number> {
  let deleted = 0;
  for (const table of ['sessions', 'sign_in_links'] as const) {
    const { numDeletedRows } = await db
      .deleteFrom(table)
      .where('workspace', '=', workspace)
      .where('expires_at', '<', now)
      .executeTakeFirstOrThrow();
    deleted += Number(numDeletedRows);
  }
  return deleted;
}
