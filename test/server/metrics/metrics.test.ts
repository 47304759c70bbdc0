/** What a monitor sees: figures without people in them, and whether the tracker may be sent requests. */
import { clientWithKey } from '../support/keys';
import { create, runTracker, UNKNOWN_ID, type RunningTracker } from '../support/running-tracker';

const SECRET = 'jane.doe+secret';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

async function metrics(client = running.client): Promise<string[]> {
  const { status, headers, body } = await client.call<string>('GET', '/metrics');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return body.split('\n');
}

/** The value of the one line that begins so. */
async function figure(start: string, client = running.client): Promise<number> {
  const found = (await metrics(client)).filter((line) => line.startsWith(start));
  expect({ start, found }).toMatchObject({ found: [expect.any(String)] });
  return Number(found[0]?.split(' ').at(-1));
}

test('requests are counted by method, route pattern and status, and never by address', async () => {
  const { client } = running;
  await client.make({ title: SECRET, lead_id: SECRET });
  await client.call('GET', `/tasks/by-lead/${SECRET}`);
  await client.call('GET', `/tasks/${UNKNOWN_ID}`);
  await client.call('GET', `/tasks/${SECRET}?a=${SECRET}`);
  await client.call('GET', `/${SECRET}`);
  expect(await figure('http_requests_total{method="POST",route="/tasks",status="201"}')).toBe(1);
  expect(await figure('http_requests_total{method="GET",route="/tasks/{id}",status="404"}')).toBe(2);
  expect(await figure('http_requests_total{method="GET",route="none",status="404"}')).toBe(1);
  expect(await figure('http_problems_total{code="unknown_task"}')).toBe(2);
  expect(
    await figure(
      'http_request_duration_seconds_count{method="GET",route="/tasks/by-lead/{lead_id}",status="200"}',
    ),
  ).toBe(1);
  const text = (await metrics()).join('\n');
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(UNKNOWN_ID);
});

test('operations of sheets are counted by outcome, and the feed tells its position', async () => {
  const { client } = running;
  await client.sync({ operations: [create('L-1'), create('L-2')] });
  await client.sync({ operations: [create('L-1')] });
  expect(await figure('tracker_sync_operations_total{outcome="created"}')).toBe(2);
  expect(await figure('tracker_sync_operations_total{outcome="adopted"}')).toBe(1);
  expect(await figure('tracker_feed_position')).toBe(2);
});

test('the process, its event loop and its version are there', async () => {
  const lines = (await metrics()).join('\n');
  for (const name of [
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_seconds',
    'tracker_webhook_deliveries_pending',
  ])
    expect(lines).toMatch(new RegExp(`^${name} `, 'm'));
  expect(lines).toMatch(/^tracker_build_info\{version="\d+\.\d+\.\d+",node="v\d+[^"]*"\} 1$/m);
  expect(lines).toMatch(/^tracker_webhook_deliveries_total\{kind="webhook",result="delivered"\} 0$/m);
});

test('requests under way and open streams are seen while they last', async () => {
  const stop = new AbortController();
  const stream = await fetch(`${running.client.url}/events`, { signal: stop.signal });
  await stream.body?.getReader().read();
  expect(await figure('tracker_event_streams')).toBe(1);
  expect(await figure('http_requests_in_flight')).toBe(2);
  stop.abort();
  while ((await figure('tracker_event_streams')) > 0);
  expect(await figure('http_requests_in_flight')).toBe(1);
  expect((await metrics()).filter((line) => /duration.*\/events/.test(line))).toEqual([]);
});

test('two trackers of one process do not count for each other', async () => {
  const other = await runTracker();
  try {
    await other.client.make();
    expect((await metrics()).some((line) => line.includes('route="/tasks"'))).toBe(false);
  } finally {
    await other.stop();
  }
});

test('with keys the figures need the scope read, and the position is that of the own workspace', async () => {
  await running.client.make();
  await running.client.make();
  const reader = await clientWithKey(running, { scopes: ['read'] });
  const stranger = await clientWithKey(running, { scopes: ['read'], workspace: 'elsewhere' });
  const syncer = await clientWithKey(running, { scopes: ['sync'] });
  expect((await running.client.call('GET', '/metrics')).status).toBe(401);
  expect((await syncer.call('GET', '/metrics')).status).toBe(403);
  expect(await figure('tracker_feed_position', reader)).toBe(2);
  expect(await figure('tracker_feed_position', stranger)).toBe(0);
});
