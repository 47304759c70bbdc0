/** kill -9 while a webhook is being sent: after a restart it is sent again under the same id, on both databases. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startTracker } from '../../../server/src';
import { runMain } from '../support/main-process';
import { borrowDatabase } from '../support/postgres';
import { Client, removeFolder, temporaryFolder } from '../support/running-tracker';
import { Receiver } from './support/receiver';
import { until } from './support/until';

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => removeFolder(folder));

test.each([
  ['SQLite', () => Promise.resolve(`sqlite:///${join(folder, 'tracker.db')}`)],
  ['PostgreSQL', borrowDatabase],
])('on %s nothing is lost', async (_database, open) => {
  const databaseUrl = await open();
  const receiver = await Receiver.start();
  const killed = runMain({
    folder,
    environment: { PORT: '0', DATABASE_URL: databaseUrl, WEBHOOK_ALLOW_PRIVATE: '1' },
  });
  const client = new Client(await killed.listening);
  const body = { url: receiver.url, events: ['task.created'] };
  expect((await client.call('POST', '/webhooks', { body })).status).toBe(201);
  receiver.answer = () => 'hold';
  await client.make();
  await client.make();
  await until(() => receiver.got.length === 2, 'both to be under way');
  killed.child.kill('SIGKILL');
  expect((await killed.ended).signal).toBe('SIGKILL');
  const sent = receiver.ids();

  receiver.answer = () => ({ status: 204 });
  // A clock two minutes ahead: the leases of the dead process have ended.
  const now = () => new Date(Date.now() + 120_000);
  const next = await startTracker({
    port: 0,
    databaseUrl,
    allowPrivateWebhooks: true,
    maker: { now, newId: () => randomUUID() },
  });
  await until(() => receiver.got.length === 4, 'both again');
  expect(receiver.ids().slice(2).sort()).toEqual([...sent].sort());
  await next.close();
  await receiver.close();
});
