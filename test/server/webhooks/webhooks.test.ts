/** Webhooks over the API of a running tracker: registering, receiving with the published library, looking and sending again. */
import { runTracker, UNKNOWN_ID, type RunningTracker } from '../support/running-tracker';
import type { ProblemDetails, Task } from '../../../src/contract';
import type { Delivery, DeliveryPage, Webhook, WebhookWithSecret } from '../../../server/src/webhooks/schema';
import { Receiver, verify } from './support/receiver';
import { until } from './support/until';

let running: RunningTracker;
let receiver: Receiver;
beforeEach(async () => {
  receiver = await Receiver.start();
  running = await runTracker({ allowPrivateWebhooks: true });
});
afterEach(async () => {
  await running.stop();
  await receiver.close();
});

const EVENTS = ['task.created', 'task.updated', 'task.deleted'];
const call = <T = unknown>(method: string, path: string, body?: unknown) =>
  running.client.call<T>(method, path, body === undefined ? {} : { body });

async function register(fields: Record<string, unknown> = {}): Promise<WebhookWithSecret> {
  const body = { url: `${receiver.url}/hooks`, events: EVENTS, ...fields };
  const answer = await call<WebhookWithSecret>('POST', '/webhooks', body);
  expect(answer.status).toBe(201);
  return answer.body;
}
const list = async () => (await call<Webhook[]>('GET', '/webhooks')).body;
const deliveriesOf = async ({ id }: { id: string }, query = '') =>
  (await call<DeliveryPage>('GET', `/webhooks/${id}/deliveries${query}`)).body;
const arrived = (count: number) => until(() => receiver.got.length >= count, `${count} requests`);
const settled = (webhook: Webhook, state: Delivery['state'], count = 1) =>
  until(async () => {
    const { deliveries } = await deliveriesOf(webhook, `?state=${state}`);
    return deliveries.length >= count && deliveries;
  }, `${count} ${state}`);

test('a webhook hears of a task made, changed, deleted and restored, and the library verifies each', async () => {
  const { secret } = await register();
  const { id } = await running.client.make({ title: 'Call Ada' });
  await call('PATCH', `/tasks/${id}`, { status: 'DONE' });
  await call('DELETE', `/tasks/${id}`);
  await call('POST', `/tasks/${id}/restore`);
  await arrived(4);
  const events = receiver.got.map((got) => verify(secret, got));
  expect(events.map(({ type }) => type).sort()).toEqual([
    'task.created',
    'task.created',
    'task.deleted',
    'task.updated',
  ]);
  expect(events.every(({ data }) => data.id === id)).toBe(true);
  expect(() => verify(secret, { ...receiver.got[0]!, body: receiver.got[1]!.body })).toThrow();
});

test('changes that come by the sync are heard too, those of one exchange all', async () => {
  await register({ events: ['task.created'] });
  const operations = Array.from({ length: 20 }, (_, index) => ({
    op: 'create' as const,
    lead_id: `L-${index}`,
    title: 'Follow up',
    status: 'TODO' as const,
    notes: '',
    state: 'NEW',
  }));
  await running.client.sync({ operations });
  await arrived(20);
  expect(new Set(receiver.ids()).size).toBe(20);
});

test('an unchanged task and a refused change are not heard of', async () => {
  await register();
  const task = await running.client.make();
  await call('PATCH', `/tasks/${task.id}`, { title: task.title });
  await call('PATCH', `/tasks/${task.id}`, { title: '' });
  await call('PATCH', `/tasks/${task.id}`, { title: 'Last' });
  await arrived(2);
  const titles = receiver.got.map(({ body }) => (JSON.parse(body) as { data: Task }).data.title);
  expect(titles.sort()).toEqual(['Call back', 'Last']);
});

test('the list shows webhooks with their counts and never a secret; the secret is shown once', async () => {
  const made = await register({ events: ['task.deleted'] });
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { secret, ...webhook } = made;
  expect(webhook).toEqual({
    id: expect.any(String) as string,
    url: `${receiver.url}/hooks`,
    events: ['task.deleted'],
    enabled: true,
    created_at: expect.any(String) as string,
    disabled_reason: null,
    dead: 0,
    pending: 0,
  });
  expect(await list()).toEqual([webhook]);
  expect(JSON.stringify(await list())).not.toContain(secret);
  expect((await register()).secret).not.toBe(secret);
});

