/** Holds a database, read directly, against what was promised: every promise kept, histories whole, feed numbers without gap or double. */
import type { Ledger } from './ledger';

/** Reads with plain SQL that both databases understand. */
export type Query = (statement: string) => Promise<Record<string, unknown>[]>;

interface Row {
  readonly id: string;
  readonly version: number;
  readonly deleted_at: string | null;
}

export async function expectPromisesKept(query: Query, ledger: Ledger): Promise<void> {
  // As it stood before the question: writers may go on meanwhile.
  const promises = [...ledger.tasks];
  const rows = (await query(
    'select id, title, status, lead_id, notes, version, created_at, updated_at, deleted_at from tasks',
  )) as unknown as Row[];
  const stored = new Map(rows.map((row) => [row.id, row]));
  const lost: string[] = [];
  for (const [id, { task, version }] of promises) {
    const { deleted_at, ...row } = stored.get(id) ?? { version: 0, deleted_at: null };
    // A later version was under way when the crash came, and had been committed.
    const kept = row.version > version || (row.version === version && sameTask(task, row, deleted_at));
    if (!kept) lost.push(`${id}: promised version ${version}, stored ${row.version}`);
  }
  expect(lost).toEqual([]);
}

function sameTask(task: object | null, row: object, deletedAt: string | null): boolean {
  if (task === null) return deletedAt !== null;
  return (
    deletedAt === null &&
    JSON.stringify(Object.entries(task).sort()) === JSON.stringify(Object.entries(row).sort())
  );
}

export async function expectLinksKept(query: Query, ledger: Ledger): Promise<void> {
  const promises = [...ledger.links];
  const links = await query(`select lead_id, task_id from links where source = 'crashing'`);
  const stored = new Map(links.map(({ lead_id, task_id }) => [lead_id, task_id]));
  expect(promises.filter(([lead, id]) => stored.get(lead) !== id)).toEqual([]);
}

/** One entry for each version, whatever was promised: a task and its history are never apart. */
export async function expectHistoriesWhole(query: Query): Promise<void> {
  const torn = await query(`
    select tasks.id from tasks left join task_history
      on task_history.workspace = tasks.workspace and task_history.task_id = tasks.id
    group by tasks.workspace, tasks.id, tasks.version, tasks.change_seq
    having count(task_history.version) <> tasks.version
      or max(task_history.version) <> tasks.version or max(task_history.change_seq) <> tasks.change_seq`);
  expect(torn).toEqual([]);
}

export async function expectFeedWithoutGaps(query: Query): Promise<void> {
  const [counted] = await query(`
    select count(*) as entries, count(distinct change_seq) as numbers, coalesce(min(change_seq), 1) as first,
      coalesce(max(change_seq), 0) as last, (select last_change from change_feed) as counter from task_history`);
  const { entries, numbers, first, last, counter } = Object.fromEntries(
    Object.entries(counted!).map(([name, value]) => [name, Number(value)]),
  );
  expect({ numbers, first, last, counter }).toEqual({
    numbers: entries,
    first: 1,
    last: entries,
    counter: entries,
  });
}
