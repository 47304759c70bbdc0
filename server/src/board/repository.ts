/** The SQL of the board: cards in pages, counts and sources. */
import type { ExpressionBuilder, Kysely, SelectQueryBuilder } from 'kysely';
import type { TaskStatus } from '../contract';
import type { Database } from '../db/tables';
import { containingText, TASK_COLUMNS, type ListedTask } from '../tasks/repository';
import type { StoredLink } from './card';

/** Instead of a source: tasks that are in no sheet. */
export const NO_SOURCE = 'none';

export interface BoardFilter {
  /** Part of the title or the notes, in any case. */
  readonly q?: string;
  readonly lead_id?: string;
  /** Name of a source, or `NO_SOURCE`. */
  readonly source?: string;
}

export interface PageOfCards extends BoardFilter {
  readonly status?: TaskStatus;
  /** Only tasks made before the one with this number. */
  readonly before?: number;
  readonly limit: number;
}

/** @returns live tasks, newest first */
export async function listNewest(
  db: Kysely<Database>,
  workspace: string,
  { status, before, limit, ...filter }: PageOfCards,
): Promise<ListedTask[]> {
  let query = filtered(liveTasks(db, workspace), filter).select(TASK_COLUMNS).select('created_seq');
  if (status !== undefined) query = query.where('status', '=', status);
  if (before !== undefined) query = query.where('created_seq', '<', before);
  const rows = await query.orderBy('created_seq', 'desc').limit(limit).execute();
  return rows.map(({ created_seq, ...task }) => ({ task, createdSeq: created_seq }));
}

/** @returns how many live tasks each status has; statuses without any are left out */
export async function countByStatus(
  db: Kysely<Database>,
  workspace: string,
  filter: BoardFilter,
): Promise<{ readonly status: TaskStatus; readonly tasks: number }[]> {
  const rows = await filtered(liveTasks(db, workspace), filter)
    .select(['status', (task) => task.fn.countAll<number>().as('tasks')])
    .groupBy('status')
    .execute();
  return rows;
}

/** @returns the links of these tasks, with their sheets, in one query, by the names of their sources */
export async function findLinksOf(
  db: Kysely<Database>,
  workspace: string,
  taskIds: readonly string[],
): Promise<StoredLink[]> {
  if (taskIds.length === 0) return [];
  const links = await db
    .selectFrom('links')
    .leftJoin('sources', (join) =>
      join.onRef('sources.workspace', '=', 'links.workspace').onRef('sources.source', '=', 'links.source'),
    )
    .select(['links.source', 'links.lead_id', 'links.task_id', 'links.sheet_row'])
    .select(['sources.sheet_name', 'sources.sheet_url'])
    .where('links.workspace', '=', workspace)
    .where('links.task_id', 'in', taskIds)
    .execute();
  // Sorted here: asked for an order, SQLite would read all links of the workspace along the index that has it.
  return links.sort((one, other) => (one.source < other.source ? -1 : 1));
}

/** @returns every source that has synced, by its name */
export async function listSources(
  db: Kysely<Database>,
  workspace: string,
): Promise<{ readonly source: string; readonly name: string | null }[]> {
  return db
    .selectFrom('sources')
    .select(['source', 'sheet_name as name'])
    .where('workspace', '=', workspace)
    .orderBy('source')
    .execute();
}

function liveTasks(db: Kysely<Database>, workspace: string) {
  return db.selectFrom('tasks').where('workspace', '=', workspace).where('deleted_at', 'is', null);
}

function filtered<O>(
  tasks: SelectQueryBuilder<Database, 'tasks', O>,
  { q, lead_id, source }: BoardFilter,
): SelectQueryBuilder<Database, 'tasks', O> {
  let query = tasks;
  if (lead_id !== undefined) query = query.where('lead_id', '=', lead_id);
  if (source === NO_SOURCE) query = query.where((task) => task.not(task.exists(linksOf(task))));
  else if (source !== undefined)
    query = query.where((task) => task.exists(linksOf(task).where('links.source', '=', source)));
  return q === undefined ? query : containingText(query, q);
}

function linksOf(task: ExpressionBuilder<Database, 'tasks'>) {
  return task
    .selectFrom('links')
    .select('links.task_id')
    .whereRef('links.workspace', '=', 'tasks.workspace')
    .whereRef('links.task_id', '=', 'tasks.id');
}
