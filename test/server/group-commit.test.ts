/** Writes that wait at the same moment share one commit on SQLite, and are none the worse for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import type { Author } from '../../server/src/access/access';
import { readChangeFeed } from '../../server/src/db/change-feed-repository';
import { abandonMove, beginMove, markMoved, MOVED, MOVING } from '../../server/src/db/move-barrier';
import { closeStore, openStore } from '../../server/src/db/open-store';
import { readTogether, write, type Store } from '../../server/src/db/store';
import { readFeed } from '../../server/src/sync/repository';
import { findTask, listTasks } from '../../server/src/tasks/repository';
import { saveTasks } from '../../server/src/tasks/save-tasks';
import { makeTask, type StoredTask } from '../../server/src/tasks/stored-task';
import type { Task } from '../../src/contract';
import {
  create,
  removeFolder,
  runTracker,
  temporaryFolder,
  type RunningTracker,
} from './support/running-tracker';

const WS = 'default';
const AUTHOR: Author = {
  workspace: WS,
  actor: { kind: 'key', name: 'a key' },
  origin: { kind: 'api', source: null },
};
let count = 0;
const maker = { now: () => new Date(Date.UTC(2026, 0, 1)), newId: () => `task-${(count += 1)}` };
const newTask = (title: string) => makeTask({ title, status: 'TODO', lead_id: null, notes: '' }, maker);

let folder: string;
let file: string;
let store: Store;
let isOpen: boolean;
let observer: BetterSqlite3.Database;
/** What the rounds take for the time: on a busy machine a round of its own would end at any moment. */
let clock: number;
let running: RunningTracker | undefined;
beforeEach(async () => {
  clock = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => clock);
  folder = temporaryFolder();
  file = join(folder, 'tracker.db');
  store = await openStore(`sqlite:///${file}`);
  isOpen = true;
  observer = new BetterSqlite3(file, { timeout: 0 });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await running?.stop();
  running = undefined;
  if (isOpen) await closeStore(store);
  observer.close();
  removeFolder(folder);
});

/** @returns how many commits there have been since the last call */
function countCommits(): () => number {
  let before = commitsInLog();
  return () => {
    const made = commitsInLog() - before;
    before += made;
    return made;
  };
}

/** The last frame of each commit in the log says how many pages the file has; those before it say 0. */
function commitsInLog(): number {
  const frame = 24 + (observer.pragma('page_size', { simple: true }) as number);
  const log = readFileSync(`${file}-wal`);
  let commits = 0;
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) > 0) commits += 1;
  return commits;
}

const save = (task: StoredTask) =>
  write(store, AUTHOR, (transaction) => saveTasks(transaction, AUTHOR, [{ before: null, after: task }]));
const saveAndFail = (task: StoredTask, error: Error) =>
  write(store, AUTHOR, async (transaction) => {
    await saveTasks(transaction, AUTHOR, [{ before: null, after: task }]);
    throw error;
  });
const titles = async () => (await listTasks(store.db, WS, {})).map(({ task }) => task.title);
const feed = async () =>
  (await readFeed(store.db, { workspace: WS, source: null }, 0, 1_000)).map(({ position }) => position);
const range = (length: number) => Array.from({ length }, (_, place) => place);

test('ten at once are one commit, one after the other are ten', async () => {
  const commits = countCommits();
  await Promise.all(range(10).map((place) => save(newTask(`t${place}`))));
  expect(commits()).toBe(1);
  for (const place of range(10)) await save(newTask(`u${place}`));
  expect(commits()).toBe(10);
});

test('nobody is answered before the commit', async () => {
  const seen: unknown[] = [];
  const stored = observer.prepare('select count(*) from tasks').pluck();
  await Promise.all(range(5).map((place) => save(newTask(`t${place}`)).then(() => seen.push(stored.get()))));
  expect(seen).toEqual([5, 5, 5, 5, 5]);
});

test('they are done and answered in the order in which they came, and each sees what those before it wrote', async () => {
  const answered: number[] = [];
  const seen = await Promise.all(
    range(5).map((place) =>
      write(store, AUTHOR, async (transaction) => {
        const before = await listTasks(transaction, WS, {});
        await saveTasks(transaction, AUTHOR, [{ before: null, after: newTask(`t${place}`) }]);
        return before.length;
      }).then((length) => {
        answered.push(place);
        return length;
      }),
    ),
  );
  expect(seen).toEqual([0, 1, 2, 3, 4]);
  expect(answered).toEqual([0, 1, 2, 3, 4]);
});

