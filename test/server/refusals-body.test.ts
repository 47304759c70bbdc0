/** Bodies that are refused, by every address that takes one. */
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ProblemDetails } from '../../src/contract';
import { runTracker, type Client, type RunningTracker } from './support/running-tracker';
import { expectRefusal, SECRET } from './support/refusal';

let running: RunningTracker;
let client: Client;
let id: string;
beforeAll(async () => {
  running = await runTracker();
  client = running.client;
  ({ id } = await client.make({ title: SECRET, lead_id: 'L-1' }));
});
afterAll(() => running.stop());

const at = (path: string) => path.replace('{id}', id);

/** Bodies that neither making nor changing a task accepts. */
const badFields: [name: string, body: unknown, says: RegExp][] = [
  ['a title that is no text', { title: 5 }, /title must be text of 1 to 500/],
  ['a title of blanks', { title: ' \u00a0\t ' }, /title must be text/],
  ['a title too long', { title: SECRET.repeat(50) }, /title must be text of 1 to 500/],
  ['a title with NUL', { title: `${SECRET}\0` }, /NUL/],
  ['a title with half a surrogate pair', { title: `${SECRET}\ud800` }, /broken Unicode/],
  ['a null title', { title: null }, /title must be text/],
  ['an unknown status', { title: 'x', status: SECRET }, /TODO, IN_PROGRESS, DONE/],
  ['a status in small letters', { title: 'x', status: 'todo' }, /TODO, IN_PROGRESS, DONE/],
  ['a status that is a list', { title: 'x', status: ['TODO'] }, /TODO, IN_PROGRESS, DONE/],
  ['a null status', { title: 'x', status: null }, /TODO, IN_PROGRESS, DONE/],
  ['notes that are no text', { title: 'x', notes: { a: SECRET } }, /notes must be text of at most 10000/],
  ['null notes', { title: 'x', notes: null }, /notes must be text/],
  ['notes too long', { title: 'x', notes: SECRET.repeat(1000) }, /notes must be text of at most 10000/],
  ['notes with NUL', { title: 'x', notes: '\0' }, /NUL/],
  ['a lead_id that is a number', { title: 'x', lead_id: 7 }, /lead_id must be text of 1 to 200/],
  ['a blank lead_id', { title: 'x', lead_id: ' ' }, /lead_id must be text/],
  ['a lead_id too long', { title: 'x', lead_id: SECRET.repeat(20) }, /lead_id must be text/],
  ['a lead_id with half a surrogate pair', { title: 'x', lead_id: '\udc00' }, /broken Unicode/],
  [
    'an id',
    { title: 'x', id: SECRET },
    /unknown field; remove it\. The known ones are title, status, lead_id, notes/,
  ],
  ['a version', { title: 'x', version: 9 }, /unknown field/],
  ['created_at', { title: 'x', created_at: '2020-01-01T00:00:00Z' }, /unknown field/],
  ['an unknown field', { title: 'x', [SECRET]: SECRET }, /unknown field/],
  ['a constructor', { title: 'x', constructor: { prototype: { a: 1 } } }, /unknown field/],
  ['a list', [{ title: 'x' }], /must be a JSON object/],
  ['null', null, /must be a JSON object/],
  ['a text', SECRET, /must be a JSON object/],
  ['a number', 5, /must be a JSON object/],
];

