/** The use cases of tasks: each is one transaction. */
import type { Author } from '../access/access';
import type { Task } from '../contract';
import { write, type Store } from '../db/store';
import { ProblemError, unknownTask } from '../errors';
import type { HistoryEntry } from '../history/history-entry';
import { findHistory } from '../history/repository';
import type { VersionGuard } from '../http/etag';
import { answerOnce } from './answer-once';
import { findTask, listWireTasks, placeOfTask } from './repository';
import { saveTasks } from './save-tasks';
import { changeTask, deleteTask, makeTask, restoreTask, toWireTask } from './stored-task';
import type { StoredTask, TaskFields, TaskMaker } from './stored-task';
import { decodePageToken, encodePageToken } from './page-token';
import type { TaskChanges, TaskQuery } from './schema';

export interface TaskServiceDeps {
  readonly store: Store;
  readonly maker: TaskMaker;
}

export interface TaskPage {
  readonly tasks: readonly Task[];
  /** Token of the next page; null on the last. */
  readonly next: string | null;
}

export type TaskService = ReturnType<typeof createTaskService>;

export function createTaskService({ store, maker }: TaskServiceDeps) {
  const { db } = store;
  return {
    list: ({ workspace }: Author, query: TaskQuery) => listPage(db, workspace, query),

    /** @returns the live tasks with this lead_id; none is no error, since a lead without a task is usual */
    byLead: ({ workspace }: Author, leadId: string): Promise<Task[]> =>
      listWireTasks(db, workspace, { lead_id: leadId }),

    async get({ workspace }: Author, id: string): Promise<Task> {
      return toWireTask(liveTask(await findTask(db, workspace, id)));
    },

    /** @param key the Idempotency-Key, under which a repeat gets the first answer and makes no second task */
    async create(
      author: Author,
      fields: TaskFields,
      key: string | undefined,
    ): Promise<{ task: Task; replayed: boolean }> {
      const { workspace } = author;
      return write(store, author, (transaction) =>
        answerOnce({ db: transaction, workspace, key, request: fields, now: maker.now() }, async () => {
          const task = makeTask(fields, maker);
          await saveTasks(transaction, author, [{ before: null, after: task }]);
          return toWireTask(task);
        }),
      );
    },

    /** @param allows says whether the change may be made on this version (If-Match) */
    async change(author: Author, id: string, changes: TaskChanges, allows: VersionGuard): Promise<Task> {
      return edit(store, author, id, allows, (task) => changeTask(liveTask(task), changes, maker));
    },

    async delete(author: Author, id: string, allows: VersionGuard): Promise<void> {
      await edit(store, author, id, allows, (task) => deleteTask(liveTask(task), maker));
    },

    /** Undoes a deletion; a task that is there stays as it is. */
    async restore(author: Author, id: string, allows: VersionGuard): Promise<Task> {
      return edit(store, author, id, allows, (task) => {
        if (task === undefined) throw unknownTask();
        return task.deleted_at === null ? task : restoreTask(task, maker);
      });
    },

    async history({ workspace }: Author, id: string): Promise<HistoryEntry[]> {
      const entries = await findHistory(db, workspace, id);
      if (entries.length === 0) liveTask(await findTask(db, workspace, id));
      return entries;
    },
  };
}

async function edit(
  store: Store,
  author: Author,
  id: string,
  allows: VersionGuard,
  decide: (task: StoredTask | undefined) => StoredTask,
): Promise<Task> {
  return write(store, author, async (transaction) => {
    const before = await findTask(transaction, author.workspace, id);
    const after = decide(before);
    if (before !== undefined) refuseOtherVersion(before, allows);
    if (before !== undefined && after !== before) await saveTasks(transaction, author, [{ before, after }]);
    return toWireTask(after);
  });
}

async function listPage(
  db: Store['db'],
  workspace: string,
  { page, limit, ...filter }: TaskQuery,
): Promise<TaskPage> {
  const found = await listWireTasks(db, workspace, {
    ...filter,
    ...(page !== undefined && { after: decodePageToken(page) }),
    // One more than wanted tells whether another page follows.
    ...(limit !== undefined && { limit: limit + 1 }),
  });
  if (limit === undefined || found.length <= limit) return { tasks: found, next: null };
  const tasks = found.slice(0, limit);
  const place = await placeOfTask(db, workspace, tasks.at(-1)?.id ?? '');
  return { tasks, next: place === undefined ? null : encodePageToken(place) };
}

function liveTask(task: StoredTask | undefined): StoredTask {
  if (task === undefined || task.deleted_at !== null) throw unknownTask();
  return task;
}

export function refuseOtherVersion(task: Task, allows: VersionGuard): void {
  if (allows(task.version)) return;
  throw new ProblemError(
    'version_mismatch',
    'The task has changed since it was read. Read it again and repeat the change with its new ETag. Nothing was changed.',
    { headers: { ETag: `"${task.version}"` } },
  );
}
