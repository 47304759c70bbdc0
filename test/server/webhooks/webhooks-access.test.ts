/** Who may see and change webhooks: administrators of the workspace, and nobody of another; sheets their own wake hooks. */
import type { Webhook, WebhookWithSecret } from '../../../server/src/webhooks/schema';
import { clientWithKey, type KeyClient } from '../support/keys';
import { runTracker, type RunningTracker } from '../support/running-tracker';
import { Receiver } from './support/receiver';
import { until } from './support/until';

const EVENTS = ['task.created'];
const HOOK = { url: 'http://127.0.0.1:9/', secret: 's'.repeat(32) };

let running: RunningTracker;
let receiver: Receiver;
let mine: KeyClient;
let theirs: KeyClient;
let webhook: WebhookWithSecret;
beforeAll(async () => {
  receiver = await Receiver.start();
  running = await runTracker({ allowPrivateWebhooks: true });
  mine = await clientWithKey(running, { scopes: ['admin'] });
  theirs = await clientWithKey(running, { scopes: ['admin'], workspace: 'theirs' });
  const body = { url: receiver.url, events: EVENTS };
  webhook = (await mine.call<WebhookWithSecret>('POST', '/webhooks', { body })).body;
});
afterAll(async () => {
  await running.stop();
  await receiver.close();
});

test('another workspace neither sees a webhook nor reaches it by its id', async () => {
  expect((await theirs.call('GET', '/webhooks')).body).toEqual([]);
  await mine.make();
  await until(() => receiver.got.length === 1, 'the delivery');
  const { deliveries } = (
    await mine.call<{ deliveries: { id: string }[] }>('GET', `/webhooks/${webhook.id}/deliveries`)
  ).body;
  const path = `/webhooks/${webhook.id}`;
  const tries = [
    theirs.call('PATCH', path, { body: { enabled: false } }),
    theirs.call('DELETE', path),
    theirs.call('POST', `${path}/rotate-secret`),
    theirs.call('GET', `${path}/deliveries`),
    theirs.call('POST', `${path}/deliveries/${deliveries[0]!.id}/replay`),
  ];
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  expect((await mine.call<Webhook[]>('GET', '/webhooks')).body).toMatchObject([{ enabled: true }]);
});

test('a webhook does not hear of another workspace', async () => {
  const before = receiver.got.length;
  await theirs.make({ title: 'Theirs' });
  await mine.make({ title: 'Mine' });
  await until(() => receiver.got.length > before, 'the delivery');
  expect(receiver.got.slice(before).map(({ body }) => /Mine|Theirs/.exec(body)?.[0])).toEqual(['Mine']);
});

test('the same source in two workspaces has two wake hooks', async () => {
  for (const client of [mine, theirs])
    expect((await client.call('PUT', '/wake-hooks/sheet-1', { body: HOOK })).status).toBe(204);
  expect((await theirs.call('DELETE', '/wake-hooks/sheet-1')).status).toBe(204);
  expect((await theirs.call('DELETE', '/wake-hooks/sheet-1')).status).toBe(404);
  expect((await mine.call('DELETE', '/wake-hooks/sheet-1')).status).toBe(204);
});

test('a sheet may set its wake hook again and again, and there is one', async () => {
  const sheet = await clientWithKey(running, { name: 'sheet', scopes: ['sync'] });
  for (const secret of ['a'.repeat(16), 'b'.repeat(200)])
    expect((await sheet.call('PUT', '/wake-hooks/my%20sheet', { body: { ...HOOK, secret } })).status).toBe(
      204,
    );
  const rows = await running.query("select secret from webhook_endpoints where source = 'my sheet'");
  expect(rows).toEqual([{ secret: 'b'.repeat(200) }]);
});

test.each([
  ['a short secret', { ...HOOK, secret: 'short' }],
  ['no secret', { url: HOOK.url }],
  ['a forbidden address', { ...HOOK, url: 'http://169.254.169.254/' }],
  ['an unknown field', { ...HOOK, events: [] }],
])('a wake hook with %s is refused', async (_what, body) => {
  expect((await mine.call('PUT', '/wake-hooks/refused', { body })).status).toBe(400);
  expect((await mine.call('DELETE', '/wake-hooks/refused')).status).toBe(404);
});

test.each([['read'], ['write'], ['sync']] as const)(
  'with the scope %s webhooks are out of reach',
  async (scope) => {
    const client = await clientWithKey(running, { name: scope, scopes: [scope] });
    const tries = [
      client.call('GET', '/webhooks'),
      client.call('POST', '/webhooks', { body: { url: receiver.url, events: EVENTS } }),
      client.call('POST', `/webhooks/${webhook.id}/rotate-secret`),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([403, 403, 403]);
    const wake = await client.call('PUT', '/wake-hooks/any', { body: HOOK });
    expect(wake.status).toBe(scope === 'sync' ? 204 : 403);
  },
);