test('rotation: the new secret and the old one verify the same request', async () => {
  const webhook = await register();
  const { body } = await call<{ secret: string }>('POST', `/webhooks/${webhook.id}/rotate-secret`);
  expect(body.secret).not.toBe(webhook.secret);
  await running.client.make();
  await arrived(1);
  for (const secret of [webhook.secret, body.secret])
    expect(() => verify(secret, receiver.got[0]!)).not.toThrow();
});

test('a disabled webhook keeps what was pending, gets nothing new, and catches up when it is enabled', async () => {
  const webhook = await register();
  receiver.answer = () => ({ status: 500 });
  const first = await running.client.make();
  await until(async () => (await deliveriesOf(webhook)).deliveries[0]?.attempts === 1, 'the first attempt');
  expect((await call<Webhook>('PATCH', `/webhooks/${webhook.id}`, { enabled: false })).body).toMatchObject({
    enabled: false,
    pending: 1,
  });
  await running.client.make();
  receiver.answer = () => ({ status: 200 });
  await call('PATCH', `/webhooks/${webhook.id}`, { enabled: true });
  const [delivered] = await settled(webhook, 'delivered');
  expect(delivered).toMatchObject({ attempts: 2, last_status: 200, last_error: null });
  expect(receiver.got.map(({ body }) => (JSON.parse(body) as { data: Task }).data.id)).toEqual([
    first.id,
    first.id,
  ]);
});

test('another address holds for what is pending too', async () => {
  const webhook = await register({ url: 'http://127.0.0.1:9/' });
  await running.client.make();
  await until(
    async () => (await deliveriesOf(webhook)).deliveries[0]?.last_error === 'unreachable',
    'failure',
  );
  await call('PATCH', `/webhooks/${webhook.id}`, { enabled: false });
  const changed = await call<Webhook>('PATCH', `/webhooks/${webhook.id}`, {
    url: receiver.url,
    events: ['task.updated'],
    enabled: true,
  });
  expect(changed.body).toMatchObject({ url: receiver.url, events: ['task.updated'], enabled: true });
  await settled(webhook, 'delivered');
});

test('a webhook that is deleted takes its pending deliveries along', async () => {
  const webhook = await register();
  receiver.answer = () => ({ status: 500 });
  await running.client.make();
  await arrived(1);
  expect((await call('DELETE', `/webhooks/${webhook.id}`)).status).toBe(204);
  expect(await list()).toEqual([]);
  expect(await running.query('select id from deliveries')).toEqual([]);
});

describe('deliveries', () => {
  test('that are dead or have arrived are sent again under the same id', async () => {
    const webhook = await register();
    receiver.answer = () => ({ status: 410 });
    await running.client.make();
    const [dead] = await settled(webhook, 'dead');
    expect(dead).toMatchObject({
      type: 'task.created',
      state: 'dead',
      attempts: 1,
      next_attempt_at: null,
      last_status: 410,
    });
    expect(await list()).toMatchObject([
      { enabled: false, dead: 1, disabled_reason: expect.stringMatching(/410/) as string },
    ]);
    const replay = `/webhooks/${webhook.id}/deliveries/${dead!.id}/replay`;
    expect((await call<ProblemDetails>('POST', replay)).body).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/Enable it first/) as string,
    });
    receiver.answer = () => ({ status: 204 });
    expect((await call<Webhook>('PATCH', `/webhooks/${webhook.id}`, { enabled: true })).body).toMatchObject({
      enabled: true,
      disabled_reason: null,
      dead: 1,
    });
    const replayed = await call<Delivery>('POST', replay);
    expect([replayed.status, replayed.body.state, replayed.body.attempts]).toEqual([202, 'pending', 0]);
    expect(await settled(webhook, 'delivered')).toMatchObject([{ attempts: 1, last_status: 204 }]);
    await call('POST', replay);
    await arrived(3);
    expect(receiver.ids()).toEqual(Array(3).fill(dead!.event_id));
  });

  test('are listed newest first, in pages that leave nothing out and show nothing twice', async () => {
    const webhook = await register();
    for (let round = 0; round < 6; round += 1)
      await running.client.sync({
        run: round,
        operations: Array.from({ length: 20 }, (_, index) => ({
          op: 'create' as const,
          lead_id: `L-${round}-${index}`,
          title: 'Follow up',
          status: 'TODO' as const,
          notes: '',
          state: 'NEW',
        })),
      });
    await until(async () => (await list())[0]?.pending === 0, 'all to arrive');
    const seen: Delivery[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: DeliveryPage = await deliveriesOf(webhook, next === '' ? '' : `?page=${next}`);
      seen.push(...page.deliveries);
      next = page.next;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(120);
    const times = seen.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort().reverse());
    expect((await deliveriesOf(webhook, '?state=dead')).deliveries).toEqual([]);
    expect((await call('GET', `/webhooks/${webhook.id}/deliveries?page=abc`)).status).toBe(400);
    expect((await call('GET', `/webhooks/${webhook.id}/deliveries?state=lost`)).status).toBe(400);
  });
});

