/** POST /sync, link: an existing task becomes the task of a lead, and nothing else changes. */
import {
  create,
  link,
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

test('makes an existing task the lead’s, without changing it', async () => {
  const byHand = await client.make();
  const answer = await client.operate(link('L1', byHand));
  expect(answer).toEqual({
    outcome: 'adopted',
    task: { ...byHand, deleted: false, source_state: null, source_version: null },
  });
  expect(await client.operate(create('L1'))).toEqual(answer);
  expect(await client.tasks()).toEqual([byHand]);
});

test('is not in the feed, and a repeat writes nothing', async () => {
  const byHand = await client.make();
  const { cursor } = await client.sync({ limit: 10 });
  await client.operate(link('L1', byHand));
  expect((await client.sync({ cursor, limit: 10 })).changes).toEqual([]);
  const writes = running.writes();
  expect((await client.operate(link('L1', byHand))).outcome).toBe('adopted');
  expect(running.writes()).toBe(writes);
});

test('takes the task from another lead of this source, which then gets its own', async () => {
  const first = await client.created('L1');
  expect((await client.operate(link('L2', first))).outcome).toBe('adopted');
  expect((await client.operate(create('L2'))).task!.id).toBe(first.id);
  expect((await client.operate(create('L1'))).outcome).toBe('created');
});

test('leaves the links of other sources alone', async () => {
  const first = await client.created('L1');
  await client.operate(link('L2', first), { source: 'sheet-2' });
  expect(await client.operate(create('L1'))).toMatchObject({ outcome: 'adopted', task: { id: first.id } });
});

test('swaps two leads in one exchange', async () => {
  const [one, two] = [await client.created('L1'), await client.created('L2')];
  const { results } = await client.sync({ operations: [link('L1', two), link('L2', one)] });
  expect(outcomes(results)).toEqual(['adopted', 'adopted']);
  expect((await client.operate(create('L1'))).task!.id).toBe(two.id);
  expect((await client.operate(create('L2'))).task!.id).toBe(one.id);
});

test('to a deleted task answers deleted, and moves no link', async () => {
  const [one, two] = [await client.created('L1'), await client.created('L2')];
  await client.remove(two);
  const writes = running.writes();
  expect(await client.operate(link('L1', two))).toMatchObject({ outcome: 'deleted', task: { id: two.id } });
  expect(running.writes()).toBe(writes);
  expect((await client.operate(create('L1'))).task!.id).toBe(one.id);
  expect((await client.operate(create('L2'))).outcome).toBe('deleted');
});

test('to an unknown task is rejected with unknown_task', async () => {
  const answer = await client.operate(link('L1', { id: UNKNOWN_ID }));
  expect(answer).toMatchObject({ outcome: 'rejected', task: null, problem: { code: 'unknown_task' } });
});
