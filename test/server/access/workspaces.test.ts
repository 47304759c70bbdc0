/** A key of one workspace reaches nothing of another: by no id, no list, no search, no cursor and no exchange. */
import { openDatabase } from '../../../server/src';
import { apiDocument } from '../support/conformance';
import { clientWithKey, type KeyClient } from '../support/keys';
import { create, link, runTracker, update, type RunningTracker } from '../support/running-tracker';
import type { Task } from '../../../src/contract';

/** Stands in everything that workspace b holds; no answer to workspace a may hold it. */
const MARK = 'of-workspace-b';
const SOURCE = `sheet-${MARK}`;
const LEAD = `lead-${MARK}`;

interface Victim {
  readonly task: Task;
  readonly deleted: Task;
  readonly key: string;
  readonly webhook: string;
  readonly delivery: string;
  readonly cursor: string;
}

interface Attempt {
  readonly path: string;
  readonly body?: unknown;
  readonly status: number | readonly number[];
}

const gone = (path: string, body?: unknown): Attempt => ({
  path,
  status: 404,
  ...(body !== undefined && { body }),
});

/**
 * Every operation with a parameter in its path: what a sends for an object of b. An operation that is added must be added here,
 * too.
 */
const ATTEMPTS: Readonly<Record<string, (b: Victim) => Attempt>> = {
  'GET /tasks/{id}': ({ task }) => gone(`/tasks/${task.id}`),
  'PUT /tasks/{id}': ({ task }) => gone(`/tasks/${task.id}`, { title: 'mine' }),
  'PATCH /tasks/{id}': ({ task }) => gone(`/tasks/${task.id}`, { status: 'DONE' }),
  'DELETE /tasks/{id}': ({ task }) => gone(`/tasks/${task.id}`),
  'POST /tasks/{id}/restore': ({ deleted }) => gone(`/tasks/${deleted.id}/restore`, {}),
  'GET /tasks/{id}/history': ({ task }) => gone(`/tasks/${task.id}/history`),
  'GET /tasks/{id}/card': ({ task }) => gone(`/tasks/${task.id}/card`),
  // A lead without tasks is nothing wrong.
  'GET /tasks/by-lead/{lead_id}': () => ({ path: `/tasks/by-lead/${LEAD}`, status: 200 }),
  'DELETE /keys/{id}': ({ key }) => gone(`/keys/${key}`),
  'PATCH /webhooks/{id}': ({ webhook }) => gone(`/webhooks/${webhook}`, { enabled: false }),
  'DELETE /webhooks/{id}': ({ webhook }) => gone(`/webhooks/${webhook}`),
  'POST /webhooks/{id}/rotate-secret': ({ webhook }) => gone(`/webhooks/${webhook}/rotate-secret`, {}),
  'GET /webhooks/{id}/deliveries': ({ webhook }) => gone(`/webhooks/${webhook}/deliveries`),
  'POST /webhooks/{id}/deliveries/{delivery}/replay': ({ webhook, delivery }) =>
    gone(`/webhooks/${webhook}/deliveries/${delivery}/replay`, {}),
  // A source of this name in a is another one.
  'PUT /wake-hooks/{source}': () => ({
    path: `/wake-hooks/${SOURCE}`,
    status: 204,
    body: { url: 'https://example.com/of-a', secret: 'x'.repeat(32) },
  }),
  'DELETE /wake-hooks/{source}': () => ({ path: `/wake-hooks/${SOURCE}`, status: 204 }),
  // Nothing is held about this lead in a: whether that is 404 or an empty answer, nothing of b is in it.
  'GET /leads/{lead_id}/export': () => ({ path: `/leads/${LEAD}/export`, status: [200, 404] }),
  'DELETE /leads/{lead_id}': () => ({ path: `/leads/${LEAD}`, status: [200, 404] }),
};

let running: RunningTracker;
let a: KeyClient;
let b: KeyClient;
let victim: Victim;

beforeAll(async () => {
  running = await runTracker();
  a = await clientWithKey(running, { workspace: 'a' });
  b = await clientWithKey(running, { workspace: 'b' });
  victim = await furnish(b);
});
afterAll(() => running.stop());

async function furnish(client: KeyClient): Promise<Victim> {
  const hook = { url: `https://example.com/${MARK}`, events: ['task.created', 'task.updated'] };
  const { body: webhook } = await client.call<{ id: string }>('POST', '/webhooks', { body: hook });
  const wake = { url: `https://example.com/${MARK}`, secret: 'x'.repeat(32) };
  expect((await client.call('PUT', `/wake-hooks/${SOURCE}`, { body: wake })).status).toBe(204);
  const task = await client.make({ title: `task-${MARK}`, notes: `task-${MARK}`, lead_id: LEAD });
  const deleted = await client.make({ title: `task-${MARK} deleted` });
  await client.remove(deleted);
  await client.sync({
    source: SOURCE,
    operations: [create(LEAD, { title: `task-${MARK}`, notes: `task-${MARK}` })],
  });
  const { cursor } = await client.sync({ source: SOURCE, run: 2, limit: 100 });
  const [delivery] = (await running.query('select id from deliveries')) as { id: string }[];
  const { body: keys } = await client.call<{ id: string }[]>('GET', '/keys');
  return {
    task,
    deleted,
    key: keys[0]?.id ?? '',
    webhook: webhook.id,
    delivery: delivery?.id ?? 'none',
    cursor: cursor ?? '',
  };
}

