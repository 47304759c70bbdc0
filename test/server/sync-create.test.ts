/** POST /sync, create: one task for each lead of each source, however often it is asked for. */
import {
  create,
  outcomes,
  runTracker,
  UNKNOWN_ID,
  type Client,
  type RunningTracker,
} from './support/running-tracker';

let running: RunningTracker;
let client: Client;
beforeEach(async () => {
  running = await runTracker();
  client = running.client;
});
afterEach(() => running.stop());

test('makes the task and stores the state with its version', async () => {
  const fields = { title: ' Follow up: Ada ', status: 'IN_PROGRESS', notes: 'n', state: 's1' } as const;
  const { outcome, task } = await client.operate(create('L1', fields));
  expect(outcome).toBe('created');
  expect(task).toEqual({
    ...(await client.tasks())[0],
    title: 'Follow up: Ada',
    status: 'IN_PROGRESS',
    notes: 'n',
    lead_id: 'L1',
    version: 1,
    deleted: false,
    source_state: 's1',
    source_version: 1,
  });
});

test('a repeat adopts the task as it is, keeps its state, and writes nothing', async () => {
  const first = await client.created('L1', { state: 's1' });
  await client.call('PATCH', `/tasks/${first.id}`, { body: { status: 'DONE' } });
  const writes = running.writes();
  const again = await client.operate(create('L1', { state: 's2', title: 'Other', status: 'IN_PROGRESS' }));
  expect(again).toMatchObject({
    outcome: 'adopted',
    task: {
      id: first.id,
      title: first.title,
      status: 'DONE',
      version: 2,
      source_state: 's1',
      source_version: 1,
    },
  });
  expect(running.writes()).toBe(writes);
});

test('twice in one exchange makes one task', async () => {
  const { results } = await client.sync({ operations: [create('L1'), create('L2'), create('L1')] });
  expect(outcomes(results)).toEqual(['created', 'created', 'adopted']);
  expect(results[2]!.task).toEqual(results[0]!.task);
  expect(await client.tasks()).toHaveLength(2);
});

test('the same lead id of another source is another lead', async () => {
  const first = await client.created('L1');
  const other = await client.operate(create('L1'), { source: 'sheet-2' });
  expect(other.outcome).toBe('created');
  expect(other.task!.id).not.toBe(first.id);
  expect((await client.call('GET', '/tasks/by-lead/L1')).body).toHaveLength(2);
});

test('a task made by hand with this lead_id is not taken for the lead’s', async () => {
  const byHand = await client.make({ lead_id: 'L1' });
  const { outcome, task } = await client.operate(create('L1'));
  expect(outcome).toBe('created');
  expect(task!.id).not.toBe(byHand.id);
});

test('a change of lead_id moves no link', async () => {
  const first = await client.created('L1');
  await client.call('PATCH', `/tasks/${first.id}`, { body: { lead_id: 'L2' } });
  expect(await client.operate(create('L1'))).toMatchObject({ outcome: 'adopted', task: { id: first.id } });
  expect((await client.operate(create('L2'))).outcome).toBe('created');
});

describe('after the task was deleted', () => {
  test('answers deleted with the tombstone, makes nothing, writes nothing', async () => {
    const first = await client.created('L1', { state: 's1' });
    await client.remove(first);
    const writes = running.writes();
    for (const replaces of [undefined, UNKNOWN_ID]) {
      const answer = await client.operate(create('L1', replaces === undefined ? {} : { replaces }));
      expect(answer).toMatchObject({
        outcome: 'deleted',
        task: { id: first.id, deleted: true, version: 2, source_state: 's1' },
      });
    }
    expect(running.writes()).toBe(writes);
  });

  test('with replaces naming it makes a new task, once, and links the lead to it', async () => {
    const first = await client.created('L1');
    await client.remove(first);
    const again = create('L1', { replaces: first.id, state: 's2' });
    const { outcome, task } = await client.operate(again);
    expect({ outcome, task }).toMatchObject({
      outcome: 'created',
      task: { deleted: false, source_state: 's2' },
    });
    expect(task!.id).not.toBe(first.id);
    expect(await client.operate(again)).toEqual({ outcome: 'adopted', task });
    expect(await client.operate(create('L1'))).toEqual({ outcome: 'adopted', task });
  });
});

test('replaces on a living task replaces nothing', async () => {
  const first = await client.created('L1');
  expect(await client.operate(create('L1', { replaces: first.id }))).toEqual({
    outcome: 'adopted',
    task: first,
  });
});
