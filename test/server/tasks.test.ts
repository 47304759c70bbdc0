/** The life of a task over HTTP: making, reading, changing in part, deleting, and what survives a restart. */
import { startTracker } from '../../server/src';
import type { Task } from '../../src/contract';
import {
  Client,
  removeFolder,
  runTracker,
  temporaryFolder,
  UNKNOWN_ID,
  type RunningTracker,
} from './support/running-tracker';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let running: RunningTracker;
let client: Client;
beforeAll(async () => {
  running = await runTracker();
  client = running.client;
});
afterAll(() => running.stop());

describe('POST /tasks', () => {
  test('answers 201 with the whole task, its address and its ETag', async () => {
    const fields = { title: 'Call Ada', status: 'IN_PROGRESS', lead_id: 'L-1', notes: 'in the morning' };
    const { status, headers, body } = await client.call<Task>('POST', '/tasks', { body: fields });
    expect(status).toBe(201);
    expect(body).toEqual({
      ...fields,
      id: expect.stringMatching(UUID) as string,
      version: 1,
      created_at: body.updated_at,
      updated_at: new Date(body.updated_at).toISOString(),
    });
    expect(headers.get('location')).toBe(`/tasks/${body.id}`);
    expect(headers.get('etag')).toBe('"1"');
    expect((await client.call('GET', `/tasks/${body.id}`)).body).toEqual(body);
  });

  test('takes TODO, no lead and empty notes when only a title is given, and trims it', async () => {
    expect(await client.make({ title: '  Call Bob \n' })).toMatchObject({
      title: 'Call Bob',
      status: 'TODO',
      lead_id: null,
      notes: '',
    });
  });

  test('accepts texts at their longest, and every character but NUL and broken surrogates', async () => {
    const fields = { title: 't'.repeat(500), notes: 'n'.repeat(10_000), lead_id: 'l'.repeat(200) };
    expect(await client.make(fields)).toMatchObject(fields);
    const odd = {
      title: `'; DROP TABLE tasks; -- <b>"😀\u202e\u0001`,
      notes: '\t\n\u2028%_\\',
      lead_id: 'a/b?c#d é',
    };
    expect(await client.make(odd)).toMatchObject(odd);
  });
});

describe.each(['PATCH', 'PUT'])('%s /tasks/{id}', (method) => {
  const changes: [string, Partial<Task>][] = [
    ['status', { status: 'DONE' }],
    ['title', { title: 'Other' }],
    ['notes', { notes: 'n' }],
    ['lead_id', { lead_id: 'L-9' }],
    ['lead_id to null', { lead_id: null }],
    ['all of them', { title: 'X', status: 'IN_PROGRESS', lead_id: 'Y', notes: 'Z' }],
  ];
  test.each(changes)('changes %s, leaves the rest, and raises the version by one', async (_name, fields) => {
    const before = await client.make({ lead_id: 'L-2', notes: 'old' });
    const { status, headers, body } = await client.call<Task>(method, `/tasks/${before.id}`, {
      body: fields,
    });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, ...fields, version: 2, updated_at: body.updated_at });
    expect(headers.get('etag')).toBe('"2"');
    expect((await client.call('GET', `/tasks/${before.id}`)).body).toEqual(body);
  });

  test.each([
    ['no field', {}],
    ['the same values', { title: ' Call back ', status: 'TODO' }],
  ])('with %s keeps the version and writes nothing', async (_name, fields) => {
    const before = await client.make();
    const writes = running.writes();
    const { status, headers, body } = await client.call(method, `/tasks/${before.id}`, { body: fields });
    expect({ status, body, etag: headers.get('etag') }).toEqual({ status: 200, body: before, etag: '"1"' });
    expect(running.writes()).toBe(writes);
  });
});

test('PATCH takes a JSON merge patch', async () => {
  const { id } = await client.make({ lead_id: 'L-1' });
  const headers = { 'content-type': 'application/merge-patch+json; charset=utf-8' };
  const { status, body } = await client.call('PATCH', `/tasks/${id}`, { body: { lead_id: null }, headers });
  expect({ status, body }).toMatchObject({ status: 200, body: { lead_id: null, version: 2 } });
});

