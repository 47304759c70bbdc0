/** How often one key, session or address may ask, and what it is told. */
import { startTracker, type Tracker } from '../../../server/src';
import { newKey } from '../../../server/src/access/keys/key-format';
import { SYNC_LIMITS } from '../../../src/contract';
import { clientWithKey, makeKey } from '../support/keys';
import { ask, cookieOf, type RawAnswer } from '../support/raw-request';
import { create, runTracker, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
let limited: Tracker;
beforeEach(async () => {
  running = await runTracker();
  limited = await startTracker({ port: 0, databaseUrl: running.databaseUrl, rateLimit: 3, trustProxy: 1 });
});
afterEach(async () => {
  await limited.close();
  await running.stop();
});

const get = (headers: Record<string, string>, path = '/tasks'): Promise<RawAnswer> =>
  ask(limited.url, path, { headers });
const statuses = async (count: number, headers: Record<string, string>, path?: string) => {
  const seen: number[] = [];
  for (let time = 0; time < count; time += 1) seen.push((await get(headers, path)).status);
  return seen;
};
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

test('each answer tells what is left, and beyond the limit when to come back', async () => {
  const { key } = await makeKey(running);
  const first = await get(bearer(key));
  expect(first.headers['ratelimit-policy']).toMatch(/^"requests"; q=3; w=60;/);
  expect(first.headers['ratelimit']).toMatch(/^"requests"; r=2; t=\d+$/);
  expect(await statuses(2, bearer(key))).toEqual([200, 200]);
  const refused = await get(bearer(key));
  expect(refused).toMatchObject({
    status: 429,
    body: {
      type: 'urn:lead-sync:problem:rate-limited',
      detail: expect.stringMatching(/Retry-After/) as string,
    },
  });
  const seconds = Number(refused.headers['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
});

test('a refused change is not made', async () => {
  const { key } = await makeKey(running, { scopes: ['write'] });
  await statuses(3, bearer(key));
  const writes = running.writes();
  const answer = await ask(limited.url, '/tasks', {
    method: 'POST',
    headers: bearer(key),
    body: { title: 'no' },
  });
  expect(answer.status).toBe(429);
  expect(await running.query('select id from tasks')).toEqual([]);
  expect(running.writes()).toBe(writes);
});

test('keys, sessions and addresses are counted apart', async () => {
  const [one, other] = [await makeKey(running, { name: 'one' }), await makeKey(running, { name: 'other' })];
  const signedIn = await ask(limited.url, '/session', { method: 'POST', body: { key: one.key } });
  expect(await statuses(4, bearer(one.key))).toEqual([200, 200, 200, 429]);
  expect(await statuses(1, bearer(other.key))).toEqual([200]);
  expect(await statuses(4, { cookie: cookieOf(signedIn) })).toEqual([200, 200, 200, 429]);
  expect(await statuses(4, { 'x-forwarded-for': '198.51.100.1' }, '/health')).toEqual([200, 200, 200, 429]);
  expect(await statuses(1, { 'x-forwarded-for': '198.51.100.2' }, '/health')).toEqual([200]);
});

test('wrong keys are counted for the address, however they differ', async () => {
  await makeKey(running);
  const seen: number[] = [];
  for (let time = 0; time < 4; time += 1) seen.push((await get(bearer(newKey().key))).status);
  expect(seen).toEqual([401, 401, 401, 429]);
});

test('an address cannot call itself another where no proxy is trusted', async () => {
  await makeKey(running);
  const own = await startTracker({ port: 0, databaseUrl: running.databaseUrl, rateLimit: 1 });
  const from = (address: string) => ask(own.url, '/health', { headers: { 'x-forwarded-for': address } });
  expect((await from('198.51.100.1')).status).toBe(200);
  expect((await from('198.51.100.2')).status).toBe(429);
  await own.close();
});

test('in open mode nobody is counted', async () => {
  const own = await startTracker({ port: 0, databaseUrl: 'sqlite::memory:', rateLimit: 1 });
  for (let time = 0; time < 5; time += 1) {
    const { status, headers } = await ask(own.url, '/tasks');
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('ratelimit');
  }
  await own.close();
});

test('0 is no limit', async () => {
  const { key } = await makeKey(running);
  const own = await startTracker({ port: 0, databaseUrl: running.databaseUrl, rateLimit: 0 });
  const { status, headers } = await ask(own.url, '/tasks', { headers: bearer(key) });
  expect(status).toBe(200);
  expect(headers).not.toHaveProperty('ratelimit');
  await own.close();
});

test('a first sync of 10,000 leads takes a small part of what a key may ask in a minute', async () => {
  const client = await clientWithKey(running, { scopes: ['sync'] });
  for (let page = 0; page < 10_000 / SYNC_LIMITS.operations; page += 1) {
    const operations = Array.from({ length: SYNC_LIMITS.operations }, (_, row) => create(`L-${page}-${row}`));
    await client.sync({ run: 1, operations });
  }
  const { headers } = await client.trySync();
  const left = Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
  expect(left).toBeGreaterThan(500);
});
