/** Signing in to the board by key or one-time link, the cookie, and what ends a session. */
import { startTracker } from '../../../server/src';
import { clientWithKey, makeKey, revokeKey, type KeyClient } from '../support/keys';
import { ask, cookieOf, type RawAnswer } from '../support/raw-request';
import { runTracker, type RunningTracker } from '../support/running-tracker';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let running: RunningTracker;
let clock: Date;
beforeEach(async () => {
  clock = new Date();
  const newId = () => crypto.randomUUID();
  running = await runTracker({ maker: { now: () => clock, newId } });
});
afterEach(() => running.stop());

const pass = (milliseconds: number) => {
  clock = new Date(clock.getTime() + milliseconds);
};
const signIn = (body: unknown, headers: Record<string, string> = {}) =>
  ask(running.tracker.url, '/session', { method: 'POST', body, headers });
const withCookie = (cookie: string, path = '/tasks') =>
  ask(running.tracker.url, path, { headers: { cookie } });

async function linkFor(admin: KeyClient, name = 'Ann', scopes = ['write']): Promise<string> {
  const { status, body } = await admin.call<{ url: string }>('POST', '/sign-in-links', {
    body: { name, scopes },
  });
  expect(status).toBe(201);
  return body.url.slice(body.url.indexOf('#token=') + '#token='.length);
}

