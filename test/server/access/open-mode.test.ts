/** Without any key: this computer only, whatever a browser is tricked into, and over for good with the first key. */
import pino from 'pino';
import { startTracker } from '../../../server/src';
import { clientWithKey, makeKey, revokeKey } from '../support/keys';
import { ask } from '../support/raw-request';
import { runTracker, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

const get = (headers: Record<string, string>, path = '/tasks') => ask(running.tracker.url, path, { headers });

test('everyone at this computer may do everything, as local', async () => {
  const { client } = running;
  const { id } = await client.make();
  expect((await client.call('GET', '/keys')).status).toBe(200);
  expect((await client.call('GET', '/session')).body).toEqual({
    mode: 'open',
    workspace: 'default',
    actor: { kind: 'local', name: 'local' },
    scopes: ['read', 'write', 'sync', 'admin'],
  });
  expect((await client.call('GET', `/tasks/${id}/history`)).body).toMatchObject([
    { actor: { kind: 'local', name: 'local' }, origin: { kind: 'api' } },
  ]);
});

test('changes from the board page are told from those of programs', async () => {
  const { tracker, client } = running;
  const made = await ask(tracker.url, '/tasks', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: { title: 'by hand' },
  });
  const { id } = made.body as { id: string };
  expect((await client.call('GET', `/tasks/${id}/history`)).body).toMatchObject([
    { origin: { kind: 'board', source: null } },
  ]);
});

test.each(['localhost', 'localhost:8000', 'LOCALHOST', '127.0.0.1', '127.0.0.1:9', '127.3.2.1', '[::1]:80'])(
  'Host %s is this computer',
  async (host) => {
    expect((await get({ host })).status).toBe(200);
  },
);

test.each([
  'evil.example.com',
  'evil.example.com:8000',
  'localhost.evil.example.com',
  '127.0.0.1.evil.example.com',
  'tracker.local',
  '192.168.1.5',
  '[fe80::1]',
  '0.0.0.0',
  'localhost@evil.example.com',
  'localhost:80:80',
])('Host %s is refused everywhere: a page can make a browser here ask by another name', async (host) => {
  for (const path of ['/tasks', '/health', '/session', '/nothing'])
    expect(await get({ host }, path)).toMatchObject({
      status: 403,
      body: {
        type: 'urn:lead-sync:problem:forbidden',
        detail: expect.stringMatching(/no access keys yet.*keys create/) as string,
      },
    });
});

test.each(['x-forwarded-for', 'forwarded'])(
  'what came through a proxy (%s) is refused, even by the name localhost',
  async (header) => {
    expect((await get({ [header]: '203.0.113.9' })).status).toBe(403);
  },
);

test('a program with a tunnel of its own can name the host', async () => {
  const own = await startTracker({
    port: 0,
    databaseUrl: 'sqlite::memory:',
    allowedHosts: ['tracker.example.dev'],
  });
  const ask1 = (host: string) =>
    ask(own.url, '/tasks', { headers: { host, 'x-forwarded-for': '203.0.113.1' } });
  expect((await ask1('tracker.example.dev')).status).toBe(200);
  expect((await ask1('evil.example.dev')).status).toBe(403);
  await own.close();
});

describe('the first key', () => {
  test('made by another process ends it at once, for a tracker that runs', async () => {
    await running.client.make();
    const client = await clientWithKey(running);
    expect((await running.client.call('GET', '/tasks')).status).toBe(401);
    expect((await running.client.call('POST', '/keys', { body: {} })).status).toBe(401);
    expect(await client.tasks()).toHaveLength(1);
    // From now on names do not matter: the key does.
    const headers = { host: 'tracker.example.com', authorization: `Bearer ${client.key}` };
    expect((await get(headers)).status).toBe(200);
  });

  test('made over HTTP ends it at once, too', async () => {
    const { client } = running;
    const body = { name: 'admin', scopes: ['admin'] };
    expect((await client.call('POST', '/keys', { body })).status).toBe(201);
    expect((await client.call('POST', '/keys', { body })).status).toBe(401);
  });

  test('ends it for good: revoking all keys opens nothing, not even after a new start', async () => {
    const { id } = await makeKey(running);
    await revokeKey(running, id);
    expect((await running.client.call('GET', '/tasks')).status).toBe(401);
    const again = await startTracker({ port: 0, databaseUrl: running.databaseUrl });
    expect(again.mode).toBe('keys');
    expect((await ask(again.url, '/tasks')).status).toBe(401);
    await again.close();
  });

  test('lets it listen on other addresses', async () => {
    await expect(
      startTracker({ port: 0, databaseUrl: running.databaseUrl, host: '0.0.0.0' }),
    ).rejects.toThrow(/HOST must be a loopback address/);
    await makeKey(running);
    const everywhere = await startTracker({
      port: 0,
      databaseUrl: running.databaseUrl,
      host: '0.0.0.0',
      logger: pino({ level: 'silent' }),
    });
    expect((await ask(`http://127.0.0.1:${everywhere.port}`, '/tasks')).status).toBe(401);
    await everywhere.close();
  });
});
