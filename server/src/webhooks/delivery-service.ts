/** The use cases of deliveries: looking at them, and sending one again. */
import type { Author } from '../access/access';
import { recordAudit } from '../audit/repository';
import { write, type Store } from '../db/store';
import type { DeliveryTable } from '../db/tables';
import { ProblemError, unknownObject } from '../errors';
import type { TaskMaker } from '../tasks/stored-task';
import { decodeDeliveryPage, encodeDeliveryPage } from './delivery-page';
import { findDelivery, listDeliveries, replayDelivery } from './delivery-repository';
import { findEndpoint } from './endpoint-repository';
import type { DeliveriesQuery, Delivery, DeliveryPage } from './schema';
import { endpointName, known } from './webhook-service';

const PAGE = 50;

export interface DeliveryServiceDeps {
  readonly store: Store;
  readonly maker: TaskMaker;
}

export type DeliveryService = ReturnType<typeof createDeliveryService>;

export function createDeliveryService({ store, maker }: DeliveryServiceDeps) {
  return {
    /** Newest first. */
    async list(author: Author, id: string, { state, page }: DeliveriesQuery): Promise<DeliveryPage> {
      const name = endpointName(author, id);
      known(await findEndpoint(store.db, name, 'webhook'));
      const after = page === undefined ? null : decodeDeliveryPage(page);
      // One more than wanted tells whether another page follows.
      const found = await listDeliveries(store.db, name, { state, after, limit: PAGE + 1 });
      const deliveries = found.slice(0, PAGE);
      const last = deliveries.at(-1);
      const more = last !== undefined && found.length > deliveries.length;
      return { deliveries: deliveries.map(toDelivery), next: more ? encodeDeliveryPage(last) : null };
    },

    /** Also one that has arrived, for a receiver that lost it. The id stays the same, so that receivers can tell a repeat. */
    async replay(author: Author, id: string, deliveryId: string): Promise<Delivery> {
      const name = endpointName(author, id);
      return write(store, author, async (transaction) => {
        const endpoint = known(await findEndpoint(transaction, name, 'webhook'));
        const isText = !deliveryId.includes('\0');
        const delivery = isText ? await findDelivery(transaction, name, deliveryId) : undefined;
        if (delivery === undefined) throw unknownObject('delivery');
        if (endpoint.enabled === 0) throw isDisabled();
        const now = maker.now().toISOString();
        if (isBeingSent(delivery, now)) return toDelivery(delivery);
        await replayDelivery(transaction, delivery, now);
        await recordAudit(transaction, author, 'webhook.replayed', deliveryId, maker.now());
        return toDelivery({ ...delivery, state: 'pending', attempts: 0, next_attempt_at: now });
      });
    },
  };
}

function isBeingSent({ state, locked_until: until }: DeliveryTable, now: string): boolean {
  return state === 'pending' && until !== null && until > now;
}

function isDisabled(): ProblemError {
  return new ProblemError(
    'conflict',
    'This webhook is disabled. Enable it first; what is pending is sent then. Nothing was changed.',
  );
}

function toDelivery(row: DeliveryTable): Delivery {
  const { id, event_id, type, state, attempts, next_attempt_at, last_status, last_error, created_at } = row;
  return {
    id,
    event_id,
    type: type as Delivery['type'],
    state: state as Delivery['state'],
    attempts,
    next_attempt_at,
    last_status,
    last_error: last_error as Delivery['last_error'],
    created_at,
  };
}
