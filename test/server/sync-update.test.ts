/** POST /sync, update: only on the version that the source has seen, and safe to repeat. */
import type { Task } from '../../src/contract';
import { runTracker, UNKNOWN_ID, update, type Client, type RunningTracker } from './support/running-tracker';

let running: RunningTracker;
let client: Client;
beforeEach(async () => {
  running = await runTracker();
  client = running.client;
});
afterEach(() => running.stop());

test('changes the fields in set, raises the version by one, stores the state with it', async () => {
  const task = await client.created('L1', { notes: 'n' });
  const { outcome, task: after } = await client.operate(
    update(task, { status: 'DONE', title: ' New ' }, 's2'),
  );
  expect(outcome).toBe('updated');
  expect(after).toEqual({
    ...task,
    status: 'DONE',
    title: 'New',
    version: 2,
    updated_at: after!.updated_at,
    source_state: 's2',
    source_version: 2,
  });
  expect((await client.call('GET', `/tasks/${task.id}`)).body).toMatchObject({
    status: 'DONE',
    version: 2,
  });
});

test('that changes nothing keeps the version, stores the state, and does not enter the feed', async () => {
  const task = await client.created('L1', { state: 's1' });
  const { cursor } = await client.sync({ limit: 10 });
  const answer = await client.operate(update(task, { status: 'TODO' }, 's2'));
  expect(answer).toEqual({
    outcome: 'unchanged',
    task: { ...task, source_state: 's2', source_version: 1 },
  });
  expect((await client.sync({ limit: 10, cursor })).changes).toEqual([]);
  const writes = running.writes();
  expect(await client.operate(update(task, {}, 's2'))).toEqual(answer);
  expect(running.writes()).toBe(writes);
});

test('a repeat of one whose reply was lost is unchanged, no conflict, and writes nothing', async () => {
  const task = await client.created('L1');
  const operation = update(task, { status: 'DONE' }, 's2');
  const { task: after } = await client.operate(operation);
  const writes = running.writes();
  expect(await client.operate(operation)).toEqual({ outcome: 'unchanged', task: after });
  expect(running.writes()).toBe(writes);
});

test('a repeat after somebody else changed the task is a conflict', async () => {
  const task = await client.created('L1');
  const operation = update(task, { status: 'DONE' }, 's2');
  await client.operate(operation);
  await client.call('PATCH', `/tasks/${task.id}`, { body: { notes: 'x' } });
  expect((await client.operate(operation)).outcome).toBe('conflict');
});

test('with an old version, the stored state but other values is no repeat', async () => {
  const task = await client.created('L1');
  await client.operate(update(task, { status: 'DONE' }, 's2'));
  expect(await client.operate(update(task, { status: 'IN_PROGRESS' }, 's2'))).toMatchObject({
    outcome: 'conflict',
    task: { status: 'DONE', version: 2 },
  });
});

test.each([-1, 1, 5])(
  'with if_version off by %i answers conflict with the current task and writes nothing',
  async (off) => {
    const task = await client.created('L1', { state: 's1' });
    const { body: current } = await client.call<Task>('PATCH', `/tasks/${task.id}`, {
      body: { status: 'IN_PROGRESS' },
    });
    const writes = running.writes();
    const stale = { id: task.id, version: current.version + off };
    const answer = await client.operate(update(stale, { status: 'DONE' }, 's2'));
    expect(answer).toEqual({
      outcome: 'conflict',
      task: { ...current, deleted: false, source_state: 's1', source_version: 1 },
    });
    expect(running.writes()).toBe(writes);
  },
);

test('of a deleted task answers deleted with the tombstone and writes nothing', async () => {
  const task = await client.created('L1');
  await client.remove(task);
  const writes = running.writes();
  for (const version of [1, 2]) {
    expect(await client.operate(update({ id: task.id, version }, { status: 'DONE' }))).toMatchObject({
      outcome: 'deleted',
      task: { id: task.id, deleted: true, status: 'TODO', version: 2 },
    });
  }
  expect(running.writes()).toBe(writes);
});

test('of an unknown task is rejected with unknown_task', async () => {
  for (const id of [UNKNOWN_ID, 'no uuid at all']) {
    const answer = await client.operate(update({ id, version: 1 }, { status: 'DONE' }));
    expect(answer).toMatchObject({ outcome: 'rejected', task: null, problem: { code: 'unknown_task' } });
  }
});

test('reaches a task that this source is not linked to; states of two sources stay apart', async () => {
  const task = await client.created('L1', { state: 'one' });
  const { task: after } = await client.operate(update(task, { status: 'DONE' }, 'two'), {
    source: 'sheet-2',
  });
  expect(after).toMatchObject({ version: 2, source_state: 'two', source_version: 2 });
  const { changes } = await client.sync({ limit: 10 });
  expect(changes).toMatchObject([{ version: 2, source_state: 'one', source_version: 1 }]);
});

test('follows another operation on the same task in one exchange', async () => {
  const task = await client.created('L1');
  const { results } = await client.sync({
    operations: [
      update(task, { status: 'IN_PROGRESS' }, 'a'),
      update({ ...task, version: 2 }, { status: 'DONE' }, 'b'),
      update({ ...task, version: 1 }, { notes: 'late' }, 'c'),
    ],
  });
  expect(results.map(({ outcome, task: after }) => [outcome, after?.version, after?.source_state])).toEqual([
    ['updated', 2, 'a'],
    ['updated', 3, 'b'],
    ['conflict', 3, 'b'],
  ]);
});
