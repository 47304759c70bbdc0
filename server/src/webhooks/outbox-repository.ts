/** The transactional outbox: what webhooks must hear of is written with the change itself, so that neither exists without the other. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Author } from '../access/access';
import { chunksOf } from '../db/chunks';
import type { Database, DeliveryTable } from '../db/tables';
import { actionOf, type TaskChange } from '../history/history-entry';
import { toWireTask } from '../tasks/stored-task';

export const EVENT_TYPES = ['task.created', 'task.updated', 'task.deleted'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Call it in the transaction that makes the changes. */
export async function enqueueDeliveries(
  db: Kysely<Database>,
  author: Author,
  changes: readonly TaskChange[],
): Promise<void> {
  const endpoints = await db
    .selectFrom('webhook_endpoints')
    .select(['id', 'events'])
    .where('workspace', '=', author.workspace)
    .where('kind', '=', 'webhook')
    .where('enabled', '=', 1)
    .execute();
  if (endpoints.length === 0) return;
  const rows = changes.flatMap((change) => {
    const event = toEvent(author, change);
    return endpoints
      .filter(({ events }) => events.split(' ').includes(event.type))
      .map(({ id }) => ({ ...event, id: randomUUID(), endpoint_id: id }));
  });
  for (const chunk of chunksOf(rows)) await db.insertInto('deliveries').values(chunk).execute();
}

export function eventTypeOf(change: TaskChange): EventType {
  switch (actionOf(change)) {
    case 'created':
    case 'restored':
      return 'task.created';
    case 'deleted':
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
