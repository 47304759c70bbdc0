/** The SQL of deliveries as people see them: counted, listed, sent again. */
import type { Kysely } from 'kysely';
import type { Database, DeliveryTable } from '../db/tables';
import type { DeliveryState } from './endpoint-kind';
import type { EndpointName } from './endpoint-repository';

export interface DeliveryCounts {
  readonly pending: number;
  readonly dead: number;
}

/** By endpoint id; endpoints without any are left out. */
export async function countDeliveries(
  db: Kysely<Database>,
  workspace: string,
): Promise<Map<string, DeliveryCounts>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['endpoint_id', 'state', fn.countAll<number | string>().as('count')])
    .where('workspace', '=', workspace)
    .where('state', 'in', ['pending', 'dead'])
    .groupBy(['endpoint_id', 'state'])
    .execute();
  const counts = new Map<string, DeliveryCounts>();
  for (const { endpoint_id: id, state, count } of rows)
    counts.set(id, { pending: 0, dead: 0, ...counts.get(id), [state]: Number(count) });
  return counts;
}

/** Where a page of the list ends. */
export interface DeliveryPlace {
  readonly created_at: string;
  readonly id: string;
}

export interface DeliveryFilter {
  readonly state: DeliveryState | undefined;
  readonly after: DeliveryPlace | null;
  readonly limit: number;
}

/** @returns newest first */
export function listDeliveries(
  db: Kysely<Database>,
  { workspace, id: endpointId }: EndpointName,
  { state, after, limit }: DeliveryFilter,
): Promise<DeliveryTable[]> {
  let query = db
    .selectFrom('deliveries')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('endpoint_id', '=', endpointId);
  if (state !== undefined) query = query.where('state', '=', state);
  if (after !== null) {
    const { created_at: at, id } = after;
    query = query.where((row) =>
      row.or([row('created_at', '<', at), row.and([row('created_at', '=', at), row('id', '<', id)])]),
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export function findDelivery(
  db: Kysely<Database>,
  { workspace, id: endpointId }: EndpointName,
  id: string,
): Promise<DeliveryTable | undefined> {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst();
}

/** From the first attempt on, at once. */
export async function replayDelivery(
  db: Kysely<Database>,
  { workspace, id }: Pick<DeliveryTable, 'workspace' | 'id'>,
  now: string,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'pending', attempts: 0, next_attempt_at: now, locked_until: null })
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute();
}

/** What waited while its endpoint was disabled is due again; what is being sent at this moment is left alone. */
export async function resumeDeliveries(
  db: Kysely<Database>,
  { workspace, id }: EndpointName,
  now: string,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ next_attempt_at: now })
    .where('workspace', '=', workspace)
    .where('endpoint_id', '=', id)
    .where('state', '=', 'pending')
    .where((row) => row.or([row('locked_until', 'is', null), row('locked_until', '<=', now)]))
    .execute();
}
