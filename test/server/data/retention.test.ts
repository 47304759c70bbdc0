/** Retention: what is too old goes, what is still needed stays, and readers of the feed are told honestly. */
import pino from 'pino';
import { closeStore, openStore } from '../../../server/src/db/open-store';
import { startDailyPurge } from '../../../server/src/retention/daily-purge';
import { purge, type Purged } from '../../../server/src/retention/purge';
import type { HistoryEntry } from '../../../server/src/history/history-entry';
import type { Task } from '../../../src/contract';
import { clientWithKey } from '../support/keys';
import { create, runTracker, type RunningTracker } from '../support/running-tracker';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);

let now = START;
let made = 0;
let running: RunningTracker;
beforeEach(async () => {
  now = START;
  const newId = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
  running = await runTracker({ maker: { now: () => new Date(now), newId } });
});
afterEach(() => running.stop());

const laterBy = (days: number) => (now += days * DAY_MS);

async function purgeNow(): Promise<Purged> {
  const store = await openStore(running.databaseUrl);
  try {
    return await purge(store, new Date(now));
  } finally {
    await closeStore(store);
  }
}

const keep = (retention_days: number | null) =>
  running.client.call('PATCH', '/settings', { body: { retention_days } });
const count = async (table: string) =>
  Number(((await running.query(`select count(*) as n from ${table}`))[0] as { n: unknown }).n);
const edit = ({ id }: Task, notes: string) =>
  running.client.call('PATCH', `/tasks/${id}`, { body: { notes } });

test('the setting is a year until it is changed, and every change is in the audit log', async () => {
  const read = () => running.client.call('GET', '/settings');
  expect((await read()).body).toEqual({ retention_days: 365 });
  expect((await keep(30)).body).toEqual({ retention_days: 30 });
  expect((await keep(30)).body).toEqual({ retention_days: 30 });
  expect((await keep(null)).body).toEqual({ retention_days: null });
  expect((await read()).body).toEqual({ retention_days: null });
  for (const retention_days of [0, -1, 1.5, 'x', 36_501])
    expect((await running.client.call('PATCH', '/settings', { body: { retention_days } })).status).toBe(400);
  const { entries } = (
    await running.client.call<{ entries: { action: string; subject: string }[] }>('GET', '/audit')
  ).body;
  expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
    ['settings.changed', 'retention_days'],
    ['settings.changed', 'retention_days'],
  ]);
});

test('deleted tasks go with all that belongs to them, once they have been deleted for so long', async () => {
  await keep(30);
  const task = await running.client.created('L-1');
  const kept = await running.client.created('L-2');
  laterBy(40);
  await running.client.remove(task);
  laterBy(29);
  expect(await purgeNow()).toMatchObject({ tasks: 0 });
  laterBy(2);
  expect(await purgeNow()).toMatchObject({ tasks: 1 });
  for (const table of ['tasks', 'links', 'source_states']) expect(await count(table)).toBe(1);
  expect((await running.client.call('GET', `/tasks/${task.id}/history`)).status).toBe(404);
  expect((await running.client.call('GET', `/tasks/${kept.id}`)).status).toBe(200);
});

test('a cursor that may have missed a removed task starts again; one that has seen it goes on', async () => {
  await keep(30);
  await running.client.make({ title: 'a' });
  const old = (await running.client.sync({ limit: 500 })).cursor;
  const gone = await running.client.make({ title: 'gone' });
  await running.client.remove(gone);
  await running.client.make({ title: 'b' });
  const seen = (await running.client.sync({ limit: 500 })).cursor;
  laterBy(31);
  await purgeNow();
  expect((await running.client.trySync({ cursor: old })).status).toBe(410);
  expect((await running.client.sync({ cursor: seen, limit: 500 })).changes).toEqual([]);
  expect((await running.client.sync({ limit: 500 })).changes.map(({ title }) => title)).toEqual(['a', 'b']);
});

