/**
 * The SQL of taking: which deliveries are due, and leasing them to this instance. Taking a delivery moves `next_attempt_at`
 * to the end of the lease, so that the index of due rows leads past it, and brings it back when its holder was killed.
 */
import type { Kysely, Transaction } from 'kysely';
import { isPostgres } from '../db/is-postgres';
import type { Database, DeliveryTable, WebhookEndpointTable } from '../db/tables';

/** A delivery that this instance may send until its lease ends. */
export interface TakenDelivery {
  readonly endpoint: WebhookEndpointTable;
  readonly delivery: DeliveryTable;
}

/** When the next delivery is due, over all workspaces. @param busy endpoints that have no room now */
export async function nextDueAt(db: Kysely<Database>, busy: readonly string[]): Promise<string | null> {
  const row = await pending(db, busy).orderBy('next_attempt_at').limit(1).executeTakeFirst();
  return row?.next_attempt_at ?? null;
}

/** Dispatching is for all workspaces at once, as housekeeping is; each row carries its own. */
function pending(db: Kysely<Database>, busy: readonly string[]) {
  const query = db
    .selectFrom('deliveries')
    .selectAll()
    .where('state', '=', 'pending')
    .where('next_attempt_at', 'is not', null);
  return busy.length === 0 ? query : query.where('endpoint_id', 'not in', busy);
}

export interface TakeRequest {
  readonly now: string;
  /** End of the lease. */
  readonly until: string;
  /** Most deliveries to take. */
  readonly limit: number;
  /** How many due rows are looked through for endpoints with room. */
  readonly lookThrough: number;
  readonly busy: readonly string[];
  /** How many more may be sent to an endpoint at the same time. */
  readonly roomOf: (endpointId: string) => number;
}

/** Takes due deliveries, the longest due first. On PostgreSQL rows that another instance is taking are passed over. */
export function takeDue(db: Kysely<Database>, request: TakeRequest): Promise<TakenDelivery[]> {
  return db.transaction().execute(async (transaction) => {
    const due = await pending(transaction, request.busy)
      .where('next_attempt_at', '<=', request.now)
      .orderBy('next_attempt_at')
      .limit(request.lookThrough)
      .$if(isPostgres(transaction), (query) => query.forUpdate().skipLocked())
      .execute();
    if (due.length === 0) return [];
    const endpoints = await endpointsOf(transaction, due);
    await parkForDisabled(transaction, due, endpoints);
    const wanted = withinRoom(due, endpoints, request.roomOf).slice(0, request.limit);
    await lease(transaction, wanted, request.until);
    return wanted.map(({ endpoint, delivery }) => ({
      endpoint,
      delivery: { ...delivery, locked_until: request.until, next_attempt_at: request.until },
    }));
  });
}

async function endpointsOf(
  db: Transaction<Database>,
  due: readonly DeliveryTable[],
): Promise<Map<string, WebhookEndpointTable>> {
  const rows = await db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('workspace', 'in', [...new Set(due.map(({ workspace }) => workspace))])
    .where('id', 'in', [...new Set(due.map(({ endpoint_id }) => endpoint_id))])
    .where('enabled', '=', 1)
    .execute();
  return new Map(rows.map((endpoint) => [endpoint.id, endpoint]));
}

/** They wait without a time until the endpoint is enabled again, and are out of the way of the others. */
async function parkForDisabled(
  db: Transaction<Database>,
  due: readonly DeliveryTable[],
  enabled: ReadonlyMap<string, unknown>,
): Promise<void> {
  const parked = new Map(
    due.filter(({ endpoint_id }) => !enabled.has(endpoint_id)).map((row) => [row.endpoint_id, row.workspace]),
  );
  for (const [endpointId, workspace] of parked)
    await db
      .updateTable('deliveries')
      .set({ next_attempt_at: null, locked_until: null })
      .where('workspace', '=', workspace)
      .where('endpoint_id', '=', endpointId)
      .where('state', '=', 'pending')
      .execute();
}

function withinRoom(
  due: readonly DeliveryTable[],
  endpoints: ReadonlyMap<string, WebhookEndpointTable>,
  roomOf: (endpointId: string) => number,
): TakenDelivery[] {
  const taken = new Map<string, number>();
  return due.flatMap((delivery) => {
    const endpoint = endpoints.get(delivery.endpoint_id);
    const count = taken.get(delivery.endpoint_id) ?? 0;
    if (endpoint === undefined || count >= roomOf(endpoint.id)) return [];
    taken.set(endpoint.id, count + 1);
    return [{ endpoint, delivery }];
  });
}

async function lease(
  db: Transaction<Database>,
  wanted: readonly TakenDelivery[],
  until: string,
): Promise<void> {
  const byWorkspace = new Map<string, string[]>();
  for (const { delivery } of wanted)
    byWorkspace.set(delivery.workspace, [...(byWorkspace.get(delivery.workspace) ?? []), delivery.id]);
  for (const [workspace, ids] of byWorkspace)
    await db
      .updateTable('deliveries')
      .set({ locked_until: until, next_attempt_at: until })
      .where('workspace', '=', workspace)
      .where('id', 'in', ids)
      .execute();
}