describe.each([
  ['POST', '/tasks'],
  ['PATCH', '/tasks/{id}'],
  ['PUT', '/tasks/{id}'],
])('%s %s refuses', (method, path) => {
  test.each(badFields)('%s', async (_name, body, says) => {
    await expectRefusal(running, { method, path: at(path), body, says, status: 400 });
  });

  const raw = [
    ['malformed JSON', `{"title": "${SECRET}"`, {}, 400, /not valid JSON/],
    ['JSON with a comment', '{"title": "x"} // x', {}, 400, /not valid JSON/],
    ['an empty body', '', {}, 400, /empty/],
    ['a body of blanks', ' ', {}, 400, /not valid JSON/],
    ['__proto__', `{"title": "x", "__proto__": {"status": "${SECRET}"}}`, {}, 400, /unknown field/],
    ['text', `{"title": "${SECRET}"}`, { 'content-type': 'text/plain' }, 415, /application\/json/],
    [
      'a form',
      `title=${SECRET}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      /application\/json/,
    ],
    [
      'something like JSON',
      '{"title": "x"}',
      { 'content-type': 'application/jsonp' },
      415,
      /application\/json/,
    ],
    [
      'another character set',
      '{"title": "x"}',
      { 'content-type': 'application/json; charset=ebcdic' },
      415,
      /UTF-8/,
    ],
    ['an unknown compression', '{"title": "x"}', { 'content-encoding': 'zstd' }, 415, /gzip/],
    ['broken compression', '{"title": "x"}', { 'content-encoding': 'gzip' }, 400, /could not be read/],
    [
      'more than 1 MB',
      JSON.stringify({ title: SECRET, notes: ' '.repeat(1_048_576) }),
      {},
      413,
      /smaller parts/,
    ],
  ] as const;
  test.each(raw)('%s', async (_name, body, headers, status, says) => {
    await expectRefusal(running, { method, path: at(path), raw: body, headers, status, says });
  });
});

test('415 names the accepted types', async () => {
  const wrong = { raw: 'x', headers: { 'content-type': 'text/plain' } };
  expect((await client.call('POST', '/tasks', wrong)).headers.get('accept-post')).toBe('application/json');
  expect((await client.call('PATCH', `/tasks/${id}`, wrong)).headers.get('accept-patch')).toBe(
    'application/json, application/merge-patch+json',
  );
});

test('errors name each field that does not fit', async () => {
  const { body } = await client.call<ProblemDetails>('POST', '/tasks', {
    body: { title: '', status: SECRET, extra: 1, [`${SECRET}!`]: 2 },
  });
  expect(body.errors?.map(({ path }) => path)).toEqual(['title', 'status', 'extra', '']);
});

test('bytes that are no UTF-8 become replacement characters, never something else', async () => {
  const raw = Buffer.concat([Buffer.from('{"title":"a'), Buffer.from([0xff]), Buffer.from('b"}')]);
  const { status, body } = await client.call('POST', '/tasks', { raw: new Uint8Array(raw) });
  expect({ status, body }).toMatchObject({ status: 201, body: { title: 'a\ufffdb' } });
});

test('a body that comes in pieces is put together, also where a character is cut in two', async () => {
  const bytes = Buffer.from('{"title":"caf\u00e9"}');
  const cut = bytes.indexOf(0xc3) + 1;
  const { answered, send } = beginPost({ 'content-length': bytes.length });
  await send(bytes.subarray(0, cut));
  await client.call('GET', '/health');
  await send(bytes.subarray(cut));
  expect(await answered).toMatchObject({ status: 201, body: { title: 'caf\u00e9' } });
});

test.each([
  ['as it is', {}],
  ['with its character set', { 'content-type': 'application/json; charset=utf-8' }],
])('a byte order mark before a body sent %s is passed over', async (_name, headers) => {
  const { status, body } = await client.call('POST', '/tasks', { raw: '\ufeff{"title":"x"}', headers });
  expect({ status, body }).toMatchObject({ status: 201, body: { title: 'x' } });
});

test.each(['0', '000'])('a body of %s bytes is empty', async (length) => {
  const { answered } = beginPost({ 'content-length': length });
  expect(await answered).toMatchObject({
    status: 400,
    body: { detail: 'The body is empty. Send a JSON object.' },
  });
});

test('a body sent in chunks without a length is limited as well', async () => {
  const { port } = running.tracker;
  const writes = running.writes();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const request = httpRequest(
      { port, host: '127.0.0.1', method: 'POST', path: '/tasks', headers },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      },
    );
    request.on('error', reject);
    request.write('{"title":"x","notes":"');
    request.end(`${'n'.repeat(1_100_000)}"}`);
  });
  expect(status).toBe(413);
  expect(running.writes()).toBe(writes);
});

test('a request cut off in the middle changes nothing and the tracker goes on', async () => {
  const writes = running.writes();
  await new Promise<void>((resolve) => {
    const socket = connect(running.tracker.port, '127.0.0.1', () => {
      socket.write(
        'POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"ti',
        () => socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
  });
  expect((await client.call('GET', '/health')).status).toBe(200);
  expect(running.writes()).toBe(writes);
});

test('a request without any body is told so', async () => {
  const headers = { 'content-type': 'application/json' };
  const { status, body } = await client.call<ProblemDetails>('PATCH', `/tasks/${id}`, { headers });
  expect({ status, detail: body.detail }).toEqual({
    status: 400,
    detail: 'The body is empty. Send a JSON object.',
  });
});

/** A request whose body is sent bit by bit. */
function beginPost(headers: OutgoingHttpHeaders) {
  const { port } = running.tracker;
  const request = httpRequest({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/tasks',
    headers: { 'content-type': 'application/json', ...headers },
  });
  request.flushHeaders();
  const answered = new Promise<unknown>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      json(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    });
  });
  const send = (bytes: Uint8Array) => new Promise((sent) => request.write(bytes, sent));
  return { answered, send };
}
