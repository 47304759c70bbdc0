/** A webhook as it stands in the database, and as its administrators see it. */
import type { WebhookEndpointTable } from '../db/tables';
import type { TaskMaker } from '../tasks/stored-task';
import type { DeliveryCounts } from './delivery-repository';
import type { EndpointChanges } from './endpoint-repository';
import type { EventType } from './outbox-repository';
import type { Webhook, WebhookChanges } from './schema';
import { makeSecret } from './secret';

const NO_DELIVERIES: DeliveryCounts = { pending: 0, dead: 0 };

export function newEndpoint(
  workspace: string,
  url: string,
  events: readonly EventType[],
  { now, newId }: TaskMaker,
): WebhookEndpointTable {
  return {
    workspace,
    id: newId(),
    kind: 'webhook',
    url,
    events: events.join(' '),
    secret: makeSecret(),
    previous_secret: null,
    previous_until: null,
    enabled: 1,
    disabled_reason: null,
    source: null,
    created_at: now().toISOString(),
  };
}

export function columnsOf({ url, events, enabled }: WebhookChanges): EndpointChanges {
  return {
    ...(url !== undefined && { url }),
    ...(events !== undefined && { events: events.join(' ') }),
    ...(enabled !== undefined && { enabled: enabled ? 1 : 0, disabled_reason: null }),
  };
}

export function toWebhook(
  { id, url, events, enabled, created_at, disabled_reason }: WebhookEndpointTable,
  counts = NO_DELIVERIES,
): Webhook {
  return {
    id,
    url,
    events: events.split(' ') as EventType[],
    enabled: enabled === 1,
    created_at,
    disabled_reason,
    ...counts,
  };
}
