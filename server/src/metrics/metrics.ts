/** What one tracker counts, for Prometheus. No label names a person, a task, an address or a workspace. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { version } from '../../package.json';
import type { SyncOutcome } from '../contract';
import { processMetrics } from './process-metrics';

/** Numbers that other parts keep themselves; they are read when somebody asks. */
export interface MetricSources {
  readonly openStreams?: () => number;
  /** By kind of endpoint, since the start of the process. */
  readonly deliveries?: () => Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly pendingDeliveries?: () => Promise<number>;
}

/** In seconds: a read takes less than a millisecond, a full exchange some tens of them. */
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics(sources: MetricSources = {}) {
  const registry = new Registry();
  const registers = [registry];
  // Begun now: its figures count from here on.
  processMetrics();
  addSources(registry, sources);
  const underWay = { requests: 0 };
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests under way, streams of events among them.',
    registers,
    collect() {
      this.set(underWay.requests);
    },
  });
  new Gauge({
    name: 'tracker_build_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1);
  return {
    registry,
    requests: new Counter({
      name: 'http_requests_total',
      help: 'Answered requests. Route is the pattern; none where no route fitted.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    durations: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'From the first byte of the headers to the end of the answer; without streams of events.',
      labelNames: ['method', 'route', 'status'],
      buckets: DURATION_BUCKETS,
      registers,
    }),
    underWay,
    problems: new Counter({
      name: 'http_problems_total',
      help: 'Problem answers by their code, e.g. database_busy.',
      labelNames: ['code'],
      registers,
    }),
    syncOperations: new Counter<'outcome'>({
      name: 'tracker_sync_operations_total',
      help: 'Operations of spreadsheets by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
  };
}

export function countOutcomes(
  { syncOperations }: Metrics,
  results: readonly { readonly outcome: SyncOutcome }[],
): void {
  for (const { outcome } of results) syncOperations.inc({ outcome });
}

function addSources(registry: Registry, sources: MetricSources): void {
  const { openStreams, deliveries, pendingDeliveries } = sources;
  const registers = [registry];
  new Gauge({
    name: 'tracker_event_streams',
    help: 'Open streams of events.',
    registers,
    collect() {
      this.set(openStreams?.() ?? 0);
    },
  });
  new Gauge({
    name: 'tracker_webhook_deliveries_pending',
    help: 'Deliveries of all instances that wait to be sent.',
    registers,
    async collect() {
      this.set((await pendingDeliveries?.()) ?? 0);
    },
  });
  new Counter({
    name: 'tracker_webhook_deliveries_total',
    help: 'What the dispatcher of this process did: attempts, and how they ended.',
    labelNames: ['kind', 'result'],
    registers,
    collect() {
      this.reset();
      for (const [kind, counts] of Object.entries(deliveries?.() ?? {}))
        for (const [result, count] of Object.entries(counts)) this.inc({ kind, result }, count);
    },
  });
}
