/** The use cases of tasks: each is one transaction. */
import type { Kysely } from 'kysely';
import type { Task } from '../contract';
import type { Database } from '../db/tables';
import { ProblemError, unknownTask } from '../errors';
import { answerOnce } from './answer-once';
import { findTask, listTasks, saveTasks } from './repository';
import { changeTask, deleteTask, makeTask, toWireTask } from './stored-task';
import type { StoredTask, TaskFields, TaskMaker } from './stored-task';
import { decodePageToken, encodePageToken } from './page-token';
import type { TaskChanges, TaskQuery } from './schema';

export interface TaskServiceDeps {
  readonly db: Kysely<Database>;
  readonly maker: TaskMaker;
}

export interface TaskPage {
  readonly tasks: readonly Task[];
  /** Token of the next page; null on the last. */
  readonly next: string | null;
}

export type TaskService = ReturnType<typeof createTaskService>;

export function createTaskService({ db, maker }: TaskServiceDeps) {
  return {
    list: (query: TaskQuery) => listPage(db, query),

    /** @returns the live tasks with this lead_id; none is no error, since a lead without a task is usual */
    async byLead(leadId: string): Promise<Task[]> {
      return (await listTasks(db, { lead_id: leadId })).map(({ task }) => toWireTask(task));
    },

    async get(id: string): Promise<Task> {
      return toWireTask(liveTask(await findTask(db, id)));
    },

    /** @param key the Idempotency-Key, under which a repeat gets the first answer and makes no second task */
    async create(fields: TaskFields, key: string | undefined): Promise<{ task: Task; replayed: boolean }> {
      return db.transaction().execute((transaction) =>
        answerOnce({ db: transaction, key, request: fields, now: maker.now() }, async () => {
          const task = makeTask(fields, maker);
          await saveTasks(transaction, [task]);
          return toWireTask(task);
        }),
      );
    },

    /** @param allows says whether the change may be made on this version (If-Match) */
    async change(id: string, changes: TaskChanges, allows: (version: number) => boolean): Promise<Task> {
      return db.transaction().execute(async (transaction) => {
        const task = liveTask(await findTask(transaction, id));
        refuseOtherVersion(task, allows);
        const changed = changeTask(task, changes, maker);
        if (changed !== task) await saveTasks(transaction, [changed]);
        return toWireTask(changed);
      });
    },

    async delete(id: string, allows: (version: number) => boolean): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        const task = liveTask(await findTask(transaction, id));
        refuseOtherVersion(task, allows);
        await saveTasks(transaction, [deleteTask(task, maker)]);
      });
    },
  };
}

async function listPage(db: Kysely<Database>, { page, limit, ...filter }: TaskQuery): Promise<TaskPage> {
  const found = await listTasks(db, {
    ...filter,
    ...(page !== undefined && { after: decodePageToken(page) }),
    // One more than wanted tells whether another page follows.
    ...(limit !== undefined && { limit: limit + 1 }),
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    tasks: shown.map(({ task }) => toWireTask(task)),
    next: last !== undefined && found.length > shown.length ? encodePageToken(last.createdSeq) : null,
  };
}

function liveTask(task: StoredTask | undefined): StoredTask {
  if (task === undefined || task.deleted_at !== null) throw unknownTask();
  return task;
}

export function refuseOtherVersion(task: Task, allows: (version: number) => boolean): void {
  if (allows(task.version)) return;
  throw new ProblemError(
    'version_mismatch',
    'The task has changed since it was read. Read it again and repeat the change with its new ETag. Nothing was changed.',
    { headers: { ETag: `"${task.version}"` } },
  );
}
