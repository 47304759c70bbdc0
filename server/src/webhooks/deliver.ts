/** Sends a delivery that was taken and notes what became of it; an endpoint that wants no more, or fails for days, is disabled. */
import type { Logger } from 'pino';
import type { Store } from '../db/store';
import type { Attempt } from './attempt';
import type { DeliveryCounts } from './delivery-counters';
import type { TakenDelivery } from './dispatch-repository';
import { disableEndpoint, FAILING_DAYS, isFailingForDays } from './endpoint-health-repository';
import { kindOf, type EndpointKind } from './endpoint-kind';
import { settlementOf, type Settlement } from './retry-schedule';
import { forgetWakes, settleDelivery } from './settle-repository';

export interface DeliverDeps {
  readonly store: Store;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly random: () => number;
  readonly attempt: Attempt;
  readonly counters: Readonly<Record<EndpointKind, DeliveryCounts>>;
}

/** A process that is killed between the two steps leaves the delivery to whoever finds its lease ended: it is sent again, under the same id. */
export async function deliver(deps: DeliverDeps, taken: TakenDelivery, stop: AbortSignal): Promise<void> {
  const { attempt, now, random } = deps;
  const { db } = deps.store;
  const kind = kindOf(taken.endpoint);
  const outcome = await attempt(taken, stop);
  const settlement = settlementOf(kind, taken.delivery.attempts, outcome, { now: now(), random });
  count(deps.counters[kind], settlement);
  await settleDelivery(db, taken, settlement, now().toISOString());
  log(deps.logger, taken, settlement);
  if (settlement.kind === 'delivered' && kind === 'wake') await forgetWakes(db, taken);
  if (settlement.kind === 'dead') await lookAfterEndpoint(deps, taken, settlement);
}

async function lookAfterEndpoint(
  { store, logger, now }: DeliverDeps,
  taken: TakenDelivery,
  { gone, status }: Extract<Settlement, { kind: 'dead' }>,
): Promise<void> {
  if (!gone && !(await isFailingForDays(store.db, taken, now()))) return;
  const answer = status === null ? 'no answer' : `status ${status}`;
  const reason = gone
    ? 'The receiver answered 410: it wants no more events.'
    : `Nothing could be delivered for more than ${FAILING_DAYS} days; the last attempt got ${answer}.`;
  await disableEndpoint(store, taken, reason);
  logger.warn({ endpoint: taken.endpoint.id, status, gone }, 'webhook endpoint disabled');
}

function count(counts: DeliveryCounts, { kind }: Settlement): void {
  if (kind === 'release') return;
  counts.attempts += 1;
  if (kind === 'delivered') counts.delivered += 1;
  else counts.failed += 1;
  if (kind === 'dead') counts.dead += 1;
}

/** Host and status only: paths and queries of such addresses are often secrets. */
function log(logger: Logger, { endpoint, delivery }: TakenDelivery, settlement: Settlement): void {
  const said = {
    kind: endpoint.kind,
    endpoint: endpoint.id,
    host: new URL(endpoint.url).host,
    attempt: delivery.attempts + 1,
    outcome: settlement.kind,
    ...('status' in settlement && { status: settlement.status }),
    ...('error' in settlement && { error: settlement.error }),
  };
  if (settlement.kind === 'delivered') logger.debug(said, 'webhook delivered');
  else if (settlement.kind === 'retry') logger.info(said, 'webhook failed, to be tried again');
  else if (settlement.kind === 'dead') logger.warn(said, 'webhook given up');
}
