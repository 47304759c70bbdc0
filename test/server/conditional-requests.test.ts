/** ETag, If-Match and If-None-Match: nobody overwrites a change that they have not seen. */
import { runTracker, UNKNOWN_ID, type Client, type RunningTracker } from './support/running-tracker';

let running: RunningTracker;
let client: Client;
beforeAll(async () => {
  running = await runTracker();
  client = running.client;
});
afterAll(() => running.stop());

test('a change with the ETag just read passes, a second with the same one answers 412 and changes nothing', async () => {
  const { id } = await client.make();
  const headers = { 'if-match': (await client.call('GET', `/tasks/${id}`)).headers.get('etag')! };
  expect((await client.call('PATCH', `/tasks/${id}`, { body: { notes: 'a' }, headers })).status).toBe(200);
  const writes = running.writes();
  for (const method of ['PATCH', 'PUT', 'DELETE', 'GET']) {
    const call = method.startsWith('P') ? { body: { notes: 'b' }, headers } : { headers };
    const { status, headers: answered } = await client.call(method, `/tasks/${id}`, call);
    expect({ method, status, etag: answered.get('etag') }).toEqual({ method, status: 412, etag: '"2"' });
  }
  expect(running.writes()).toBe(writes);
  expect((await client.call('DELETE', `/tasks/${id}`, { headers: { 'if-match': '"2"' } })).status).toBe(204);
});

test.each([
  ['*', 200],
  ['"7", "1"', 200],
  ['W/"1"', 412],
  ['"x"', 412],
  ['1', 400],
  ['', 400],
])('If-Match %s on version 1 answers %i', async (header, status) => {
  const { id } = await client.make();
  const call = { body: { notes: 'a' }, headers: { 'if-match': header } };
  expect((await client.call('PATCH', `/tasks/${id}`, call)).status).toBe(status);
});

test('an unknown task is 404 whatever If-Match says', async () => {
  const call = { body: { notes: 'a' }, headers: { 'if-match': '"1"' } };
  expect((await client.call('PATCH', `/tasks/${UNKNOWN_ID}`, call)).status).toBe(404);
});

test.each([
  ['"1"', 304],
  ['W/"1"', 304],
  ['"5", "1"', 304],
  ['*', 304],
  ['"2"', 200],
  ['nonsense', 200],
])('If-None-Match %s on version 1 answers %i', async (header, status) => {
  const { id } = await client.make();
  const answer = await client.call('GET', `/tasks/${id}`, { headers: { 'if-none-match': header } });
  expect({ status: answer.status, etag: answer.headers.get('etag') }).toEqual({ status, etag: '"1"' });
  expect(answer.body === '').toBe(status === 304);
});
