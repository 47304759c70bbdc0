/** Puts the dispatcher together for a running tracker, and wakes it with every change of this process. */
import type { Logger } from 'pino';
import type { Store } from '../db/store';
import type { ChangeBus } from '../live/change-bus';
import { addressPolicy } from './address-policy';
import { ATTEMPT_TIMEOUTS_MS, createAttempt } from './attempt';
import type { DeliveryCounters } from './delivery-counters';
import { Dispatcher } from './dispatcher';
import { lookUp } from './resolve-target';
import { countPending } from './settle-repository';

export interface WebhooksDeps {
  readonly store: Store;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly allowPrivate: boolean;
}

export interface RunningWebhooks {
  /** The store to write through, so that what is queued is sent at once. Other instances have dispatchers of their own. */
  readonly store: Store;
  start(): void;
  /** @param deadlineMs how long requests under way may take */
  stop(deadlineMs: number): Promise<void>;
  /** Since the start of this process. */
  readonly counters: DeliveryCounters;
  /** Over all instances. */
  countPending(): Promise<number>;
}

export function prepareWebhooks({ store, logger, now, allowPrivate }: WebhooksDeps): RunningWebhooks {
  const attempt = createAttempt({
    permits: addressPolicy(allowPrivate),
    lookup: lookUp,
    now,
    timeoutsMs: ATTEMPT_TIMEOUTS_MS,
  });
  const dispatcher = new Dispatcher({ store, logger, attempt, now });
  return {
    store: { db: store.db, bus: tellingToo(store.bus, () => dispatcher.wake()) },
    start: () => dispatcher.start(),
    stop: (deadlineMs) => dispatcher.stop(deadlineMs),
    counters: dispatcher.counters,
    countPending: () => countPending(store.db),
  };
}

function tellingToo(bus: ChangeBus, listener: () => void): ChangeBus {
  return {
    announce(workspace) {
      bus.announce(workspace);
      listener();
    },
    subscribe: (workspace, heard) => bus.subscribe(workspace, heard),
    close: () => bus.close(),
  };
}
