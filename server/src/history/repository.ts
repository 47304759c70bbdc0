/** The SQL of the history: one row for each version of a task. */
import type { Kysely } from 'kysely';
import type { Author } from '../access/access';
import { preparedRows } from '../db/prepared';
import type { Database, TaskHistoryTable } from '../db/tables';
import { toHistoryEntry, type HistoryEntry, type TaskChange } from './history-entry';

/** @param first change number of the first change; the others follow */
export async function saveHistory(
  db: Kysely<Database>,
  author: Author,
  changes: readonly TaskChange[],
  first: number,
): Promise<void> {
  await insertRows(
    db,
    changes.map((change, index) => toRow(author, change, first + index)),
  );
}

const insertRows = preparedRows<TaskHistoryTable>(
  [
    'workspace',
    'task_id',
    'version',
    'change_seq',
    'at',
    'action',
    'actor_kind',
    'actor_name',
    'origin',
    'source',
    'changes',
    'status',
    'left_status',
  ],
  (db, rows) => db.insertInto('task_history').values(rows),
);

/** @returns oldest first; none for a task of another workspace */
export async function findHistory(
  db: Kysely<Database>,
  workspace: string,
  taskId: string,
): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('task_history')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('task_id', '=', taskId)
    .orderBy('version')
    .execute();
  return rows.map(toEntry);
}

/** Takes every value out of the history of these tasks, and leaves versions, times, actors and names of fields. */
export async function eraseValues(
  db: Kysely<Database>,
  workspace: string,
  taskIds: readonly string[],
): Promise<void> {
  for (const id of taskIds) {
    for (const { version, changes } of await findHistory(db, workspace, id)) {
      const erased = changes.map(({ field }) => ({ field, from: null, to: null }));
      await db
        .updateTable('task_history')
        .set({ changes: JSON.stringify(erased) })
        .where('workspace', '=', workspace)
        .where('task_id', '=', id)
        .where('version', '=', version)
        .execute();
    }
  }
}

function toRow(author: Author, change: TaskChange, changeSeq: number): TaskHistoryTable {
  const { version, at, action, actor, origin, changes } = toHistoryEntry(change, author);
  return {
    workspace: author.workspace,
    task_id: change.after.id,
    version,
    change_seq: changeSeq,
    at,
    action,
    actor_kind: actor.kind,
    actor_name: actor.name,
    origin: origin.kind,
    source: origin.source,
    changes: JSON.stringify(changes),
    ...statusesOf(change),
  };
}

function statusesOf({ before, after }: TaskChange): Pick<TaskHistoryTable, 'status' | 'left_status'> {
  if (before?.status === after.status) return { status: null, left_status: null };
  return { status: after.status, left_status: before?.status ?? null };
}

function toEntry(row: TaskHistoryTable): HistoryEntry {
  return {
    version: row.version,
    at: row.at,
    action: row.action as HistoryEntry['action'],
    actor: { kind: row.actor_kind as HistoryEntry['actor']['kind'], name: row.actor_name },
    origin: { kind: row.origin as HistoryEntry['origin']['kind'], source: row.source },
    changes: JSON.parse(row.changes) as HistoryEntry['changes'],
  };
}
