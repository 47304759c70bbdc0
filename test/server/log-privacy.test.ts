/** The log tells what happened, and never about whom. */
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import pino from 'pino';
import { create, runTracker, type RunningTracker } from './support/running-tracker';

/** Stands in every text, key, address and header that the requests send. */
const SECRET = 'jane.doe+secret';

interface Line {
  readonly level: number;
  readonly request_id?: string;
  readonly method?: string;
  readonly route?: string;
  readonly status?: number;
  readonly duration_ms?: number;
  readonly fault?: { readonly name: string; readonly code?: string; readonly frames: readonly string[] };
}

let running: RunningTracker;
let written = '';
beforeEach(async () => {
  written = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  running = await runTracker({ logger: pino({ level: 'trace' }, sink) });
});
afterEach(() => running.stop());

const lines = () =>
  written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

test('requests of every kind leave method, route, status, duration and id, and nothing they sent', async () => {
  const { client } = running;
  const headers = {
    authorization: `Bearer ${SECRET}`,
    'x-request-id': SECRET,
    'user-agent': SECRET,
    cookie: SECRET,
  };
  const call = (method: string, path: string, body?: unknown) =>
    client.call(method, path, {
      headers: { ...headers, 'idempotency-key': SECRET },
      ...(body !== undefined && { body }),
    });
  const { id } = await client.make({ title: SECRET, notes: SECRET, lead_id: SECRET });
  await call('POST', '/tasks', { title: SECRET });
  await call('POST', '/tasks', { title: 5, [SECRET]: SECRET });
  await call('GET', `/tasks?q=${SECRET}&lead_id=${SECRET}`);
  await call('GET', `/tasks?${SECRET}=1`);
  await call('GET', `/tasks/by-lead/${SECRET}`);
  await call('PATCH', `/tasks/${id}`, { notes: `${SECRET}2` });
  await call('GET', `/tasks/${SECRET}`);
  await call('GET', `/${SECRET}`);
  await call('POST', '/sync', {
    source: SECRET,
    run: 1,
    cursor: null,
    operations: [create(SECRET), SECRET],
    limit: 5,
  });
  await call('GET', `/changes?cursor=${SECRET}`);
  await client.call('POST', '/tasks', { raw: `{"title": "${SECRET}`, headers });
  expect(lines().map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
    'POST /tasks 201',
    'POST /tasks 201',
    'POST /tasks 400',
    'GET /tasks 200',
    'GET /tasks 400',
    'GET /tasks/by-lead/:lead_id 200',
    'PATCH /tasks/:id 200',
    'GET /tasks/:id 404',
    'GET none 404',
    'POST /sync 200',
    'GET /changes 410',
    'POST /tasks 400',
  ]);
  for (const line of lines()) {
    expect(line.request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(line.duration_ms).toEqual(expect.any(Number));
  }
  expect(written).not.toContain(SECRET);
  expect(written).not.toContain(encodeURIComponent(SECRET));
  expect(written).not.toContain(id);
});

test('a fault of the tracker answers 500 without a word about itself, and logs its kind and place only', async () => {
  const { client, observer } = running;
  const call = { body: { title: SECRET }, headers: { 'idempotency-key': 'k' } };
  await client.call('POST', '/tasks', call);
  // JSON.parse quotes what it cannot read in its message.
  observer.prepare('update idempotency_keys set answer = ?').run(SECRET);
  const { status, headers, body } = await client.call('POST', '/tasks', call);
  expect({ status, body }).toMatchObject({
    status: 500,
    body: {
      type: 'urn:lead-sync:problem:internal',
      detail: expect.stringMatching(/report the X-Request-Id/) as string,
    },
  });
  const fault = lines().find((line) => line.fault !== undefined);
  expect(fault).toMatchObject({
    level: 50,
    request_id: headers.get('x-request-id'),
    fault: { name: 'SyntaxError' },
  });
  expect(fault?.fault?.frames.join()).toContain('answer-once');
  expect(lines().at(-1)).toMatchObject({ level: 50, route: '/tasks', status: 500 });
  expect(written + JSON.stringify(body)).not.toContain(SECRET);
});

test('a line names each fact once: a reader that keeps the first of two would be told another status', async () => {
  await running.client.call('GET', '/tasks/nothing-here');
  const [line = ''] = written.trim().split('\n');
  const names = [...line.matchAll(/"([a-z_]+)":/g)].map(([, name]) => name);
  expect(names).toContain('route');
  expect(names).toHaveLength(new Set(names).size);
});

test('a client that goes away before the answer leaves a line that says so', async () => {
  const gone = new AbortController();
  const events = await fetch(`${running.tracker.url}/events`, { signal: gone.signal });
  const id = events.headers.get('x-request-id');
  gone.abort();
  const line = () => written.split('\n').find((text) => id !== null && text.includes(id));
  while (line() === undefined) await new Promise((resolve) => setImmediate(resolve));
  expect(JSON.parse(line()!)).toMatchObject({ level: 30, route: '/events', status: 200, msg: 'aborted' });
});

test('a request that is cut off in its middle leaves the line of a request that could not be read', async () => {
  const id = randomUUID();
  const socket = connect(running.tracker.port, '127.0.0.1');
  socket.write(
    `POST /tasks HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${id}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    () => socket.destroy(),
  );
  const line = () => written.split('\n').find((text) => text.includes(id));
  while (line() === undefined) await new Promise((resolve) => setImmediate(resolve));
  expect(JSON.parse(line()!)).toMatchObject({ level: 30, route: '/tasks', status: 400 });
});
