/** The SQL of noting what became of a delivery, and of how many still wait. */
import type { Kysely } from 'kysely';
import { assertNever } from '../assert-never';
import type { Database, DeliveryTable } from '../db/tables';
import type { TakenDelivery } from './dispatch-repository';
import type { Settlement } from './retry-schedule';

/** Does nothing when the lease has ended and another instance has taken the delivery, or it is gone. */
export async function settleDelivery(
  db: Kysely<Database>,
  { delivery }: TakenDelivery,
  settlement: Settlement,
  now: string,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ ...columnsOf(settlement, delivery, now), locked_until: null })
    .where('workspace', '=', delivery.workspace)
    .where('id', '=', delivery.id)
    .where('state', '=', 'pending')
    .where('locked_until', '=', delivery.locked_until)
    .execute();
}

function columnsOf(settlement: Settlement, delivery: DeliveryTable, now: string): Partial<DeliveryTable> {
  const attempts = delivery.attempts + 1;
  switch (settlement.kind) {
    case 'delivered':
      return {
        state: 'delivered',
        attempts,
        next_attempt_at: null,
        last_status: settlement.status,
        last_error: null,
      };
    case 'retry':
      return {
        attempts,
        next_attempt_at: settlement.at.toISOString(),
        last_status: settlement.status,
        last_error: settlement.error,
      };
    case 'dead':
      return {
        state: 'dead',
        attempts,
        next_attempt_at: null,
        last_status: settlement.status,
        last_error: settlement.error,
      };
    case 'release':
      return { next_attempt_at: now };
    default:
      return assertNever(settlement);
  }
}

/** A wake that has arrived is of no further interest, nor are those before it that did not. */
export async function forgetWakes(
  db: Kysely<Database>,
  { delivery: { workspace, endpoint_id } }: TakenDelivery,
): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('workspace', '=', workspace)
    .where('endpoint_id', '=', endpoint_id)
    .where('state', 'in', ['delivered', 'dead'])
    .execute();
}

/** How many wait to be sent, over all workspaces; those of disabled endpoints included. */
export async function countPending(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return Number(count);
}
