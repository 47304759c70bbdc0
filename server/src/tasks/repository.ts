/** The SQL of tasks: the one place where task rows are read and written. */
import { sql, type Kysely, type Selectable, type SelectQueryBuilder } from 'kysely';
import type { Task, TaskStatus } from '../contract';
import { likePattern } from '../db/like-pattern';
import { oneOf, prepared, preparedRows } from '../db/prepared';
import type { Database, TaskTable } from '../db/tables';
import type { TaskChange } from '../history/history-entry';
import type { StoredTask } from './stored-task';

export interface TaskFilter {
  readonly status?: TaskStatus;
  readonly lead_id?: string;
  /** Part of the title or the notes, in any case. */
  readonly q?: string;
  /** Only tasks made after this change number. */
  readonly after?: number;
  readonly limit?: number;
}

export interface ListedTask {
  readonly task: StoredTask;
  readonly createdSeq: number;
}

/** In the order in which clients see them. */
const WIRE_COLUMNS = [
  'tasks.id',
  'tasks.title',
  'tasks.status',
  'tasks.lead_id',
  'tasks.notes',
  'tasks.version',
  'tasks.created_at',
  'tasks.updated_at',
] as const;

export const TASK_COLUMNS = [...WIRE_COLUMNS, 'tasks.deleted_at'] as const;

/** @returns live tasks in the order they were made */
export async function listTasks(
  db: Kysely<Database>,
  workspace: string,
  filter: TaskFilter,
): Promise<ListedTask[]> {
  const rows = await liveTasks(db, workspace, filter).select(TASK_COLUMNS).select('created_seq').execute();
  return rows.map(({ created_seq, ...task }) => ({ task, createdSeq: created_seq }));
}

/** The same as they go over the wire: many are read at once, so no row is copied. */
export function listWireTasks(db: Kysely<Database>, workspace: string, filter: TaskFilter): Promise<Task[]> {
  if (!isPage(filter)) return liveTasks(db, workspace, filter).select(WIRE_COLUMNS).execute();
  return pageOfTasks.all(db, { workspace, after: filter.after ?? -1, limit: filter.limit });
}

/** What programs ask for again and again, so it is prepared. Other filters name other columns, for which the database has other ways. */
function isPage(filter: TaskFilter): filter is TaskFilter & { readonly limit: number } {
  const { status, lead_id, q, limit } = filter;
  return limit !== undefined && status === undefined && lead_id === undefined && q === undefined;
}

const pageOfTasks = prepared<{ workspace: string; after: number; limit: number }>()((db, value) =>
  db
    .selectFrom('tasks')
    .select(WIRE_COLUMNS)
    .where('workspace', '=', value('workspace'))
    .where('deleted_at', 'is', null)
    .where('created_seq', '>', value('after'))
    .orderBy('created_seq')
    .limit(value('limit')),
);

function liveTasks(db: Kysely<Database>, workspace: string, filter: TaskFilter) {
  let query = db.selectFrom('tasks').where('workspace', '=', workspace).where('deleted_at', 'is', null);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.lead_id !== undefined) query = query.where('lead_id', '=', filter.lead_id);
  if (filter.q !== undefined) query = containingText(query, filter.q);
  if (filter.after !== undefined) query = query.where('created_seq', '>', filter.after);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return query.orderBy('created_seq');
}

/** @returns the number of the change that made it; undefined when there is no such task */
export async function placeOfTask(
  db: Kysely<Database>,
  workspace: string,
  id: string,
): Promise<number | undefined> {
  return (await placeOf.first(db, { workspace, id }))?.created_seq;
}

const placeOf = prepared<{ workspace: string; id: string }>()((db, value) =>
  db
    .selectFrom('tasks')
    .select('created_seq')
    .where('workspace', '=', value('workspace'))
    .where('id', '=', value('id')),
);

