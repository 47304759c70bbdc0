/** What the board's columns and flow, and the removal of old and personal data, need to find quickly. */
import { sql, type Kysely, type Migration } from 'kysely';
import { TASK_STATUSES } from '../../contract';
import type { Database } from '../tables';

export const boardAndRetention: Migration = {
  async up(db: Kysely<Database>) {
    await addStatusesToHistory(db);
    for (const statement of INDEXES) await sql.raw(statement).execute(db);
  },
};

/** Counts read nothing but the index (hence id, for the sheets, and deleted_at, null throughout); tombstones are in none of the board's. */
const INDEXES = [
  'drop index tasks_by_status',
  'create index tasks_live on tasks (workspace, status, created_seq, id, deleted_at) where deleted_at is null',
  'create index tasks_deleted on tasks (workspace, deleted_at) where deleted_at is not null',
  'create index task_history_statuses on task_history (workspace, at, status, left_status) where status is not null',
  'create index links_of_lead on links (workspace, lead_id)',
  'create index deliveries_of_task on deliveries (workspace, task_id)',
];

async function addStatusesToHistory(db: Kysely<Database>): Promise<void> {
  for (const column of ['status', 'left_status'])
    await sql.raw(`alter table task_history add column ${column} text`).execute(db);
  for (const from of [null, ...TASK_STATUSES])
    for (const to of TASK_STATUSES) if (from !== to) await fillIn(db, from, to);
}

/** Inside a JSON text every quote has a backslash before it, so this is found where the status changed and nowhere else. */
async function fillIn(db: Kysely<Database>, from: string | null, to: string): Promise<void> {
  const change = JSON.stringify({ field: 'status', from, to });
  await sql`update task_history set status = ${to}, left_status = ${from} where changes like ${`%${change}%`}`.execute(
    db,
  );
}
