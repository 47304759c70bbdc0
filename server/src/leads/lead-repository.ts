/** The SQL of personal data: everything that is kept about one lead. */
import { sql, type Kysely } from 'kysely';
import type { Database, DeliveryTable, IdempotencyKeyTable, LinkTable, SourceStateTable } from '../db/tables';
import { TASK_COLUMNS } from '../tasks/repository';
import type { StoredTask } from '../tasks/stored-task';

/** Tables that hold copies of a task's texts, or what a sheet knows of them. */
const COPIES = ['links', 'source_states', 'idempotency_keys', 'deliveries'] as const;

/** @returns the tasks with this lead_id, and those that a source has linked as this lead's; deleted ones included, oldest first */
export async function findTasksOfLead(
  db: Kysely<Database>,
  workspace: string,
  leadId: string,
): Promise<StoredTask[]> {
  const byLabel = db
    .selectFrom('tasks')
    .select('id')
    .where('workspace', '=', workspace)
    .where('lead_id', '=', leadId);
  const byLink = db
    .selectFrom('links')
    .select('task_id as id')
    .where('workspace', '=', workspace)
    .where('lead_id', '=', leadId);
  return db
    .selectFrom('tasks')
    .select(TASK_COLUMNS)
    .where('workspace', '=', workspace)
    .where('id', 'in', byLabel.union(byLink))
    .orderBy('created_seq')
    .execute();
}

export async function findLinksOfTask(
  db: Kysely<Database>,
  workspace: string,
  id: string,
): Promise<LinkTable[]> {
  return db
    .selectFrom('links')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('task_id', '=', id)
    .orderBy('source')
    .execute();
}

export async function findStatesOfTask(
  db: Kysely<Database>,
  workspace: string,
  id: string,
): Promise<SourceStateTable[]> {
  return db
    .selectFrom('source_states')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('task_id', '=', id)
    .orderBy('source')
    .execute();
}

export async function findDeliveriesOfTask(
  db: Kysely<Database>,
  workspace: string,
  id: string,
): Promise<DeliveryTable[]> {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('task_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function findAnswersOfTask(
  db: Kysely<Database>,
  workspace: string,
  id: string,
): Promise<IdempotencyKeyTable[]> {
  return db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('task_id', '=', id)
    .orderBy('created_at')
    .execute();
}

/** Deletes every copy of these tasks' texts, and every link of the lead. */
export async function deleteCopies(
  db: Kysely<Database>,
  workspace: string,
  leadId: string,
  taskIds: readonly string[],
): Promise<void> {
  await db.deleteFrom('links').where('workspace', '=', workspace).where('lead_id', '=', leadId).execute();
  for (const table of COPIES)
    for (const id of taskIds)
      await db.deleteFrom(table).where('workspace', '=', workspace).where('task_id', '=', id).execute();
}

/**
 * SQLite keeps what was overwritten in its log until that is written back; this does so now and empties it.
 * @returns whether it could; a reader in another program can stand in the way for a moment
 */
export async function emptyWriteAheadLog(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}