export async function findTask(
  db: Kysely<Database>,
  workspace: string,
  id: string,
): Promise<StoredTask | undefined> {
  return oneTask.first(db, { workspace, id });
}

const oneTask = prepared<{ workspace: string; id: string }>()((db, value) =>
  db
    .selectFrom('tasks')
    .select(TASK_COLUMNS)
    .where('workspace', '=', value('workspace'))
    .where('id', '=', value('id')),
);

/** @returns those that exist, deleted ones included, in no order */
export async function findTasks(
  db: Kysely<Database>,
  workspace: string,
  ids: readonly string[],
): Promise<StoredTask[]> {
  return ids.length === 0 ? [] : manyTasks.all(db, { workspace, ids });
}

const manyTasks = prepared<{ workspace: string; ids: readonly string[] }>()((db, value) =>
  db
    .selectFrom('tasks')
    .select(TASK_COLUMNS)
    .where('workspace', '=', value('workspace'))
    .where(oneOf(db, 'id', value('ids'))),
);

/**
 * Writes new and changed tasks. Only `saveTasks` calls it, which gives the numbers and keeps history and outbox in step.
 * @param first change number of the first task; the others follow
 */
export async function writeTasks(
  db: Kysely<Database>,
  workspace: string,
  changes: readonly TaskChange[],
  first: number,
): Promise<void> {
  const inPlace: Selectable<TaskTable>[] = [];
  const others: Selectable<TaskTable>[] = [];
  changes.forEach((change, index) =>
    (isInPlace(change) ? inPlace : others).push(toRow(workspace, change.after, first + index)),
  );
  await updateRows(db, inPlace);
  await upsertRows(db, others);
}

/** It stays with its lead and among the living or the dead, so the indexes that know of these need not be touched. */
function isInPlace({ before, after }: TaskChange): boolean {
  return before !== null && before.lead_id === after.lead_id && before.deleted_at === after.deleted_at;
}

function toRow(workspace: string, task: StoredTask, changeSeq: number): Selectable<TaskTable> {
  return { workspace, ...task, change_seq: changeSeq, created_seq: changeSeq };
}

const ROW_COLUMNS = [
  'workspace',
  'id',
  'title',
  'status',
  'lead_id',
  'notes',
  'version',
  'created_at',
  'updated_at',
  'deleted_at',
  'change_seq',
  'created_seq',
] as const;

/** What never changes (id, created_at, created_seq) is left out of the update. */
const upsert = (db: Kysely<Database>, rows: readonly Selectable<TaskTable>[]) =>
  db
    .insertInto('tasks')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'id']).doUpdateSet((row) => ({
        title: row.ref('excluded.title'),
        status: row.ref('excluded.status'),
        lead_id: row.ref('excluded.lead_id'),
        notes: row.ref('excluded.notes'),
        version: row.ref('excluded.version'),
        updated_at: row.ref('excluded.updated_at'),
        deleted_at: row.ref('excluded.deleted_at'),
        change_seq: row.ref('excluded.change_seq'),
      })),
    );

const upsertRows = preparedRows(ROW_COLUMNS, upsert);

const updateRows = preparedRows(ROW_COLUMNS, upsert, (db, { workspace, id, ...row }) =>
  db
    .updateTable('tasks')
    .set({
      title: row.title,
      status: row.status,
      notes: row.notes,
      version: row.version,
      updated_at: row.updated_at,
      change_seq: row.change_seq,
    })
    .where('workspace', '=', workspace)
    .where('id', '=', id),
);

/** Part of the title or the notes, in any case. lower() of SQLite is replaced when the database is opened. */
export function containingText<O>(query: SelectQueryBuilder<Database, 'tasks', O>, part: string) {
  const pattern = likePattern(part);
  return query.where((task) =>
    task.or([
      sql<boolean>`lower(title) like ${pattern} escape '\\'`,
      sql<boolean>`lower(notes) like ${pattern} escape '\\'`,
    ]),
  );
}