describe('with a key', () => {
  test('the cookie opens what the key opens, and changes come from the board', async () => {
    const { key } = await makeKey(running, { name: 'office', scopes: ['write'] });
    const answer = await signIn({ key });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        mode: 'session',
        workspace: 'default',
        actor: { kind: 'key', name: 'office' },
        scopes: ['write'],
      },
    });
    const cookie = cookieOf(answer);
    expect((await withCookie(cookie, '/session')).body).toEqual(answer.body);
    expect((await withCookie(cookie, '/keys')).status).toBe(403);
    const made = await ask(running.tracker.url, '/tasks', {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: { title: 'by hand' },
    });
    const { id } = made.body as { id: string };
    expect((await withCookie(cookie, `/tasks/${id}/history`)).body).toMatchObject([
      { actor: { kind: 'key', name: 'office' }, origin: { kind: 'board', source: null } },
    ]);
  });

  test('a wrong one sets no cookie', async () => {
    const { key, id } = await makeKey(running);
    await revokeKey(running, id);
    for (const wrong of [key, 'nonsense']) {
      const answer = await signIn({ key: wrong });
      expect(answer).toMatchObject({
        status: 401,
        body: { type: 'urn:lead-sync:problem:unauthenticated' },
      });
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('the session ends with its key: when another process revokes it', async () => {
    const { key, id } = await makeKey(running);
    const cookie = cookieOf(await signIn({ key }));
    expect((await withCookie(cookie)).status).toBe(200);
    await revokeKey(running, id);
    expect((await withCookie(cookie)).status).toBe(401);
  });

  test('the session ends with its key: when it expires', async () => {
    const { key } = await makeKey(running, { expiresAt: new Date(clock.getTime() + MINUTE) });
    const cookie = cookieOf(await signIn({ key }));
    pass(MINUTE - 1);
    expect((await withCookie(cookie)).status).toBe(200);
    pass(1);
    expect((await withCookie(cookie)).status).toBe(401);
  });
});

describe('with a one-time link', () => {
  test('somebody signs in under their own name', async () => {
    const admin = await clientWithKey(running, { scopes: ['admin'] });
    const answer = await signIn({ token: await linkFor(admin) });
    expect(answer.body).toEqual({
      mode: 'session',
      workspace: 'default',
      actor: { kind: 'person', name: 'Ann' },
      scopes: ['write'],
    });
    expect((await withCookie(cookieOf(answer))).status).toBe(200);
  });

  test('its token stands where browsers send it to nobody, at the public address', async () => {
    const own = await startTracker({
      port: 0,
      databaseUrl: running.databaseUrl,
      publicUrl: 'https://tracker.example.com',
    });
    const { key } = await makeKey(running);
    const made = await ask(own.url, '/sign-in-links', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: { name: 'Ann', scopes: ['read'] },
    });
    expect(made.body).toMatchObject({
      url: expect.stringMatching(
        /^https:\/\/tracker\.example\.com\/sign-in#token=[0-9A-Za-z]{43}$/,
      ) as string,
    });
    await own.close();
  });

  test('it works once', async () => {
    const token = await linkFor(await clientWithKey(running, { scopes: ['admin'] }));
    expect((await signIn({ token })).status).toBe(200);
    const again = await signIn({ token });
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('it works once, also when many come with it at the same moment', async () => {
    const token = await linkFor(await clientWithKey(running, { scopes: ['admin'] }));
    const other = await startTracker({ port: 0, databaseUrl: running.databaseUrl });
    const body = { token };
    const answers = await Promise.all(
      [running.tracker.url, other.url].flatMap((url) =>
        Array.from({ length: 5 }, () => ask(url, '/session', { method: 'POST', body })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 401),
    ]);
    await other.close();
  });

  test('it works for 15 minutes', async () => {
    const admin = await clientWithKey(running, { scopes: ['admin'] });
    const [one, other] = [await linkFor(admin), await linkFor(admin)];
    pass(15 * MINUTE - 1);
    expect((await signIn({ token: one })).status).toBe(200);
    pass(1);
    expect((await signIn({ token: other })).status).toBe(401);
  });

  test('only admin makes one', async () => {
    const writer = await clientWithKey(running, { scopes: ['write', 'sync'] });
    const body = { name: 'Ann', scopes: ['admin'] };
    expect((await writer.call('POST', '/sign-in-links', { body })).status).toBe(403);
  });
});

test('key and token together, or neither, are refused', async () => {
  const { key } = await makeKey(running);
  for (const body of [{}, { key, token: 'x' }]) expect((await signIn(body)).status).toBe(400);
});

test('a session lasts 14 days, used or not', async () => {
  const { key } = await makeKey(running);
  const cookie = cookieOf(await signIn({ key }));
  pass(14 * DAY - 1);
  expect((await withCookie(cookie)).status).toBe(200);
  pass(1);
  expect((await withCookie(cookie)).status).toBe(401);
});

test('signing out ends the session itself, not only the cookie', async () => {
  const { key } = await makeKey(running);
  const [cookie, other] = [cookieOf(await signIn({ key })), cookieOf(await signIn({ key }))];
  const out = await ask(running.tracker.url, '/session', {
    method: 'DELETE',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  });
  expect(out.status).toBe(204);
  expect(out.headers['set-cookie']).toEqual([expect.stringMatching(/^session=;.*Expires=Thu, 01 Jan 1970/)]);
  expect((await withCookie(cookie)).status).toBe(401);
  expect((await withCookie(other)).status).toBe(200);
});

test('an ended session is nobody, and may sign in anew', async () => {
  const { key } = await makeKey(running);
  const cookie = 'session=0000000000000000000000000000000000000000000';
  expect((await withCookie(cookie, '/session')).body).toEqual({
    mode: 'none',
    workspace: null,
    actor: null,
    scopes: [],
  });
  expect((await signIn({ key }, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
});

test('the database holds no cookie and no token, only their SHA-256', async () => {
  const admin = await clientWithKey(running, { scopes: ['admin'] });
  const token = await linkFor(admin);
  const cookie = cookieOf(await signIn({ token })).slice('session='.length);
  const rows = JSON.stringify([
    await running.query('select * from sessions'),
    await running.query('select * from sign_in_links'),
    await running.query('select * from audit_log'),
  ]);
  expect(rows).toMatch(/[0-9a-f]{64}/);
  expect(rows).not.toContain(token);
  expect(rows).not.toContain(cookie);
});

describe('the cookie', () => {
  const attributes = ({ headers }: RawAnswer) => headers['set-cookie']?.[0]?.split('; ').slice(1).sort();

  test('is for scripts and other sites out of reach', async () => {
    const { key } = await makeKey(running);
    const answer = await signIn({ key });
    expect(cookieOf(answer)).toMatch(/^session=[0-9A-Za-z]{43}$/);
    expect(attributes(answer)).toEqual([
      expect.stringMatching(/^Expires=/),
      'HttpOnly',
      'Path=/',
      'SameSite=Strict',
    ]);
  });

  test.each([
    ['with a public https address', { publicUrl: 'https://tracker.example.com' }, {}],
    ['behind a trusted proxy with TLS', { trustProxy: 1 }, { 'x-forwarded-proto': 'https' }],
  ])('is Secure and for this host only %s', async (_name, options, headers) => {
    const { key } = await makeKey(running);
    const own = await startTracker({ port: 0, databaseUrl: running.databaseUrl, ...options });
    const answer = await ask(own.url, '/session', { method: 'POST', headers, body: { key } });
    expect(attributes(answer)).toContain('Secure');
    const cookie = cookieOf(answer, '__Host-session');
    const read = (sent: string) => ask(own.url, '/tasks', { headers: { ...headers, cookie: sent } });
    expect((await read(`other=1; ${cookie}`)).status).toBe(200);
    // A neighbour under the same domain can plant a cookie without the prefix.
    expect((await read(cookie.replace('__Host-', ''))).status).toBe(401);
    await own.close();
  });

  test('is not Secure because of a header that nobody vouches for', async () => {
    const { key } = await makeKey(running);
    expect(attributes(await signIn({ key }, { 'x-forwarded-proto': 'https' }))).not.toContain('Secure');
  });
});

describe('attempts', () => {
  test('are limited for each address; successful ones do not count', async () => {
    const { key } = await makeKey(running);
    for (let time = 0; time < 15; time += 1) expect((await signIn({ key })).status).toBe(200);
    for (let time = 0; time < 10; time += 1) expect((await signIn({ key: 'wrong' })).status).toBe(401);
    const refused = await signIn({ key });
    expect(refused).toMatchObject({ status: 429, body: { type: 'urn:lead-sync:problem:rate-limited' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(14 * 60);
    // The same address with a key or session goes on.
    expect((await withCookie('', '/session')).status).toBe(200);
  });

  test('are limited for all addresses together', async () => {
    await makeKey(running);
    const own = await startTracker({
      port: 0,
      databaseUrl: running.databaseUrl,
      trustProxy: 1,
      rateLimit: 0,
    });
    const attempt = (address: string) =>
      ask(own.url, '/session', {
        method: 'POST',
        headers: { 'x-forwarded-for': address },
        body: { key: 'wrong' },
      });
    for (let time = 0; time < 200; time += 1)
      expect((await attempt(`198.51.${time % 40}.7`)).status).toBe(401);
    expect((await attempt('203.0.113.50')).status).toBe(429);
    await own.close();
  });
});
