/** The SQL of the sync: links, states and runs per source, and the feed of changes. */
import type { Kysely } from 'kysely';
import type { SyncOperation, SyncTask } from '../contract';
import { chunksOf } from '../db/chunks';
import type { Database } from '../db/tables';
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
  const links = await findLinks(db, name, leads, named);
  const ids = [...new Set([...named, ...links.map((link) => link.task_id)])];
  const tasks = await findTasks(db, name.workspace, ids);
  return new WorkingSet({ tasks, links, states: await findStates(db, name, ids) });
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
  await saveLinks(db, name, set.changedLinks());
}

/** @returns tasks changed after `position`, tombstones included, oldest change first */
export async function readFeed(
  db: Kysely<Database>,
  { workspace, source }: { readonly workspace: string; readonly source: string | null },
  position: number,
  limit: number,
): Promise<FeedEntry[]> {
  const rows = await db
    .selectFrom('tasks')
    .leftJoin('source_states', (join) =>
      join
        .onRef('source_states.workspace', '=', 'tasks.workspace')
        .onRef('source_states.task_id', '=', 'tasks.id')
        .on('source_states.source', '=', source),
    )
    .select(TASK_COLUMNS)
    .select(['tasks.change_seq', 'source_states.state as state', 'source_states.version as state_version'])
    .where('tasks.workspace', '=', workspace)
    .where('tasks.change_seq', '>', position)
    .orderBy('tasks.change_seq')
    .limit(limit)
    .execute();
  return rows.map(({ change_seq, state, state_version, ...task }) => ({
    task: toSyncTask(task, state === null ? undefined : { state, version: state_version ?? 0 }),
    position: change_seq,
  }));
}

async function findLinks(
  db: Kysely<Database>,
  { workspace, source }: SourceName,
  leads: readonly string[],
  taskIds: readonly string[],
): Promise<WorkingSetContent['links']> {
  // An empty `in ()` is no SQL for PostgreSQL; an empty `or` is simply false.
  return db
    .selectFrom('links')
    .select(['lead_id', 'task_id', 'sheet_row'])
    .where('workspace', '=', workspace)
    .where('source', '=', source)
    .where((link) =>
      link.or([
        ...(leads.length > 0 ? [link('lead_id', 'in', leads)] : []),
        ...(taskIds.length > 0 ? [link('task_id', 'in', taskIds)] : []),
      ]),
    )
    .execute();
}

async function findStates(
  db: Kysely<Database>,
  { workspace, source }: SourceName,
  taskIds: readonly string[],
): Promise<WorkingSetContent['states']> {
  if (taskIds.length === 0) return [];
  return db
    .selectFrom('source_states')
    .select(['task_id', 'state', 'version'])
    .where('workspace', '=', workspace)
    .where('source', '=', source)
    .where('task_id', 'in', taskIds)
    .execute();
}

async function saveStates(
  db: Kysely<Database>,
  name: SourceName,
  states: WorkingSetContent['states'],
): Promise<void> {
  for (const chunk of chunksOf(states.map((state) => ({ ...name, ...state })))) {
    await db
      .insertInto('source_states')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['workspace', 'task_id', 'source']).doUpdateSet((row) => ({
          state: row.ref('excluded.state'),
          version: row.ref('excluded.version'),
        })),
      )
      .execute();
  }
}

/** Removes all that changed before adding any: two leads may have swapped their tasks. */
async function saveLinks(
  db: Kysely<Database>,
  name: SourceName,
  links: ReturnType<WorkingSet['changedLinks']>,
): Promise<void> {
  if (links.length === 0) return;
  const leads = links.map((link) => link.lead_id);
  await db
    .deleteFrom('links')
    .where('workspace', '=', name.workspace)
    .where('source', '=', name.source)
    .where('lead_id', 'in', leads)
    .execute();
  const added = links.flatMap(({ lead_id, task_id, sheet_row }) =>
    task_id === null ? [] : { ...name, lead_id, task_id, sheet_row },
  );
  for (const chunk of chunksOf(added)) await db.insertInto('links').values(chunk).execute();
}
