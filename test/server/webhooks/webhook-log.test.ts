/** What the log says of webhooks: hosts and outcomes, and nothing that names people or opens anything. */
import { Writable } from 'node:stream';
import pino from 'pino';
import type { WebhookWithSecret } from '../../../server/src/webhooks/schema';
import { runTracker } from '../support/running-tracker';
import { Receiver } from './support/receiver';
import { until } from './support/until';

test('neither address, secret, content nor answer is logged, whatever becomes of a delivery', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const receiver = await Receiver.start();
  const running = await runTracker({ allowPrivateWebhooks: true, logger: pino({ level: 'trace' }, sink) });
  const url = `${receiver.url}/path-secret?token=query-secret`;
  const body = { url, events: ['task.created', 'task.updated'] };
  const made = await running.client.call<WebhookWithSecret>('POST', '/webhooks', { body });
  const wake = { url, secret: 'wake-secret-of-the-sheet' };
  await running.client.call('PUT', '/wake-hooks/Sheet%20of%20Ann', { body: wake });
  const said = (word: string) => until(() => lines.some((line) => line.includes(word)), word);

  const answerBody = 'answer-secret';
  receiver.answer = () => ({ status: 200, body: answerBody });
  const task = await running.client.make({ title: 'Call Ada Lovelace', notes: 'ada@example.com' });
  await said('"outcome":"delivered"');
  receiver.answer = () => ({ status: 503, body: answerBody });
  await running.client.call('PATCH', `/tasks/${task.id}`, { body: { title: 'Call Ada Byron' } });
  await said('"outcome":"retry"');
  receiver.answer = () => ({ status: 410, body: answerBody });
  await running.client.make({ title: 'Call Bob' });
  await said('webhook endpoint disabled');
  await running.stop();
  await receiver.close();

  const log = lines.join('');
  expect(log).toContain(`"host":"${new URL(url).host}"`);
  for (const secret of [
    'path-secret',
    'query-secret',
    'wake-secret',
    'answer-secret',
    'Ada',
    'ada@',
    'Bob',
    'Sheet of',
    made.body.secret.slice(6),
    'v1,',
  ])
    expect(log).not.toContain(secret);
});
