/** The audit log: who did what beside changing tasks, in pages. */
import { clientWithKey, type KeyClient } from '../support/keys';
import { ask, cookieOf } from '../support/raw-request';
import { runTracker, type RunningTracker } from '../support/running-tracker';

interface Page {
  readonly entries: readonly {
    readonly id: string;
    readonly action: string;
    readonly subject: string;
    readonly actor: unknown;
    readonly origin: unknown;
  }[];
  readonly next: string | null;
}

let running: RunningTracker;
let admin: KeyClient;
beforeEach(async () => {
  running = await runTracker();
  admin = await clientWithKey(running, { name: 'admin', scopes: ['admin'] });
});
afterEach(() => running.stop());

const read = async (query = ''): Promise<Page> => (await admin.call<Page>('GET', `/audit${query}`)).body;

test('keys, links and sessions leave who, from where and what, and nothing that opens anything', async () => {
  const made = await admin.call<{ id: string; key: string }>('POST', '/keys', {
    body: { name: 'Jane Doe', scopes: ['read'] },
  });
  const link = await admin.call<{ url: string }>('POST', '/sign-in-links', {
    body: { name: 'Ann', scopes: ['write'] },
  });
  const token = link.body.url.split('#token=')[1] ?? '';
  const signedIn = await ask(running.tracker.url, '/session', { method: 'POST', body: { token } });
  const headers = { cookie: cookieOf(signedIn), 'sec-fetch-site': 'same-origin' };
  await ask(running.tracker.url, '/session', { method: 'DELETE', headers });
  await admin.call('DELETE', `/keys/${made.body.id}`);
  const { entries } = await read();
  const byAdmin = { actor: { kind: 'key', name: 'admin' }, origin: { kind: 'api', source: null } };
  const byAnn = { actor: { kind: 'person', name: 'Ann' }, origin: { kind: 'board', source: null } };
  const told = entries.map(({ action, actor, origin }) => ({ action, actor, origin }));
  expect(told).toEqual(
    expect.arrayContaining([
      { action: 'key.created', ...byAdmin },
      { action: 'sign-in-link.created', ...byAdmin },
      { action: 'session.opened', ...byAnn },
      { action: 'session.ended', ...byAnn },
      { action: 'key.revoked', ...byAdmin },
    ]),
  );
  expect(entries.find(({ action }) => action === 'key.revoked')?.subject).toBe(made.body.id);
  for (const secret of ['Jane', token, made.body.key, headers.cookie.split('=')[1] ?? ''])
    expect(JSON.stringify(entries)).not.toContain(secret);
});

test('what is refused leaves nothing', async () => {
  const before = await read();
  await admin.call('POST', '/keys', { body: { name: '', scopes: [] } });
  await admin.call('DELETE', '/keys/nothing-here');
  await ask(running.tracker.url, '/session', { method: 'POST', body: { key: 'wrong' } });
  expect(await read()).toEqual(before);
});

test('it comes in pages, newest first, each entry once, also of one moment', async () => {
  const at = '2030-01-01T00:00:00.000Z';
  for (let row = 10; row < 35; row += 1)
    await running.query(
      `insert into audit_log values ('default', '00000000-0000-4000-8000-0000000000${row}', '${at}', 'key', 'x', 'api', 'key.created', 'x')`,
    );
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page: Page = await read(`?limit=10${next === '' ? '' : `&page=${next}`}`);
    expect(page.entries.length).toBeLessThanOrEqual(10);
    seen.push(...page.entries.map(({ id }) => id));
    next = page.next;
  }
  const { entries } = await read('?limit=200');
  expect(seen).toEqual(entries.map(({ id }) => id));
  expect(new Set(seen).size).toBe(26);
});

test.each(['page=x', 'limit=0', 'limit=201', 'colour=red'])('?%s is refused', async (query) => {
  expect((await admin.call('GET', `/audit?${query}`)).status).toBe(400);
});