test('of old history of a live task the first and the last entry stay, and all that is recent', async () => {
  await keep(30);
  const old = await running.client.make();
  for (const notes of ['1', '2', '3']) await edit(old, notes);
  const mixed = await running.client.make();
  await edit(mixed, 'old');
  laterBy(31);
  await edit(mixed, 'new');
  await edit(mixed, 'newer');
  expect(await purgeNow()).toMatchObject({ history: 3 });
  const versions = async ({ id }: Task) =>
    (await running.client.call<HistoryEntry[]>('GET', `/tasks/${id}/history`)).body.map(
      ({ version }) => version,
    );
  expect(await versions(old)).toEqual([1, 4]);
  expect(await versions(mixed)).toEqual([1, 3, 4]);
  expect(await purgeNow()).toMatchObject({ history: 0 });
});

test('audit entries and finished deliveries go; what is still to be sent stays', async () => {
  await keep(2);
  await running.query(
    `insert into audit_log (workspace, id, at, actor_kind, actor_name, origin, action, subject)
     values ('default', 'a1', '2025-12-28T00:00:00.000Z', 'local', 'local', 'api', 'x', 'y')`,
  );
  // Young enough for the dispatcher, which forgets old deliveries by itself.
  for (const state of ['pending', 'delivered', 'dead'])
    await running.query(
      `insert into deliveries (workspace, id, endpoint_id, event_id, type, task_id, payload, state, attempts, created_at)
       values ('default', '${state}', 'e', 'm', 'task.created', 't', '{}', '${state}', 1, '2025-12-29T00:00:00.000Z')`,
    );
  laterBy(1);
  const purged = await purgeNow();
  expect(purged).toMatchObject({ deliveries: 2 });
  expect(purged.audit).toBeGreaterThanOrEqual(1);
  expect(await running.query('select state from deliveries')).toEqual([{ state: 'pending' }]);
});

test('ended sessions, ended sign-in links and old answers for repeats go whatever is kept', async () => {
  await keep(null);
  await running.query(
    `insert into sessions (hash, workspace, name, scopes, created_at, expires_at) values
     ('old', 'default', 'n', 'read', '2025', '2025-06-01'), ('new', 'default', 'n', 'read', '2025', '2099-01-01')`,
  );
  await running.query(
    `insert into sign_in_links (hash, workspace, name, scopes, created_at, expires_at) values
     ('old', 'default', 'n', 'read', '2025', '2025-06-01')`,
  );
  await running.client.call('POST', '/tasks', {
    body: { title: 'x' },
    headers: { 'idempotency-key': 'k' },
  });
  laterBy(8);
  expect(await purgeNow()).toMatchObject({ expired: 3, tasks: 0 });
  expect(await running.query('select hash from sessions')).toEqual([{ hash: 'new' }]);
  expect(await count('idempotency_keys')).toBe(0);
});

test('without a limit nothing is removed', async () => {
  await keep(null);
  const task = await running.client.make();
  await edit(task, 'x');
  await running.client.remove(task);
  laterBy(10_000);
  expect(await purgeNow()).toMatchObject({ tasks: 0, history: 0, audit: 0 });
});

test('more than a batch goes in one purge, and each workspace keeps what it has set', async () => {
  await keep(30);
  const leads = Array.from({ length: 450 }, (_, place) => create(`L${place}`));
  const { results } = await running.client.sync({ operations: leads });
  // Some at a time: on PostgreSQL each alone waits for the disk.
  for (let first = 0; first < results.length; first += 15)
    await Promise.all(results.slice(first, first + 15).map(({ task }) => running.client.remove(task!)));
  const admin = await clientWithKey(running);
  const other = await clientWithKey(running, { workspace: 'w2' });
  const foreign = await other.make();
  await other.remove(foreign);
  laterBy(31);
  expect(await purgeNow()).toMatchObject({ tasks: 450 });
  expect(await admin.tasks()).toEqual([]);
  expect(await count('tasks')).toBe(1);
});

test('a running tracker purges by itself, again and again, and stops when it is closed', async () => {
  await keep(30);
  const store = await openStore(running.databaseUrl);
  const logger = pino({ level: 'silent' });
  const daily = startDailyPurge({ store, logger, now: () => new Date(now) }, { firstMs: 1, everyMs: 1 });
  const isEmpty = async () => (await count('tasks')) === 0;
  for (let round = 0; round < 2; round += 1) {
    await running.client.remove(await running.client.make());
    laterBy(31);
    while (!(await isEmpty())) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await daily.stop();
  await running.client.remove(await running.client.make());
  laterBy(31);
  await closeStore(store);
  expect(await isEmpty()).toBe(false);
});
