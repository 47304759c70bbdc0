/** The SQL of live updates: the feed with whole tasks. */
import type { Kysely } from 'kysely';
import type { Database } from '../db/tables';
import { TASK_COLUMNS } from '../tasks/repository';
import type { StoredTask } from '../tasks/stored-task';

export interface ChangedTask {
  readonly task: StoredTask;
  readonly position: number;
}

/** @returns tasks changed after `position`, tombstones included, oldest change first */
export async function readChangedTasks(
  db: Kysely<Database>,
  workspace: string,
  position: number,
  limit: number,
): Promise<ChangedTask[]> {
  const rows = await db
    .selectFrom('tasks')
    .select(TASK_COLUMNS)
    .select('change_seq')
    .where('workspace', '=', workspace)
    .where('change_seq', '>', position)
    .orderBy('change_seq')
    .limit(limit)
    .execute();
  return rows.map(({ change_seq, ...task }) => ({ task, position: change_seq }));
}
