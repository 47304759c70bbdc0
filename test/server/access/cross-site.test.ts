/** Pages of other sites can neither change nor read anything through somebody's browser. */
import { startTracker } from '../../../server/src';
import { makeKey } from '../support/keys';
import { ask, cookieOf, type RawAnswer } from '../support/raw-request';
import { runTracker, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

/** Headers as browsers send them from the page of another site; older ones lack Sec-Fetch-Site. */
const FOREIGN: readonly (readonly [string, Record<string, string>])[] = [
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.com' }],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site', origin: 'https://x.example.com' }],
  ['another site, in an old browser', { origin: 'https://evil.example.com' }],
  ['another port of this computer', { origin: 'http://localhost:1' }],
  ['a file or a sandboxed frame', { origin: 'null' }],
];

async function post(path: string, headers: Record<string, string>, method = 'POST'): Promise<RawAnswer> {
  return ask(running.tracker.url, path, { method, headers, body: { title: 'forged' } });
}

async function expectNothing(answer: RawAnswer, writes: number): Promise<void> {
  expect(answer).toMatchObject({ status: 403, body: { type: 'urn:lead-sync:problem:forbidden' } });
  expect(running.writes()).toBe(writes);
}

describe.each(FOREIGN)('from %s', (_name, headers) => {
  test('nothing is changed in open mode', async () => {
    const writes = running.writes();
    await expectNothing(await post('/tasks', headers), writes);
    await expectNothing(await post('/keys', headers), writes);
    await expectNothing(await post('/tasks/x', headers, 'DELETE'), writes);
  });

  test('nothing is changed with somebody’s cookie, and nobody is signed in or out', async () => {
    const { key } = await makeKey(running);
    const body = { key };
    const cookie = cookieOf(await ask(running.tracker.url, '/session', { method: 'POST', body }));
    const writes = running.writes();
    await expectNothing(await post('/tasks', { ...headers, cookie }), writes);
    await expectNothing(await post('/session', { ...headers, cookie }, 'DELETE'), writes);
    const signIn = await ask(running.tracker.url, '/session', { method: 'POST', headers, body });
    await expectNothing(signIn, writes);
    expect(signIn.headers['set-cookie']).toBeUndefined();
  });
});

test('a cookie without a word of where it comes from changes nothing', async () => {
  const { key } = await makeKey(running);
  const cookie = cookieOf(await ask(running.tracker.url, '/session', { method: 'POST', body: { key } }));
  const writes = running.writes();
  await expectNothing(await post('/tasks', { cookie }), writes);
});

test('the own pages change things: by Sec-Fetch-Site, or by Origin and Host', async () => {
  const { key } = await makeKey(running);
  const cookie = cookieOf(await ask(running.tracker.url, '/session', { method: 'POST', body: { key } }));
  expect((await post('/tasks', { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  expect((await post('/tasks', { cookie, origin: running.tracker.url })).status).toBe(201);
});

test('behind a proxy that changes the Host, the public address counts', async () => {
  const { key } = await makeKey(running);
  const own = await startTracker({
    port: 0,
    databaseUrl: running.databaseUrl,
    publicUrl: 'https://tracker.example.com',
  });
  const signIn = (origin: string) =>
    ask(own.url, '/session', { method: 'POST', headers: { origin }, body: { key } });
  expect((await signIn('https://tracker.example.com')).status).toBe(200);
  expect((await signIn('https://tracker.example.com.evil.example')).status).toBe(403);
  await own.close();
});

test('a key needs no such word: no browser sends it by itself', async () => {
  const { key } = await makeKey(running);
  const headers = { authorization: `Bearer ${key}`, origin: 'https://evil.example.com' };
  expect((await post('/tasks', headers)).status).toBe(201);
});

test('programs without any word are let through in open mode', async () => {
  expect((await post('/tasks', {})).status).toBe(201);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
  'a form (%s), which needs no permission to be sent, is not read',
  async (type) => {
    const writes = running.writes();
    const answer = await post('/tasks', { 'content-type': type });
    expect(answer.status).toBe(415);
    expect(running.writes()).toBe(writes);
  },
);

test('no answer lets another site read it: no CORS headers, also for a preflight', async () => {
  const headers = {
    origin: 'https://evil.example.com',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };
  for (const [method, path] of [
    ['OPTIONS', '/tasks'],
    ['OPTIONS', '/nothing'],
    ['GET', '/tasks'],
    ['GET', '/health'],
  ] as const) {
    const answer = await ask(running.tracker.url, path, { method, headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
  }
});

describe('every answer', () => {
  test.each(['/tasks', '/health', '/nothing', '/tasks/x'])(
    'of %s has the headers of an API',
    async (path) => {
      const { headers } = await ask(running.tracker.url, path);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cache-control': 'private, no-cache',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('strict-transport-security');
    },
  );

  test('asks for https for a year where the public address has it', async () => {
    await makeKey(running);
    for (const [publicUrl, wanted] of [
      ['https://tracker.example.com', 'max-age=31536000'],
      ['http://tracker.example.com', undefined],
    ] as const) {
      const own = await startTracker({ port: 0, databaseUrl: running.databaseUrl, publicUrl });
      const { headers } = await ask(own.url, '/health');
      expect(headers['strict-transport-security']).toBe(wanted);
      await own.close();
    }
  });
});
