/** Writes that wait at the same moment share one commit on SQLite, and are none the worse for it. */
import { setImmediate as breathe } from 'node:timers/promises';
import { readTogether, write } from '../../server/src/db/store';
import { findTask, listTasks } from '../../server/src/tasks/repository';
import { saveTasks } from '../../server/src/tasks/save-tasks';
import type { Task } from '../../src/contract';
import { create, runTracker, type RunningTracker } from './support/running-tracker';
import {
  AUTHOR,
  countCommits,
  feed,
  newTask,
  range,
  save,
  titles,
  watchedStore,
  WS,
} from './support/watched-store';

const at = watchedStore();
let running: RunningTracker | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

test('ten at once are one commit, one after the other are ten', async () => {
  const commits = countCommits(at.observer);
  await Promise.all(range(10).map((place) => save(at, newTask(`t${place}`))));
  expect(commits()).toBe(1);
  for (const place of range(10)) await save(at, newTask(`u${place}`));
  expect(commits()).toBe(10);
});

test('after a round of several the next one waits a moment for those who were answered; who writes alone waits for nobody', async () => {
  const commits = countCommits(at.observer);
  const twoInTurn = async (name: string): Promise<void> => {
    const first = save(at, newTask(`${name}1`));
    for (let turn = 0; turn < 3; turn += 1) await breathe();
    await Promise.all([first, save(at, newTask(`${name}2`))]);
  };
  await save(at, newTask('alone'));
  await twoInTurn('t');
  expect(commits()).toBe(3);
  await Promise.all(range(3).map((place) => save(at, newTask(`u${place}`))));
  await twoInTurn('v');
  expect(commits()).toBe(2);
});

test('nobody is answered before the commit', async () => {
  const seen: unknown[] = [];
  const stored = at.observer.prepare('select count(*) from tasks').pluck();
  await Promise.all(
    range(5).map((place) => save(at, newTask(`t${place}`)).then(() => seen.push(stored.get()))),
  );
  expect(seen).toEqual([5, 5, 5, 5, 5]);
});

test('they are done and answered in the order in which they came, and each sees what those before it wrote', async () => {
  const answered: number[] = [];
  const seen = await Promise.all(
    range(5).map((place) =>
      write(at.store, AUTHOR, async (transaction) => {
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

test('a round is bounded: between two of them others are served', async () => {
  const order: string[] = [];
  const writes = range(200).map((place) => save(at, newTask(`t${place}`)).then(() => order.push('write')));
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
  expect(await feed(at)).toEqual(range(200).map((place) => place + 1));
});

test('long writes do not make a long round: what does not fit keeps its place', async () => {
  const commits = countCommits(at.observer);
  let late: Promise<void> | undefined;
  const waste = (title: string) =>
    write(at.store, AUTHOR, async (transaction) => {
      late ??= save(at, newTask('came last'));
      await saveTasks(transaction, AUTHOR, [{ before: null, after: newTask(title) }]);
      at.clock += 30;
    });
  await Promise.all([waste('a'), waste('b'), waste('c')]);
  await late;
  expect(await titles(at)).toEqual(['a', 'b', 'c', 'came last']);
  expect(commits()).toBe(4);
});

test('reads go on while writes wait, see no write before its commit, and every write that was answered', async () => {
  const during: unknown[] = [];
  const alone = write(at.store, AUTHOR, async (transaction) => {
    await saveTasks(transaction, AUTHOR, [{ before: null, after: newTask('a') }]);
    during.push(await titles(at));
    during.push(await readTogether(at.store, (reading) => listTasks(reading, WS, {})));
  });
  await alone;
  expect(during).toEqual([[], []]);
  for (const place of range(20)) {
    const task = newTask(`t${place}`);
    await Promise.all([
      readTogether(at.store, async (reading) => {
        const before = (await listTasks(reading, WS, {})).length;
        await save(at, task);
        expect(await findTask(at.store.db, WS, task.id)).toEqual(task);
        expect(await listTasks(reading, WS, {})).toHaveLength(before);
      }),
    ]);
  }
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
