/** What happens to writes that share a commit when one of them, or the commit, fails. */
import { sql } from 'kysely';
import { readChangeFeed } from '../../server/src/db/change-feed-repository';
import { abandonMove, beginMove, markMoved, MOVED, MOVING } from '../../server/src/db/move-barrier';
import { write } from '../../server/src/db/store';
import { saveTasks } from '../../server/src/tasks/save-tasks';
import type { StoredTask } from '../../server/src/tasks/stored-task';
import { AUTHOR, feed, newTask, range, save, titles, watchedStore, WS } from './support/watched-store';

const at = watchedStore();
const saveAndFail = (task: StoredTask, error: Error) =>
  write(at.store, AUTHOR, async (transaction) => {
    await saveTasks(transaction, AUTHOR, [{ before: null, after: task }]);
    throw error;
  });

test('an error of one takes back that one alone, its change numbers included', async () => {
  const error = new Error('stop');
  const answers = await Promise.allSettled([
    save(at, newTask('a')),
    saveAndFail(newTask('lost'), error),
    save(at, newTask('b')),
    write(at.store, AUTHOR, (transaction) => sql`insert into tasks (id) values ('x')`.execute(transaction)),
    save(at, newTask('c')),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(answers[1]).toMatchObject({ reason: error });
  expect(await titles(at)).toEqual(['a', 'b', 'c']);
  expect(await feed(at)).toEqual([1, 2, 3]);
  expect((await readChangeFeed(at.store.db, WS)).last_change).toBe(3);
});

test('when the commit fails, all of the round fail and nothing is kept', async () => {
  const heard = jest.fn();
  at.store.bus.subscribe(WS, heard);
  // Checked by SQLite at the commit only.
  at.observer.exec(
    'create table owners (id text primary key); create table owned (id text references owners (id) deferrable initially deferred)',
  );
  const answers = await Promise.allSettled([
    save(at, newTask('a')),
    write(at.store, AUTHOR, (transaction) => sql`insert into owned values ('nobody')`.execute(transaction)),
    save(at, newTask('b')),
  ]);
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' } });
  expect(heard).not.toHaveBeenCalled();
  expect(await titles(at)).toEqual([]);
  await save(at, newTask('c'));
  expect(await feed(at)).toEqual([1]);
});

test('when SQLite ends the transaction by itself, as on a full disk, all of the round fail with its reason', async () => {
  const pages = at.observer.pragma('page_count', { simple: true }) as number;
  await sql`pragma max_page_count = ${sql.raw(String(pages + 20))}`.execute(at.store.db);
  const big = { ...newTask('big'), notes: 'x'.repeat(1_000_000) };
  const answers = await Promise.allSettled([save(at, newTask('a')), save(at, big), save(at, newTask('b'))]);
  expect(answers[1]).toMatchObject({ reason: { code: 'SQLITE_FULL' } });
  const kept = answers.flatMap(({ status }, place) =>
    status === 'fulfilled' ? ['a', 'big', 'b'][place] : [],
  );
  expect(await titles(at)).toEqual(kept);
  await save(at, newTask('c'));
  expect(await titles(at)).toEqual([...kept, 'c']);
});

test('while another program keeps the lock, all of the round are told so', async () => {
  await sql`pragma busy_timeout = 0`.execute(at.store.db);
  at.observer.exec('begin immediate');
  const answers = await Promise.allSettled(range(3).map((place) => save(at, newTask(`t${place}`))));
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_BUSY' } });
  at.observer.exec('rollback');
  await save(at, newTask('after'));
  expect(await titles(at)).toEqual(['after']);
});

test('the listeners of a workspace hear once of a round, and never of a write that failed', async () => {
  at.observer.exec(
    "insert into change_feed values ('other', 'e', 0, 0), ('third', 'e', 0, 0); insert into workspaces values ('other', '', '', null), ('third', '', '', null)",
  );
  const [here, other, third] = [jest.fn(), jest.fn(), jest.fn()];
  at.store.bus.subscribe(WS, here);
  at.store.bus.subscribe('other', other);
  at.store.bus.subscribe('third', third);
  const to = (workspace: string) => ({ ...AUTHOR, workspace });
  const saveIn = (workspace: string) =>
    write(at.store, to(workspace), (transaction) =>
      saveTasks(transaction, to(workspace), [{ before: null, after: newTask('t') }]),
    );
  const otherBus = { ...at.store, bus: { announce: jest.fn(), subscribe: jest.fn(), close: jest.fn() } };
  await Promise.allSettled([
    saveIn(WS),
    saveIn(WS),
    saveIn('other'),
    saveIn(WS),
    write(at.store, to('third'), () => Promise.reject(new Error('stop'))),
    write(otherBus, AUTHOR, () => Promise.resolve()),
  ]);
  expect([here, other, third, otherBus.bus.announce].map(({ mock }) => mock.calls.length)).toEqual([
    1, 1, 0, 1,
  ]);
});

test('while the tracker moves, every write is refused by itself, and afterwards for good', async () => {
  const tables = ['tasks', 'change_feed'];
  beginMove(at.observer, tables);
  const moving = await Promise.allSettled([
    save(at, newTask('a')),
    write(at.store, AUTHOR, () => Promise.resolve('no change')),
    save(at, newTask('b')),
  ]);
  expect(moving).toMatchObject([
    { reason: { message: MOVING } },
    { value: 'no change' },
    { status: 'rejected' },
  ]);
  abandonMove(at.observer, tables);
  await Promise.all([save(at, newTask('c')), save(at, newTask('d'))]);
  markMoved(at.observer, tables, { move: 'id', place: 'elsewhere' });
  const moved = await Promise.allSettled([save(at, newTask('e')), save(at, newTask('f'))]);
  for (const answer of moved) expect(answer).toMatchObject({ reason: { message: MOVED } });
  expect(await titles(at)).toEqual(['c', 'd']);
  expect(await feed(at)).toEqual([1, 2]);
});

test('a store that closes while writes wait leaves none without an answer, and keeps what it said it kept', async () => {
  const writes = range(100).map((place) => save(at, newTask(`t${place}`)));
  await Promise.race(writes);
  await at.close();
  const answers = await Promise.allSettled(writes);
  const kept = answers.filter(({ status }) => status === 'fulfilled').length;
  expect(at.observer.prepare('select count(*) from tasks').pluck().get()).toBe(kept);
});

/** Doing all again takes twice the time, so it must not be what any refused request brings about. */
test('one that is refused before it changes anything makes nobody’s work be done again', async () => {
  const work = jest.fn(() => Promise.resolve());
  const refused = jest.fn(() => Promise.reject(new Error('stop')));
  await Promise.allSettled([
    save(at, newTask('a')),
    ...[work, refused, work].map((each) => write(at.store, AUTHOR, each)),
  ]);
  expect([work, refused].map(({ mock }) => mock.calls.length)).toEqual([2, 1]);
  expect(await titles(at)).toEqual(['a']);
});

test('one that is alone and fails is done once', async () => {
  const work = jest.fn();
  const task = newTask('lost');
  const alone = write(at.store, AUTHOR, async (transaction) => {
    work();
    await saveTasks(transaction, AUTHOR, [{ before: null, after: task }]);
    throw new Error('stop');
  });
  await expect(alone).rejects.toThrow('stop');
  expect(work).toHaveBeenCalledTimes(1);
  expect(await titles(at)).toEqual([]);
});
