/** The transactional outbox: what webhooks must hear of is written with the change itself, so that neither exists without the other. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Author } from '../access/access';
import { chunksOf } from '../db/chunks';
import { prepared } from '../db/prepared';
import type { Database, DeliveryTable, WebhookEndpointTable } from '../db/tables';
import { actionOf, type TaskChange } from '../history/history-entry';
import { toWireTask } from '../tasks/stored-task';
import { wakesFor } from './wake-outbox-repository';

export const EVENT_TYPES = ['task.created', 'task.updated', 'task.deleted'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What the outbox must know of an endpoint. */
export type Listener = Pick<WebhookEndpointTable, 'id' | 'kind' | 'events' | 'source'>;

/** Call it in the transaction that makes the changes. One read where nobody listens. */
export async function enqueueDeliveries(
  db: Kysely<Database>,
  author: Author,
  changes: readonly TaskChange[],
): Promise<void> {
  const listeners = await findListeners(db, author.workspace);
  if (listeners.length === 0) return;
  const events = eventsFor(listeners, author, changes);
  const wakes = await wakesFor(db, listeners, author, changes);
  for (const chunk of chunksOf([...events, ...wakes]))
    await db.insertInto('deliveries').values(chunk).execute();
}

/** Nothing is kept for a disabled endpoint: its backlog could grow for ever. */
function findListeners(db: Kysely<Database>, workspace: string): Promise<Listener[]> {
  return enabledEndpoints.all(db, { workspace });
}

const enabledEndpoints = prepared<{ workspace: string }>()((db, value) =>
  db
    .selectFrom('webhook_endpoints')
    .select(['id', 'kind', 'events', 'source'])
    .where('workspace', '=', value('workspace'))
    .where('enabled', '=', 1),
);

function eventsFor(
  listeners: readonly Listener[],
  author: Author,
  changes: readonly TaskChange[],
): DeliveryTable[] {
  const webhooks = listeners.filter(({ kind }) => kind === 'webhook');
  if (webhooks.length === 0) return [];
  return changes.flatMap((change) => {
    const event = toEvent(author, change);
    return webhooks
      .filter(({ events }) => events.split(' ').includes(event.type))
      .map(({ id }) => ({ ...event, id: randomUUID(), endpoint_id: id }));
  });
}

export function eventTypeOf(change: TaskChange): EventType {
  switch (actionOf(change)) {
    case 'created':
    case 'restored':
      return 'task.created';
    case 'deleted':
    case 'erased':
      return 'task.deleted';
    case 'changed':
      return 'task.updated';
  }
}

function toEvent(author: Author, change: TaskChange): Omit<DeliveryTable, 'id' | 'endpoint_id'> {
  const type = eventTypeOf(change);
  const { updated_at: timestamp } = change.after;
  return {
    workspace: author.workspace,
    // Without a dot, as the signature needs it.
    event_id: `msg_${randomUUID()}`,
    type,
    task_id: change.after.id,
    payload: JSON.stringify({ type, timestamp, data: toWireTask(change.after) }),
    state: 'pending',
    attempts: 0,
    next_attempt_at: timestamp,
    locked_until: null,
    last_status: null,
    last_error: null,
    created_at: timestamp,
  };
}
