/** POST /tasks under an Idempotency-Key: once, whatever the network does. */
import type { Task } from '../../src/contract';
import { runTracker, type Client, type RunningTracker } from './support/running-tracker';

const DAY_MS = 86_400_000;

let running: RunningTracker;
let client: Client;
let now = new Date('2026-01-01T00:00:00Z');
beforeEach(async () => {
  let ids = 0;
  const maker = {
    now: () => now,
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
  };
  running = await runTracker({ maker });
  client = running.client;
});
afterEach(() => running.stop());

const post = (key: string, body: unknown) =>
  client.call<Task>('POST', '/tasks', { body, headers: { 'idempotency-key': key } });

test('a repeat gets the stored answer, also after the task has changed or gone, and makes and writes nothing', async () => {
  const first = await post('k', { title: 'once' });
  expect(first.status).toBe(201);
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  await client.call('PATCH', `/tasks/${first.body.id}`, { body: { status: 'DONE' } });
  const writes = running.writes();
  const second = await post('k', { status: 'TODO', title: ' once ' });
  expect({ status: second.status, body: second.body }).toEqual({ status: 201, body: first.body });
  for (const header of ['location', 'etag'])
    expect(second.headers.get(header)).toBe(first.headers.get(header));
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(running.writes()).toBe(writes);
  await client.call('DELETE', `/tasks/${first.body.id}`);
  expect((await post('k', { title: 'once' })).body).toEqual(first.body);
  expect(await client.tasks()).toEqual([]);
});

test('the same key with another body answers 422 and makes nothing', async () => {
  await post('k', { title: 'once' });
  const writes = running.writes();
  for (const body of [{ title: 'twice' }, { title: 'once', notes: 'n' }, { title: 'once', lead_id: 'L' }]) {
    expect((await post('k', body)).status).toBe(422);
  }
  expect(running.writes()).toBe(writes);
  expect((await post('k2', { title: 'twice' })).status).toBe(201);
});

test('a refused request leaves its key free', async () => {
  expect((await post('k', { title: '' })).status).toBe(400);
  expect((await post('k', { title: 'good' })).status).toBe(201);
});

test('many at once make one task', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('k', { title: 'once' })));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect(await client.tasks()).toHaveLength(1);
});

test.each([['a b'], ['x'.repeat(256)], ['é']])('refuses the key %j', async (key) => {
  const writes = running.writes();
  expect((await post(key, { title: 'x' })).status).toBe(400);
  expect(running.writes()).toBe(writes);
});

test('answers are forgotten after a week, since they are copies of people’s data', async () => {
  const first = await post('k', { title: 'once' });
  now = new Date(now.getTime() + 6 * DAY_MS);
  await post('other', { title: 'x' });
  expect((await post('k', { title: 'once' })).body).toEqual(first.body);
  now = new Date(now.getTime() + 2 * DAY_MS);
  await post('another', { title: 'x' });
  expect(await running.query('select key from idempotency_keys order by key')).toEqual([
    { key: 'another' },
    { key: 'other' },
  ]);
});
