/** What Prometheus clients usually tell of a process: memory, CPU, event loop lag, garbage collection. */
import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** One for the process, however many trackers it runs: observers of the event loop are never taken back. */
export function processMetrics(): Registry {
  if (registry === undefined) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
}
