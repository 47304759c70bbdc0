/** The SQL of the sync: links, states and runs per source, and the feed of changes. */
import type { ExpressionBuilder, Kysely } from 'kysely';
import { assertNever } from '../assert-never';
import type { SyncOperation, SyncTask } from '../contract';
import { oneOf, prepared, preparedRows } from '../db/prepared';
import type { Database, LinkTable, SourceStateTable } from '../db/tables';
import type { Author } from '../access/access';
import { findTasks, TASK_COLUMNS } from '../tasks/repository';
import { saveTasks } from '../tasks/save-tasks';
import type { SourceName } from './source-repository';
import { toSyncTask, WorkingSet, type WorkingSetContent } from './working-set';

export interface FeedEntry {
  readonly task: SyncTask;
  readonly position: number;
}

/** Reads everything that the operations can touch, in three queries however many they are. */
export async function loadWorkingSet(
  db: Kysely<Database>,
  name: SourceName,
  operations: readonly SyncOperation[],
): Promise<WorkingSet> {
  const leads = operations.flatMap((operation) => (operation.op === 'update' ? [] : operation.lead_id));
  const named = operations.flatMap((operation) => (operation.op === 'create' ? [] : operation.task_id));
  const links = await findLinks(db, name, leads, operations.flatMap(taskWhoseLinkMatters));
  const ids = [...new Set([...named, ...links.map((link) => link.task_id)])];
  const tasks = await findTasks(db, name.workspace, ids);
  return new WorkingSet({ tasks, links, states: await findStates(db, name, ids) });
}

/** A lead's link decides what becomes of another one; that of an updated task only says whose row has moved. */
function taskWhoseLinkMatters(operation: SyncOperation): string | never[] {
  switch (operation.op) {
    case 'create':
      return [];
    case 'update':
      return operation.row === undefined ? [] : operation.task_id;
    case 'link':
      return operation.task_id;
    default:
      return assertNever(operation);
  }
}

/** Writes what the operations changed; tasks first, because links and states refer to them. */
export async function saveWorkingSet(
  db: Kysely<Database>,
  author: Author,
  source: string,
  set: WorkingSet,
): Promise<void> {
  const name = { workspace: author.workspace, source };
  await saveTasks(db, author, set.changedTasks());
  await saveStates(db, name, set.changedStates());
  await saveLinks(db, name, set);
}

/** @returns tasks changed after `position`, tombstones included, oldest change first */
export async function readFeed(
  db: Kysely<Database>,
  { workspace, source }: { readonly workspace: string; readonly source: string | null },
  position: number,
  limit: number,
): Promise<FeedEntry[]> {
  const rows = await changesAfter.all(db, { workspace, source, position, limit });
  return rows.map(({ change_seq, pushed_state: state, pushed_version, ...task }) => ({
    task: toSyncTask(task, state === null ? undefined : { state, version: pushed_version ?? 0 }),
    position: change_seq,
  }));
}

const changesAfter = prepared<{
  workspace: string;
  source: string | null;
  position: number;
  limit: number;
}>()((db, value) => {
  const source = value('source');
  return db
    .selectFrom('tasks')
    .select(TASK_COLUMNS)
    .select((row) => ['tasks.change_seq', ofState(row, source, 'state'), ofState(row, source, 'version')])
    .where('tasks.workspace', '=', value('workspace'))
    .where('tasks.change_seq', '>', value('position'))
    .orderBy('tasks.change_seq')
    .limit(value('limit'));
});

/**
 * Looked up for each row of the page. Not a join: while PostgreSQL has no statistics of a table that has just been filled, as after a
 * first sync, it would join by comparing every task with every state.
 */
function ofState<C extends 'state' | 'version'>(
  row: ExpressionBuilder<Database, 'tasks'>,
  source: string | null,
  column: C,
) {
  return row
    .selectFrom('source_states')
    .select(`source_states.${column} as ${column}`)
    .whereRef('source_states.workspace', '=', 'tasks.workspace')
    .whereRef('source_states.task_id', '=', 'tasks.id')
    .where('source_states.source', '=', source)
    .as(`pushed_${column}`);
}

