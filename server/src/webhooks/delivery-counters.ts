/** What the dispatcher of this process has done since it started, for /metrics. */
import type { EndpointKind } from './endpoint-kind';

export interface DeliveryCounts {
  /** Requests that were sent, or that a check refused to send. */
  attempts: number;
  delivered: number;
  /** Attempts that did not succeed. */
  failed: number;
  /** Deliveries that were given up. */
  dead: number;
}

export type DeliveryCounters = Readonly<Record<EndpointKind, Readonly<DeliveryCounts>>>;

export function newCounters(): Record<EndpointKind, DeliveryCounts> {
  const zero = { attempts: 0, delivered: 0, failed: 0, dead: 0 };
  return { webhook: { ...zero }, wake: { ...zero } };
}