test('an error of one takes back that one alone, its change numbers included', async () => {
  const error = new Error('stop');
  const answers = await Promise.allSettled([
    save(newTask('a')),
    saveAndFail(newTask('lost'), error),
    save(newTask('b')),
    write(store, AUTHOR, (transaction) => sql`insert into tasks (id) values ('x')`.execute(transaction)),
    save(newTask('c')),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(answers[1]).toMatchObject({ reason: error });
  expect(await titles()).toEqual(['a', 'b', 'c']);
  expect(await feed()).toEqual([1, 2, 3]);
  expect((await readChangeFeed(store.db, WS)).last_change).toBe(3);
});

test('when the commit fails, all of the round fail and nothing is kept', async () => {
  const heard = jest.fn();
  store.bus.subscribe(WS, heard);
  // Checked by SQLite at the commit only.
  observer.exec(
    'create table owners (id text primary key); create table owned (id text references owners (id) deferrable initially deferred)',
  );
  const answers = await Promise.allSettled([
    save(newTask('a')),
    write(store, AUTHOR, (transaction) => sql`insert into owned values ('nobody')`.execute(transaction)),
    save(newTask('b')),
  ]);
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' } });
  expect(heard).not.toHaveBeenCalled();
  expect(await titles()).toEqual([]);
  await save(newTask('c'));
  expect(await feed()).toEqual([1]);
});

test('when SQLite ends the transaction by itself, as on a full disk, all of the round fail with its reason', async () => {
  const pages = observer.pragma('page_count', { simple: true }) as number;
  await sql`pragma max_page_count = ${sql.raw(String(pages + 20))}`.execute(store.db);
  const big = { ...newTask('big'), notes: 'x'.repeat(1_000_000) };
  const answers = await Promise.allSettled([save(newTask('a')), save(big), save(newTask('b'))]);
  expect(answers[1]).toMatchObject({ reason: { code: 'SQLITE_FULL' } });
  const kept = answers.flatMap(({ status }, place) =>
    status === 'fulfilled' ? ['a', 'big', 'b'][place] : [],
  );
  expect(await titles()).toEqual(kept);
  await save(newTask('c'));
  expect(await titles()).toEqual([...kept, 'c']);
});

test('while another program keeps the lock, all of the round are told so', async () => {
  await sql`pragma busy_timeout = 0`.execute(store.db);
  observer.exec('begin immediate');
  const answers = await Promise.allSettled(range(3).map((place) => save(newTask(`t${place}`))));
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_BUSY' } });
  observer.exec('rollback');
  await save(newTask('after'));
  expect(await titles()).toEqual(['after']);
});

test('the listeners of a workspace hear once of a round, and never of a write that failed', async () => {
  observer.exec(
    "insert into change_feed values ('other', 'e', 0, 0), ('third', 'e', 0, 0); insert into workspaces values ('other', '', '', null), ('third', '', '', null)",
  );
  const [here, other, third] = [jest.fn(), jest.fn(), jest.fn()];
  store.bus.subscribe(WS, here);
  store.bus.subscribe('other', other);
  store.bus.subscribe('third', third);
  const to = (workspace: string) => ({ ...AUTHOR, workspace });
  const saveIn = (workspace: string) =>
    write(store, to(workspace), (transaction) =>
      saveTasks(transaction, to(workspace), [{ before: null, after: newTask('t') }]),
    );
  const otherBus = { ...store, bus: { announce: jest.fn(), subscribe: jest.fn(), close: jest.fn() } };
  await Promise.allSettled([
    saveIn(WS),
    saveIn(WS),
    saveIn('other'),
    saveIn(WS),
    write(store, to('third'), () => Promise.reject(new Error('stop'))),
    write(otherBus, AUTHOR, () => Promise.resolve()),
  ]);
  expect([here, other, third, otherBus.bus.announce].map(({ mock }) => mock.calls.length)).toEqual([
    1, 1, 0, 1,
  ]);
});

test('a round is bounded: between two of them others are served', async () => {
  const order: string[] = [];
  const writes = range(200).map((place) => save(newTask(`t${place}`)).then(() => order.push('write')));
  const other = new Promise<void>((resolve) => {
    const look = (left: number): void => {
      order.push('other');
      if (left === 0) resolve();
      else setImmediate(() => look(left - 1));
    };
    setImmediate(() => look(2));
  });
  await Promise.all([...writes, other]);
  const [first, last] = [order.indexOf('write'), order.lastIndexOf('write')];
  expect(order.slice(first, last)).toContain('other');
  expect(await feed()).toEqual(range(200).map((place) => place + 1));
});

test('long writes do not make a long round: what does not fit keeps its place', async () => {
  const commits = countCommits();
  let late: Promise<void> | undefined;
  const waste = (title: string) =>
    write(store, AUTHOR, async (transaction) => {
      late ??= save(newTask('came last'));
      await saveTasks(transaction, AUTHOR, [{ before: null, after: newTask(title) }]);
      clock += 30;
    });
  await Promise.all([waste('a'), waste('b'), waste('c')]);
  await late;
  expect(await titles()).toEqual(['a', 'b', 'c', 'came last']);
  expect(commits()).toBe(4);
});

test('reads go on while writes wait, see no write before its commit, and every write that was answered', async () => {
  const during: unknown[] = [];
  const alone = write(store, AUTHOR, async (transaction) => {
    await saveTasks(transaction, AUTHOR, [{ before: null, after: newTask('a') }]);
    during.push(await titles());
    during.push(await readTogether(store, (reading) => listTasks(reading, WS, {})));
  });
  await alone;
  expect(during).toEqual([[], []]);
  for (const place of range(20)) {
    const task = newTask(`t${place}`);
    await Promise.all([
      readTogether(store, async (reading) => {
        const before = (await listTasks(reading, WS, {})).length;
        await save(task);
        expect(await findTask(store.db, WS, task.id)).toEqual(task);
        expect(await listTasks(reading, WS, {})).toHaveLength(before);
      }),
    ]);
  }
});

test('while the tracker moves, every write is refused by itself, and afterwards for good', async () => {
  const tables = ['tasks', 'change_feed'];
  beginMove(observer, tables);
  const moving = await Promise.allSettled([
    save(newTask('a')),
    write(store, AUTHOR, () => Promise.resolve('no change')),
    save(newTask('b')),
  ]);
  expect(moving).toMatchObject([
    { reason: { message: MOVING } },
    { value: 'no change' },
    { status: 'rejected' },
  ]);
  abandonMove(observer, tables);
  await Promise.all([save(newTask('c')), save(newTask('d'))]);
  markMoved(observer, tables, { move: 'id', place: 'elsewhere' });
  const moved = await Promise.allSettled([save(newTask('e')), save(newTask('f'))]);
  for (const answer of moved) expect(answer).toMatchObject({ reason: { message: MOVED } });
  expect(await titles()).toEqual(['c', 'd']);
  expect(await feed()).toEqual([1, 2]);
});

test('a store that closes while writes wait leaves none without an answer, and keeps what it said it kept', async () => {
  const writes = range(100).map((place) => save(newTask(`t${place}`)));
  await Promise.race(writes);
  isOpen = false;
  await closeStore(store);
  const answers = await Promise.allSettled(writes);
  const kept = answers.filter(({ status }) => status === 'fulfilled').length;
  expect(observer.prepare('select count(*) from tasks').pluck().get()).toBe(kept);
});

test('over HTTP: exchanges and single changes at the same moment, and the feed has no gap', async () => {
  running = await runTracker();
  const { client } = running;
  await Promise.all([
    ...range(20).map((place) => client.make({ title: `t${place}` })),
    ...range(5).map((place) =>
      client.sync({ source: `s${place}`, operations: range(20).map((lead) => create(`L${lead}`)) }),
    ),
    ...range(5).map(() => client.call('POST', '/tasks', { body: { title: 5 } })),
    ...range(5).map(() => client.call('PATCH', '/tasks/nothing-here', { body: { title: 'x' } })),
  ]);
  const { changes } = await client.sync({ limit: 500 });
  const numbers = (await running.query('select change_seq from tasks order by change_seq')) as {
    change_seq: number;
  }[];
  expect(changes).toHaveLength(120);
  expect(numbers.map(({ change_seq }) => change_seq)).toEqual(range(120).map((place) => place + 1));
  const { body } = await client.call<Task[]>('GET', '/tasks');
  expect(body).toHaveLength(120);
});