type Links = WorkingSetContent['links'];

async function findLinks(
  db: Kysely<Database>,
  name: SourceName,
  leads: readonly string[],
  tasks: readonly string[],
): Promise<Links> {
  const ofLeads = leads.length === 0 ? [] : await linksOfLeads.all(db, { ...name, leads });
  const ofTasks = tasks.length === 0 ? [] : await linksOfTasks.all(db, { ...name, tasks });
  return [...ofLeads, ...ofTasks];
}

const linksOfLeads = prepared<{ workspace: string; source: string; leads: readonly string[] }>()(
  (db, value) =>
    db
      .selectFrom('links')
      .select(['lead_id', 'task_id', 'sheet_row'])
      .where('workspace', '=', value('workspace'))
      .where('source', '=', value('source'))
      .where(oneOf(db, 'lead_id', value('leads'))),
);

const linksOfTasks = prepared<{ workspace: string; source: string; tasks: readonly string[] }>()(
  (db, value) =>
    db
      .selectFrom('links')
      .select(['lead_id', 'task_id', 'sheet_row'])
      .where('workspace', '=', value('workspace'))
      .where('source', '=', value('source'))
      .where(oneOf(db, 'task_id', value('tasks'))),
);

async function findStates(
  db: Kysely<Database>,
  name: SourceName,
  tasks: readonly string[],
): Promise<WorkingSetContent['states']> {
  return tasks.length === 0 ? [] : statesOfTasks.all(db, { ...name, tasks });
}

const statesOfTasks = prepared<{ workspace: string; source: string; tasks: readonly string[] }>()(
  (db, value) =>
    db
      .selectFrom('source_states')
      .select(['task_id', 'state', 'version'])
      .where('workspace', '=', value('workspace'))
      .where('source', '=', value('source'))
      .where(oneOf(db, 'task_id', value('tasks'))),
);

async function saveStates(
  db: Kysely<Database>,
  { workspace, source }: SourceName,
  states: WorkingSetContent['states'],
): Promise<void> {
  await upsertStates(
    db,
    states.map(({ task_id, state, version }) => ({ workspace, source, task_id, state, version })),
  );
}

const upsertStates = preparedRows<SourceStateTable>(
  ['workspace', 'source', 'task_id', 'state', 'version'],
  (db, rows) =>
    db
      .insertInto('source_states')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['workspace', 'task_id', 'source']).doUpdateSet((row) => ({
          state: row.ref('excluded.state'),
          version: row.ref('excluded.version'),
        })),
      ),
);

/** Removes all that changed before adding any: two leads may have swapped their tasks. */
async function saveLinks(
  db: Kysely<Database>,
  { workspace, source }: SourceName,
  set: WorkingSet,
): Promise<void> {
  await deleteLinks(
    db,
    set.outdatedLinks().map((lead_id) => ({ workspace, source, lead_id })),
  );
  await insertLinks(
    db,
    set
      .changedLinks()
      .flatMap(({ lead_id, task_id, sheet_row }) =>
        task_id === null ? [] : { workspace, source, lead_id, task_id, sheet_row },
      ),
  );
}

/** All of one source. */
const deleteLinks = preparedRows<Pick<LinkTable, 'workspace' | 'source' | 'lead_id'>>(
  ['workspace', 'source', 'lead_id'],
  (db, rows) =>
    db
      .deleteFrom('links')
      .where('workspace', '=', rows[0]?.workspace ?? '')
      .where('source', '=', rows[0]?.source ?? '')
      .where(
        'lead_id',
        'in',
        rows.map(({ lead_id }) => lead_id),
      ),
);

const insertLinks = preparedRows<LinkTable>(
  ['workspace', 'source', 'lead_id', 'task_id', 'sheet_row'],
  (db, rows) => db.insertInto('links').values(rows),
);
