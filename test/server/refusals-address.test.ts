/** Addresses, queries and methods that are refused. */
import { runTracker, UNKNOWN_ID, type Client, type RunningTracker } from './support/running-tracker';
import { expectRefusal, SECRET, type Refusal } from './support/refusal';

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

const others: Refusal[] = [
  {
    name: 'a task without title',
    method: 'POST',
    path: '/tasks',
    body: {},
    status: 400,
    says: /title must be text/,
  },
  {
    name: 'a merge patch sent by PUT',
    method: 'PUT',
    path: '/tasks/{id}',
    body: {},
    headers: { 'content-type': 'application/merge-patch+json' },
    status: 415,
    says: /application\/json/,
  },
  ...['GET', 'PATCH', 'PUT', 'DELETE'].flatMap((method) =>
    [UNKNOWN_ID, SECRET, "1' OR 1=1", '..%2f', '%00'].map((unknown): Refusal => ({
      name: `an unknown id ${unknown}`,
      method,
      path: `/tasks/${unknown}`,
      ...(method.startsWith('P') && { body: { status: 'DONE' } }),
      status: 404,
      says: /no task with this id.*GET \/tasks/,
    })),
  ),
  {
    name: 'a broken escape in the path',
    method: 'GET',
    path: '/tasks/%E0%A4%A',
    status: 400,
    says: /Check its address/,
  },
  {
    name: 'a lead_id too long',
    method: 'GET',
    path: `/tasks/by-lead/${SECRET.repeat(20)}`,
    status: 400,
    says: /lead_id must be text/,
  },
  { name: 'a lead_id with NUL', method: 'GET', path: '/tasks/by-lead/%00', status: 400, says: /NUL/ },
  {
    name: 'an unknown query parameter',
    method: 'GET',
    path: `/tasks?assignee=${SECRET}`,
    status: 400,
    says: /unknown field; remove it.*status, lead_id, q, limit, page/,
  },
  {
    name: '__proto__ as a query parameter',
    method: 'GET',
    path: '/tasks?__proto__=1',
    status: 400,
    says: /unknown field/,
  },
  {
    name: 'an unknown status in the query',
    method: 'GET',
    path: `/tasks?status=${SECRET}`,
    status: 400,
    says: /TODO, IN_PROGRESS, DONE/,
  },
  {
    name: 'a status given twice',
    method: 'GET',
    path: '/tasks?status=TODO&status=DONE',
    status: 400,
    says: /status must be/,
  },
  {
    name: 'an empty search',
    method: 'GET',
    path: '/tasks?q=',
    status: 400,
    says: /q must be text of 1 to 200/,
  },
  {
    name: 'a search too long',
    method: 'GET',
    path: `/tasks?q=${SECRET.repeat(20)}`,
    status: 400,
    says: /q must be text/,
  },
  ...['0', '-1', '1001', '1.5', '1e2', '', 'all', '99999999999999999999'].map((limit): Refusal => ({
    name: `limit ${limit}`,
    method: 'GET',
    path: `/tasks?limit=${limit}`,
    status: 400,
    says: /limit must be a whole number from 1 to 1000/,
  })),
  ...[SECRET, 'cGFnZTox=', 'cGFnZTotMQ', Buffer.from('page:01').toString('base64url')].map(
    (page): Refusal => ({
      name: `page token ${page}`,
      method: 'GET',
      path: `/tasks?page=${page}`,
      status: 400,
      says: /page is not a token.*start again/,
    }),
  ),
  {
    name: 'an unknown address',
    method: 'GET',
    path: `/${SECRET}`,
    status: 404,
    says: /no such address/,
  },
  {
    name: 'an address below a task',
    method: 'GET',
    path: '/tasks/{id}/parts',
    status: 404,
    says: /no such address/,
  },
  { name: 'an address in capitals', method: 'GET', path: '/TASKS', status: 404, says: /no such address/ },
];
test.each(others)('$method $name answers $status', (refusal) =>
  expectRefusal(running, { ...refusal, path: at(refusal.path) }),
);

test.each([
  ['/tasks', ['DELETE', 'PUT', 'PATCH'], 'GET, POST, HEAD, OPTIONS'],
  ['/tasks/{id}', ['POST'], 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS'],
  ['/tasks/by-lead/L-1', ['POST', 'DELETE'], 'GET, HEAD, OPTIONS'],
  ['/sync', ['GET', 'PUT', 'DELETE'], 'POST, OPTIONS'],
  ['/changes', ['POST'], 'GET, HEAD, OPTIONS'],
  ['/health', ['POST'], 'GET, HEAD, OPTIONS'],
])('%s refuses %j with 405 and Allow', async (path, methods, allow) => {
  for (const method of methods) {
    await expectRefusal(running, { method, path: at(path), status: 405, says: /Use one of these methods/ });
    const { headers } = await client.call(method, at(path));
    expect(headers.get('allow')).toBe(allow);
  }
});
