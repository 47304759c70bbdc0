/** Sends one event as the Standard Webhooks specification asks for it, and reads what the receiver's status means. */
import { Webhook } from 'standardwebhooks';
import type { DeliveryTable, WebhookEndpointTable } from '../db/tables';
import { failed, type Outcome } from './delivery-error';
import { readRetryAfter } from './retry-after';
import { sendRequest, type SendOptions } from './send-request';

export interface Message {
  readonly endpoint: WebhookEndpointTable;
  readonly delivery: DeliveryTable;
}

export const USER_AGENT = 'lead-sync-work-tracker';

export async function sendWebhook(message: Message, now: Date, options: SendOptions): Promise<Outcome> {
  const { status, headers } = await sendRequest(
    {
      method: 'POST',
      url: new URL(message.endpoint.url),
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...signed(message, now) },
      body: message.delivery.payload,
    },
    options,
  );
  if (status >= 200 && status < 300) return { kind: 'accepted', status };
  if (status === 410) return { kind: 'gone', status };
  if (status >= 300 && status < 400) return failed('redirect', status);
  return failed('unexpected_status', status, readRetryAfter(headers['retry-after'], now));
}

/** The id stays the same over all attempts, the time is that of the attempt. */
function signed({ endpoint, delivery }: Message, now: Date): Record<string, string> {
  const { event_id: id, payload } = delivery;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secretsOf(endpoint, now)
      .map((secret) => new Webhook(secret).sign(id, now, payload))
      .join(' '),
  };
}

/** After a rotation both secrets sign for a day, so that receivers can change over without missing anything. */
function secretsOf(endpoint: WebhookEndpointTable, now: Date): string[] {
  const { secret, previous_secret: previous, previous_until: until } = endpoint;
  const previousSigns = previous !== null && until !== null && now.getTime() < Date.parse(until);
  return previousSigns ? [secret, previous] : [secret];
}
