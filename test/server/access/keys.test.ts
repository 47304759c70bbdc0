/** Keys: their form, what they open, and how they end. */
import { SCOPES, type Scope } from '../../../server/src/access/access';
import { startTracker } from '../../../server/src';
import { idOfKey, newKey } from '../../../server/src/access/keys/key-format';
import { clientWithKey, KeyClient, makeKey, revokeKey } from '../support/keys';
import { runTracker, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
let clock: Date;
beforeEach(async () => {
  clock = new Date();
  let count = 0;
  const newId = () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`;
  running = await runTracker({ maker: { now: () => clock, newId } });
});
afterEach(() => running.stop());

const later = (milliseconds: number) => new Date(clock.getTime() + milliseconds);
const MINUTE = 60_000;

describe('the form of a key', () => {
  test('is what the README tells scanners to look for, and holds 256 random bits', () => {
    const keys = Array.from({ length: 200 }, newKey);
    for (const { id, key } of keys) {
      expect(key).toMatch(/^lst_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
      expect(idOfKey(key)).toBe(id);
    }
    expect(new Set(keys.map(({ key }) => key.split('_')[2])).size).toBe(200);
    // 256 bits take 43 digits: with fewer the first would always be 0.
    expect(keys.some(({ key }) => key.split('_')[2]?.[0] !== '0')).toBe(true);
  });

  test('tells typos, cuts and additions without a database', () => {
    const { key } = newKey();
    const swapped = key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    for (const wrong of [swapped, key.slice(0, -1), `${key}x`, key.toUpperCase(), ` ${key}`, '', 'lst___'])
      expect(idOfKey(wrong)).toBeNull();
  });
});

test('the database holds no key, only its SHA-256', async () => {
  const { key } = await makeKey(running);
  const rows = JSON.stringify([
    await running.query('select * from api_keys'),
    await running.query('select * from audit_log'),
  ]);
  expect(rows).toMatch(/"hash":"[0-9a-f]{64}"/);
  expect(rows).not.toContain(key.split('_')[2]);
});

test('a key opens the API, and its changes carry its name', async () => {
  const client = await clientWithKey(running, { name: 'importer', scopes: ['write'] });
  const { id } = await client.make();
  const { body } = await client.call('GET', `/tasks/${id}/history`);
  expect(body).toMatchObject([
    { actor: { kind: 'key', name: 'importer' }, origin: { kind: 'api', source: null } },
  ]);
});

describe('scopes', () => {
  const needs: readonly (readonly [string, string, Scope])[] = [
    ['GET', '/tasks', 'read'],
    ['POST', '/tasks', 'write'],
    ['POST', '/sync', 'sync'],
    ['GET', '/changes', 'sync'],
    ['GET', '/keys', 'admin'],
    ['POST', '/keys', 'admin'],
    ['DELETE', '/keys/x', 'admin'],
    ['POST', '/sign-in-links', 'admin'],
    ['GET', '/audit', 'admin'],
  ];
  const implied: Readonly<Record<Scope, readonly Scope[]>> = {
    read: ['read'],
    write: ['read', 'write'],
    sync: ['sync'],
    admin: SCOPES,
  };
  test.each(SCOPES)('%s opens what it names and what it implies, and nothing else', async (scope) => {
    const client = await clientWithKey(running, { scopes: [scope] });
    for (const [method, path, needed] of needs) {
      // An empty object is refused as a body, which comes after the permission.
      const { status } = await client.call(method, path, method === 'POST' ? { body: {} } : {});
      expect({ method, path, refused: status === 403 }).toEqual({
        method,
        path,
        refused: !implied[scope].includes(needed),
      });
    }
  });
});

describe('refused with 401 and one sentence, and nothing is done:', () => {
  const UNKNOWN = 'This key is not known, expired or revoked.';
  async function expectRefused(key: string, sentence: string): Promise<void> {
    const writes = running.writes();
    const answer = await new KeyClient(running.tracker.url, key).call<{ detail: string }>('POST', '/tasks', {
      body: { title: 'no' },
    });
    expect(answer).toMatchObject({
      status: 401,
      body: {
        type: 'urn:lead-sync:problem:unauthenticated',
        detail: expect.stringContaining(sentence) as string,
      },
    });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(JSON.stringify(answer.body)).not.toContain(key);
    expect(running.writes()).toBe(writes);
  }

  test('no key', async () => {
    await makeKey(running);
    const { status, headers } = await running.client.call('GET', '/tasks');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  test('a key that nobody made', async () => {
    await makeKey(running);
    await expectRefused(newKey().key, UNKNOWN);
  });

  test('the id of one key with the secret of another', async () => {
    const { id } = await makeKey(running);
    const other = newKey();
    await running.query(`update api_keys set id = '${other.id}' where id = '${id}'`);
    await expectRefused(other.key, UNKNOWN);
  });

  test('an expired key, from the moment on', async () => {
    const { key } = await makeKey(running, { expiresAt: later(MINUTE) });
    expect((await new KeyClient(running.tracker.url, key).call('GET', '/tasks')).status).toBe(200);
    clock = later(MINUTE);
    await expectRefused(key, UNKNOWN);
  });

  test('a revoked key, at once, also when another process revoked it', async () => {
    const { key, id } = await makeKey(running);
    const client = new KeyClient(running.tracker.url, key);
    expect((await client.call('GET', '/tasks')).status).toBe(200);
    await revokeKey(running, id);
    await expectRefused(key, UNKNOWN);
  });

  test('a key with a typo', async () => {
    const { key } = await makeKey(running);
    await expectRefused(`${key.slice(0, -1)}_`, 'This is not a whole key');
  });

  test('a key that comes in another way', async () => {
    const { key } = await makeKey(running);
    const call = (authorization: string) =>
      running.client.call('GET', '/tasks', { headers: { authorization } });
    expect((await call(`Basic ${key}`)).status).toBe(401);
    expect((await running.client.call('GET', `/tasks?key=${key}`)).status).toBe(401);
    expect((await call(`bearer ${key}`)).status).toBe(200);
  });

  test('a wrong key also where none is needed, so that a set-up can test it', async () => {
    await makeKey(running);
    const call = { headers: { authorization: `Bearer ${newKey().key}` } };
    expect((await running.client.call('GET', '/health', call)).status).toBe(401);
    expect((await running.client.call('GET', '/health')).status).toBe(200);
  });
});

describe('over HTTP', () => {
  test('a key is made, shown once, listed and revoked', async () => {
    const admin = await clientWithKey(running, { name: 'admin', scopes: ['admin'] });
    const expires_at = later(MINUTE).toISOString();
    const made = await admin.call<{ id: string; key: string }>('POST', '/keys', {
      body: { name: ' sheet ', scopes: ['sync', 'read'], expires_at },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'sheet', scopes: ['sync', 'read'], expires_at, last_used_at: null, revoked_at: null },
    });
    const { id, key } = made.body;
    expect((await new KeyClient(running.tracker.url, key).trySync()).status).toBe(200);
    const listed = await admin.call<Record<string, unknown>[]>('GET', '/keys');
    expect(listed.body.map(({ name }) => name).sort()).toEqual(['admin', 'sheet']);
    expect(JSON.stringify(listed.body)).not.toContain(key);
    expect((await admin.call('DELETE', `/keys/${id}`)).status).toBe(204);
    expect((await new KeyClient(running.tracker.url, key).trySync()).status).toBe(401);
    const after = await admin.call<Record<string, unknown>[]>('GET', '/keys');
    expect(after.body.find((row) => row['id'] === id)).toMatchObject({ revoked_at: clock.toISOString() });
    expect((await admin.call('DELETE', '/keys/nothing-here')).status).toBe(404);
  });

  test('a name has two live keys at most; one that was revoked or has expired makes room', async () => {
    const admin = await clientWithKey(running, { name: 'admin', scopes: ['admin'] });
    const make = (expires_at?: string) =>
      admin.call<{ id: string }>('POST', '/keys', {
        body: { name: 'sheet', scopes: ['sync'], ...(expires_at !== undefined && { expires_at }) },
      });
    const { body: first } = await make();
    expect((await make(later(MINUTE).toISOString())).status).toBe(201);
    expect(await make()).toMatchObject({ status: 409, body: { type: 'urn:lead-sync:problem:conflict' } });
    await admin.call('DELETE', `/keys/${first.id}`);
    expect((await make()).status).toBe(201);
    expect((await make()).status).toBe(409);
    clock = later(MINUTE);
    expect((await make()).status).toBe(201);
  });

  test.each([
    ['no scope', { scopes: [] }],
    ['an unknown scope', { scopes: ['root'] }],
    ['a blank name', { name: '  ' }],
    ['an expiry that has passed', { expires_at: '2020-01-01T00:00:00Z' }],
    ['an expiry that is no time', { expires_at: 'tomorrow' }],
    ['an unknown field', { secret: 'mine' }],
  ])('%s is refused', async (_name, fields) => {
    const admin = await clientWithKey(running, { name: 'admin', scopes: ['admin'] });
    const body = { name: 'x', scopes: ['read'], ...fields };
    expect((await admin.call('POST', '/keys', { body })).status).toBe(400);
    expect((await admin.call<unknown[]>('GET', '/keys')).body).toHaveLength(1);
  });
});

describe('the last use', () => {
  const lastUse = async (): Promise<string | null> => {
    const [row] = (await running.query('select last_used_at from api_keys')) as {
      last_used_at: string | null;
    }[];
    return row?.last_used_at ?? null;
  };
  /** It is written after the answer has gone out. */
  async function untilUsedAt(time: Date): Promise<void> {
    while ((await lastUse()) !== time.toISOString()) await new Promise((resolve) => setImmediate(resolve));
  }

  test('is noted, and at most once a minute', async () => {
    const client = await clientWithKey(running);
    const first = clock;
    await client.call('GET', '/tasks');
    await untilUsedAt(first);
    // Not even tried: it would be written now.
    await running.query('update api_keys set last_used_at = null');
    clock = later(MINUTE - 1);
    await client.call('GET', '/tasks');
    await client.call('GET', '/tasks');
    expect(await lastUse()).toBeNull();
    clock = later(1);
    await client.call('GET', '/tasks');
    await untilUsedAt(clock);
  });

  test('is noted at most once a minute by all instances together', async () => {
    const client = await clientWithKey(running);
    const first = clock;
    await client.call('GET', '/tasks');
    await untilUsedAt(first);
    const other = await startTracker({
      port: 0,
      databaseUrl: running.databaseUrl,
      maker: { now: () => clock, newId: () => crypto.randomUUID() },
    });
    clock = later(MINUTE - 1);
    const there = new KeyClient(other.url, client.key);
    await there.call('GET', '/tasks');
    await there.call('GET', '/tasks');
    expect(await lastUse()).toBe(first.toISOString());
    await other.close();
  });

  test('does not fail the request when it cannot be noted', async () => {
    const client = await clientWithKey(running);
    await running.query('alter table api_keys rename column last_used_at to elsewhere');
    expect((await client.call('GET', '/tasks')).status).toBe(200);
    expect((await client.call('GET', '/tasks')).status).toBe(200);
    await running.query('alter table api_keys rename column elsewhere to last_used_at');
    expect(await lastUse()).toBeNull();
  });
});