describe('refused, and nothing is changed', () => {
  test.each([
    ['no events', { events: [] }],
    ['an unknown event', { events: ['task.moved'] }],
    ['an event twice', { events: ['task.created', 'task.created'] }],
    ['no url', { url: undefined }],
    ['an unknown field', { secret: 'mine' }],
    ['a fragment', { url: 'https://example.com/#x' }],
    ['metadata, also where private targets are allowed', { url: 'http://169.254.169.254/latest' }],
  ])('%s', async (_what, fields) => {
    const body = { url: receiver.url, events: EVENTS, ...fields };
    const answer = await call<ProblemDetails>('POST', '/webhooks', body);
    expect([answer.status, answer.body.type]).toEqual([400, 'urn:lead-sync:problem:invalid-request']);
    expect(JSON.stringify(answer.body)).not.toContain('latest');
    expect(await list()).toEqual([]);
  });

  test('a private target where it is not allowed, at registration and in a change', async () => {
    const strict = await runTracker();
    try {
      const body = { url: receiver.url.replace('http:', 'https:'), events: EVENTS };
      const answer = await strict.client.call<ProblemDetails>('POST', '/webhooks', { body });
      expect(answer.status).toBe(400);
      expect(answer.body.detail).toMatch(/WEBHOOK_ALLOW_PRIVATE=1/);
    } finally {
      await strict.stop();
    }
    const webhook = await register();
    expect((await call('PATCH', `/webhooks/${webhook.id}`, { url: 'http://0.0.0.0/' })).status).toBe(400);
    expect(await list()).toMatchObject([{ url: webhook.url }]);
  });

  test('the 51st webhook', async () => {
    for (let count = 0; count < 50; count += 1) await register();
    expect((await call('POST', '/webhooks', { url: receiver.url, events: EVENTS })).status).toBe(409);
  });

  test.each([
    ['PATCH', '/webhooks/{id}', { enabled: false }],
    ['DELETE', '/webhooks/{id}', undefined],
    ['POST', '/webhooks/{id}/rotate-secret', undefined],
    ['GET', '/webhooks/{id}/deliveries', undefined],
    ['POST', '/webhooks/{id}/deliveries/{id}/replay', undefined],
    ['DELETE', '/wake-hooks/{id}', undefined],
  ])('%s %s of what is not there', async (method, path, body) => {
    for (const id of [UNKNOWN_ID, 'x', '%00', "'%20or%20''='"]) {
      const answer = await call<ProblemDetails>(method, path.replaceAll('{id}', id), body);
      expect(answer.status).toBe(404);
    }
    const webhook = await register();
    const unknown = `/webhooks/${webhook.id}/deliveries/%00/replay`;
    expect((await call('POST', unknown)).status).toBe(404);
  });
});

test('what is done with webhooks stands in the audit log, without address and secret', async () => {
  const webhook = await register();
  await call('PATCH', `/webhooks/${webhook.id}`, { enabled: false });
  await call('POST', `/webhooks/${webhook.id}/rotate-secret`);
  await call('DELETE', `/webhooks/${webhook.id}`);
  await call('PUT', '/wake-hooks/sheet-1', { url: receiver.url, secret: 's'.repeat(20) });
  await call('DELETE', '/wake-hooks/sheet-1');
  const { body } = await call<{ entries: { action: string; subject: string }[] }>('GET', '/audit');
  expect(body.entries.map(({ action }) => action).sort()).toEqual([
    'wake-hook.deleted',
    'wake-hook.set',
    'webhook.changed',
    'webhook.created',
    'webhook.deleted',
    'webhook.secret-rotated',
  ]);
  expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|whsec|sheet-1/);
});
