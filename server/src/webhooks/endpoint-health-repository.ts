/** Disables endpoints that want no more, or to which nothing has come through for days, and purges old deliveries. */
import type { Kysely } from 'kysely';
import { write, type Store } from '../db/store';
import type { Database } from '../db/tables';
import type { TakenDelivery } from './dispatch-repository';
import { kindOf } from './endpoint-kind';
import { updateEndpoint } from './endpoint-repository';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** The retry schedule lasts a little longer. */
export const FAILING_DAYS = 3;
/** Deliveries hold people's data: those that arrived are kept to be looked at, those that did not to be sent again. */
export const KEPT_DAYS = { delivered: 7, others: 30 } as const;
const PURGED_AT_ONCE = 1_000;

/** Alone in its workspace, so that no change is just being queued for it. */
export async function disableEndpoint(
  store: Store,
  { delivery: { workspace, endpoint_id: id } }: TakenDelivery,
  reason: string,
): Promise<void> {
  const disabled = { enabled: 0, disabled_reason: reason };
  await write(store, { workspace }, (transaction) =>
    updateEndpoint(transaction, { workspace, id }, disabled),
  );
}

/** Call it when this delivery has just died. */
export function isFailingForDays(db: Kysely<Database>, taken: TakenDelivery, now: Date): Promise<boolean> {
  return kindOf(taken.endpoint) === 'wake'
    ? wakesFailForDays(db, taken, now)
    : nothingArrivedSince(db, taken);
}

/** A delivery dies after three days of attempts; if nothing that was made after it arrived either, it is the endpoint's fault. */
async function nothingArrivedSince(db: Kysely<Database>, { delivery }: TakenDelivery): Promise<boolean> {
  const arrived = await db
    .selectFrom('deliveries')
    .select('id')
    .where('workspace', '=', delivery.workspace)
    .where('endpoint_id', '=', delivery.endpoint_id)
    .where('state', '=', 'delivered')
    .where('created_at', '>=', delivery.created_at)
    .limit(1)
    .executeTakeFirst();
  return arrived === undefined;
}

/** A wake dies after a minute or two, and every one that arrives removes those that died. */
async function wakesFailForDays(
  db: Kysely<Database>,
  { delivery }: TakenDelivery,
  now: Date,
): Promise<boolean> {
  const old = await db
    .selectFrom('deliveries')
    .select('id')
    .where('workspace', '=', delivery.workspace)
    .where('endpoint_id', '=', delivery.endpoint_id)
    .where('state', '=', 'dead')
    .where('created_at', '<=', daysBefore(now, FAILING_DAYS))
    .limit(1)
    .executeTakeFirst();
  return old !== undefined;
}

/** Over all workspaces, a part at a time, so that nobody waits long for the database. */
export async function purgeDeliveries(db: Kysely<Database>, now: Date): Promise<void> {
  while ((await purgeSome(db, now)) === PURGED_AT_ONCE);
}

async function purgeSome(db: Kysely<Database>, now: Date): Promise<number> {
  const old = await db
    .selectFrom('deliveries')
    .select('id')
    .where((row) =>
      row.or([
        row('created_at', '<', daysBefore(now, KEPT_DAYS.others)),
        row.and([
          row('state', '=', 'delivered'),
          row('created_at', '<', daysBefore(now, KEPT_DAYS.delivered)),
        ]),
      ]),
    )
    .limit(PURGED_AT_ONCE)
    .execute();
  if (old.length === 0) return 0;
  await db
    .deleteFrom('deliveries')
    .where(
      'id',
      'in',
      old.map(({ id }) => id),
    )
    .execute();
  return old.length;
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}
