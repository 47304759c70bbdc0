/** Empties the outbox: looks when something may be due, takes it, sends it, a bounded number at a time. Any number of instances may run. */
import type { Logger } from 'pino';
import type { Store } from '../db/store';
import { describeFault } from '../http/describe-fault';
import { ATTEMPT_TIMEOUTS_MS, type Attempt } from './attempt';
import { deliver } from './deliver';
import { newCounters, type DeliveryCounters } from './delivery-counters';
import { nextDueAt, takeDue, type TakenDelivery } from './dispatch-repository';
import { purgeDeliveries } from './endpoint-health-repository';
import { realTimer, type Timer } from './timer';
import { UnderWay } from './under-way';

/** How many due rows are looked through for endpoints with room. */
const LOOK_THROUGH = 64;
/** Longer than any attempt. After a kill it is how long a delivery waits for another instance. */
const LEASE_MS = Math.max(...Object.values(ATTEMPT_TIMEOUTS_MS)) + 15_000;
/** A burst of changes costs one look. */
const SETTLE_MS = 20;
/** Between looks without a cause: for what other processes have written, or left behind when they were killed. */
export const LONGEST_REST_MS = 60_000;
/** After a fault of the database. */
const FAULT_REST_MS = 5_000;
const PURGE_EVERY_MS = 60 * 60_000;

export interface DispatcherDeps {
  readonly store: Store;
  readonly logger: Logger;
  readonly attempt: Attempt;
  readonly now: () => Date;
  readonly random?: () => number;
  readonly timer?: Timer;
  /** Longest time between two looks, in milliseconds. */
  readonly restMs?: number;
}

export class Dispatcher {
  readonly #deps: Required<DispatcherDeps>;
  readonly #counters = newCounters();
  readonly #underWay = new UnderWay();
  readonly #stop = new AbortController();
  #state: 'new' | 'running' | 'closing' = 'new';
  #planned: { readonly at: number; readonly cancel: () => void } | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #purgedAt = -Infinity;

  constructor(deps: DispatcherDeps) {
    this.#deps = { random: Math.random, timer: realTimer, restMs: LONGEST_REST_MS, ...deps };
  }

  get counters(): DeliveryCounters {
    return this.#counters;
  }

  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'running';
    this.wake();
  }

  /** Something may be due now. */
  wake(): void {
    this.#plan(SETTLE_MS);
  }

  /** Takes nothing more; what is being sent may finish, and what still hangs at the deadline is cut off and given back. */
  async stop(deadlineMs: number): Promise<void> {
    this.#state = 'closing';
    this.#planned?.cancel();
    const cancel = this.#deps.timer.after(deadlineMs, () => this.#stop.abort());
    await this.whenQuiet();
    cancel();
  }

  /** Resolves when nothing is being looked for or sent. */
  async whenQuiet(): Promise<void> {
    while (this.#looking !== null || this.#underWay.size > 0)
      await Promise.all([this.#looking, this.#underWay.ended()]);
  }

  #plan(milliseconds: number): void {
    if (this.#state !== 'running') return;
    const at = this.#deps.now().getTime() + milliseconds;
    if (this.#planned !== null && this.#planned.at <= at) return;
    this.#planned?.cancel();
    const cancel = this.#deps.timer.after(milliseconds, () => {
      this.#planned = null;
      this.#look();
    });
    this.#planned = { at, cancel };
  }

  #look(): void {
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#lookAndPlan().finally(() => {
      this.#looking = null;
      if (this.#lookAgain) this.wake();
      this.#lookAgain = false;
    });
  }

  async #lookAndPlan(): Promise<void> {
    try {
      await this.#purge();
      const due = await this.#takeAll();
      const { now, restMs } = this.#deps;
      const wait = due === null ? restMs : Date.parse(due) - now().getTime();
      this.#plan(Math.min(Math.max(wait, SETTLE_MS), restMs));
    } catch (error) {
      this.#deps.logger.error({ fault: describeFault(error) }, 'webhooks cannot be read');
      this.#plan(FAULT_REST_MS);
    }
  }

  /** @returns when the next delivery is due for which there is room; a delivery that ends makes room and causes a look by itself */
  async #takeAll(): Promise<string | null> {
    for (;;) {
      const { free, busy } = this.#underWay;
      if (free <= 0 || this.#state !== 'running') return null;
      const due = await nextDueAt(this.#deps.store.db, busy);
      if (due === null || Date.parse(due) > this.#deps.now().getTime()) return due;
      const taken = await this.#take(busy, free);
      // Another instance was faster, or it was for a disabled endpoint.
      if (taken.length === 0) return due;
      taken.forEach((delivery) => this.#send(delivery));
    }
  }

  #take(busy: readonly string[], free: number): Promise<TakenDelivery[]> {
    const now = this.#deps.now();
    return takeDue(this.#deps.store.db, {
      now: now.toISOString(),
      until: new Date(now.getTime() + LEASE_MS).toISOString(),
      lookThrough: LOOK_THROUGH,
      limit: free,
      busy,
      roomOf: (endpoint) => this.#underWay.roomOf(endpoint),
    });
  }

  #send(taken: TakenDelivery): void {
    const deps = { ...this.#deps, counters: this.#counters };
    const sending = deliver(deps, taken, this.#stop.signal).catch((error: unknown) => {
      this.#deps.logger.error({ fault: describeFault(error) }, 'a delivery failed, to be tried again');
    });
    this.#underWay.add(taken.endpoint.id, sending, () => this.wake());
  }

  async #purge(): Promise<void> {
    const now = this.#deps.now();
    if (now.getTime() - this.#purgedAt < PURGE_EVERY_MS) return;
    this.#purgedAt = now.getTime();
    await purgeDeliveries(this.#deps.store.db, now);
  }
}
