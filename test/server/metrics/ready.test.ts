/** Whether a balancer may send requests here. */
import type { ProblemDetails } from '../../../src/contract';
import { clientWithKey } from '../support/keys';
import { Client, runTracker, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker({ drainMs: 300 });
});
afterEach(() => running.stop());

const ready = async () => {
  const { status, headers, body } = await running.client.call<ProblemDetails>('GET', '/ready');
  return { status, retry: headers.get('retry-after'), detail: body.detail };
};

test('is ready once it has started, writes nothing to say so, and needs no key', async () => {
  await clientWithKey(running);
  const writes = running.writes();
  expect((await running.client.call('GET', '/ready')).body).toEqual({ status: 'ready' });
  expect(running.writes()).toBe(writes);
  expect((await running.client.call('GET', '/health')).body).toEqual({ status: 'ok', name: 'work-tracker' });
});

test.each([
  ['older', `delete from kysely_migration where name like '0002%'`],
  ['newer', `insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00Z')`],
])('is not ready on the tables of a version that is %s', async (_which, statement) => {
  await running.query(statement);
  expect(await ready()).toMatchObject({
    status: 503,
    retry: '5',
    detail: expect.stringMatching(/another version/) as string,
  });
});

test('is not ready while another program keeps the lock of a writer, and says so as every other request', async () => {
  running.observer.exec('begin immediate');
  const answer = await running.client.call<ProblemDetails>('GET', '/ready');
  expect(answer).toMatchObject({ status: 503, body: { type: 'urn:lead-sync:problem:database-busy' } });
  running.observer.exec('rollback');
  expect((await ready()).status).toBe(200);
});

test('says that it is about to end while it still answers, so that no more requests are sent here', async () => {
  const { client, tracker } = running;
  const closed = tracker.close();
  expect(await ready()).toMatchObject({ status: 503, detail: expect.stringMatching(/is ending/) as string });
  expect((await client.call('GET', '/health')).status).toBe(200);
  expect((await client.call('GET', '/tasks')).status).toBe(200);
  await closed;
  await expect(client.call('GET', '/ready')).rejects.toThrow();
});

test('a problem carries the id of its request, which a program may choose', async () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const answer = await running.client.call<ProblemDetails>('GET', '/tasks/none', {
    headers: { 'x-request-id': id },
  });
  expect(answer.body.request_id).toBe(id);
  const other = await new Client(running.tracker.url).call<ProblemDetails>('GET', '/nothing', {
    headers: { 'x-request-id': 'jane.doe' },
  });
  expect(other.body.request_id).toBe(other.headers.get('x-request-id'));
  expect(other.body.request_id).toMatch(/^[0-9a-f-]{36}$/);
});