/** Titles, notes and ids of b; the id of a lead is known to whoever asks for it. */
function leaks(body: unknown): boolean {
  const text = JSON.stringify(body);
  return [`task-${MARK}`, victim.task.id, victim.key, victim.webhook].some((part) => text.includes(part));
}

/** What the tracker itself writes in its own time: uses of keys, and attempts to deliver. */
const OWN_TIME =
  /"(last_used_at|attempts|next_attempt_at|locked_until|last_status|last_error)":("[^"]*"|null|\d+),?/g;

/** Every row of b. */
async function rowsOfB(): Promise<string[]> {
  const rows: string[] = [];
  for (const table of await tablesWithWorkspace())
    for (const row of await running.query(`select * from ${table} where workspace = 'b'`))
      rows.push(table + JSON.stringify(row).replace(OWN_TIME, ''));
  return rows.sort();
}

async function tablesWithWorkspace(): Promise<string[]> {
  const db = await openDatabase(running.databaseUrl);
  const tables = await db.introspection.getTables();
  await db.destroy();
  return tables
    .filter(({ columns }) => columns.some((column) => column.name === 'workspace'))
    .map((table) => table.name);
}

test('every operation on an object answers 404 for those of b, and b stays as it is', async () => {
  const operations = (await apiDocument())
    .operations()
    // What is public is the same for everyone.
    .filter(({ path, operation }) => path.includes('{') && operation.security.length > 0);
  expect(operations.length).toBeGreaterThan(7);
  const before = await rowsOfB();
  expect(before.length).toBeGreaterThan(10);
  for (const operation of operations) {
    const id = `${operation.method.toUpperCase()} ${operation.path}`;
    const attempt = ATTEMPTS[id]?.(victim);
    if (attempt === undefined)
      throw new Error(`Say in ATTEMPTS what ${id} must answer about an object of another workspace.`);
    const { path, status, ...call } = attempt;
    const answer = await a.call(operation.method.toUpperCase(), path, call);
    const isRight = [status].flat().includes(answer.status);
    expect({ id, isRight, status: answer.status }).toMatchObject({ id, isRight: true });
    expect({ id, leaks: leaks(answer.body) }).toEqual({ id, leaks: false });
  }
  expect(await rowsOfB()).toEqual(before);
});

test('b itself gets something else for each of them: they are there', async () => {
  for (const path of [
    `/tasks/${victim.task.id}`,
    `/tasks/${victim.task.id}/history`,
    `/tasks/by-lead/${LEAD}`,
  ])
    expect(JSON.stringify((await b.call('GET', path)).body)).toContain(MARK);
});

test('no list, search, export or feed of a holds anything of b', async () => {
  const operations = (await apiDocument()).operations().filter(
    // The stream of events does not end; its reads are those of the feed.
    ({ path, method }) => method === 'get' && !path.includes('{') && path !== '/events',
  );
  for (const { path } of operations) {
    const { body } = await a.call('GET', path);
    expect({ path, leaks: leaks(body) }).toEqual({ path, leaks: false });
  }
  for (const path of [
    `/tasks?q=task-${MARK}`,
    `/tasks?lead_id=${LEAD}`,
    `/board/cards?status=TODO&q=task-${MARK}`,
    `/board/cards?status=TODO&source=${SOURCE}`,
    `/changes?source=${SOURCE}`,
  ]) {
    const { body, status } = await a.call('GET', path);
    expect({ path, status, leaks: leaks(body) }).toEqual({ path, status: 200, leaks: false });
  }
});

test('a cursor of b is none of a’s', async () => {
  expect((await a.call('GET', `/changes?cursor=${encodeURIComponent(victim.cursor)}`)).status).toBe(410);
});

test('an exchange of a neither links nor changes tasks of b, even as the same source', async () => {
  const before = await rowsOfB();
  const { results } = await a.sync({
    source: SOURCE,
    run: 50,
    operations: [link('L-9', victim.task), update(victim.task, { title: 'mine' }), create(LEAD)],
    limit: 100,
  });
  expect(results.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected', 'created']);
  expect(results.map(({ task }) => task?.id)).not.toContain(victim.task.id);
  expect(leaks(results)).toBe(false);
  expect(await rowsOfB()).toEqual(before);
  // The run of a does not fence off the source of the same name in b.
  expect((await b.trySync({ source: SOURCE, run: 3 })).status).toBe(200);
});

test('an Idempotency-Key of b answers nothing to a', async () => {
  const call = { body: { title: MARK }, headers: { 'idempotency-key': 'shared' } };
  await b.call('POST', '/tasks', call);
  const answer = await a.call('POST', '/tasks', { ...call, body: { title: 'other' } });
  expect(answer).toMatchObject({ status: 201, body: { title: 'other' } });
});

test('a session and a sign-in link lead into the workspace of who made them', async () => {
  const made = await a.call<{ url: string }>('POST', '/sign-in-links', {
    body: { name: 'Ann', scopes: ['admin'] },
  });
  const token = made.body.url.split('#token=')[1];
  const signedIn = await running.client.call<{ workspace: string }>('POST', '/session', { body: { token } });
  expect(signedIn.body.workspace).toBe('a');
  const [cookie = ''] = signedIn.headers.getSetCookie();
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  const read = (path: string) => running.client.call('GET', path, { headers });
  expect((await read(`/tasks/${victim.task.id}`)).status).toBe(404);
  expect(leaks((await read('/tasks')).body)).toBe(false);
  expect(((await read('/keys')).body as unknown[]).length).toBe(1);
});