describe('DELETE /tasks/{id}', () => {
  test('answers 204, and from then on the task is unknown to every address', async () => {
    const { id } = await client.make({ lead_id: 'gone' });
    const { status, body } = await client.call('DELETE', `/tasks/${id}`);
    expect({ status, body }).toEqual({ status: 204, body: '' });
    for (const method of ['GET', 'DELETE', 'PATCH', 'PUT']) {
      const call = method.startsWith('P') ? { body: { status: 'DONE' } } : {};
      expect((await client.call(method, `/tasks/${id}`, call)).status).toBe(404);
    }
    expect((await client.call('GET', '/tasks/by-lead/gone')).body).toEqual([]);
    expect((await client.tasks()).map((task) => task.id)).not.toContain(id);
  });
});

describe('GET /tasks/by-lead/{lead_id}', () => {
  test('answers every live task with that lead_id, oldest first, and an empty list for none', async () => {
    const first = await client.make({ lead_id: 'two of them' });
    const second = await client.make({ lead_id: 'two of them' });
    await client.make({ lead_id: 'two of them!' });
    const { status, body } = await client.call('GET', '/tasks/by-lead/two%20of%20them');
    expect({ status, body }).toEqual({ status: 200, body: [first, second] });
    expect((await client.call('GET', '/tasks/by-lead/nobody')).body).toEqual([]);
  });

  test('takes any lead_id in its address, also one with a slash or percent sign', async () => {
    const leadId = 'a/b%2F?#&=é😀';
    const task = await client.make({ lead_id: leadId });
    expect((await client.call('GET', `/tasks/by-lead/${encodeURIComponent(leadId)}`)).body).toEqual([task]);
  });
});

describe('methods', () => {
  test('HEAD answers as GET without a body', async () => {
    const { id } = await client.make();
    const { status, headers, body } = await client.call('HEAD', `/tasks/${id}`);
    expect({ status, etag: headers.get('etag'), body }).toEqual({ status: 200, etag: '"1"', body: '' });
  });

  test('OPTIONS names what an address accepts', async () => {
    const { status, headers } = await client.call('OPTIONS', '/tasks');
    expect({ status, allow: headers.get('allow') }).toEqual({
      status: 204,
      allow: 'GET, POST, HEAD, OPTIONS',
    });
  });
});

test('GET /health says what this is', async () => {
  const { status, body } = await client.call('GET', '/health');
  expect({ status, body }).toEqual({ status: 200, body: { status: 'ok', name: 'work-tracker' } });
});

test('answers carry a request id and security headers, and no shared cache keeps them', async () => {
  const { headers } = await client.call('GET', '/tasks');
  expect(headers.get('x-request-id')).toMatch(UUID);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('cache-control')).toBe('private, no-cache');
});

test('a request id that is a UUID is taken over', async () => {
  const answer = await client.call('GET', '/health', { headers: { 'x-request-id': UNKNOWN_ID } });
  expect(answer.headers.get('x-request-id')).toBe(UNKNOWN_ID);
});

test('tasks, versions, tombstones, idempotent answers and cursors survive a restart', async () => {
  const folder = temporaryFolder();
  const databaseUrl = `sqlite:///${folder}/kept.db`;
  const first = await startTracker({ port: 0, databaseUrl });
  const before = new Client(first.url);
  const kept = await before.make({ title: 'kept' });
  const { body: changed } = await before.call('PATCH', `/tasks/${kept.id}`, { body: { status: 'DONE' } });
  const { cursor } = await before.sync({ limit: 10 });
  const gone = await before.make({ title: 'gone' });
  await before.call('DELETE', `/tasks/${gone.id}`);
  const once = { body: { title: 'once' }, headers: { 'idempotency-key': 'k1' } };
  const { body: made } = await before.call('POST', '/tasks', once);
  await first.close();

  const second = await startTracker({ port: 0, databaseUrl });
  const after = new Client(second.url);
  expect(await after.tasks()).toEqual([changed, made]);
  expect((await after.call('POST', '/tasks', once)).body).toEqual(made);
  const { changes } = await after.sync({ cursor, limit: 10 });
  expect(changes.map(({ title, deleted }) => [title, deleted])).toEqual([
    ['gone', true],
    ['once', false],
  ]);
  await second.close();
  removeFolder(folder);
});
