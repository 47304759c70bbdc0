/** What a monitor reads. */
import { Gauge, Registry } from 'prom-client';
import { readChangeFeed } from '../db/change-feed-repository';
import type { Store } from '../db/store';
import { operation, type Operation } from '../http/operation';
import type { Metrics } from './metrics';
import { processMetrics } from './process-metrics';

export function metricsOperations({ db }: Store, metrics: Metrics): Operation[] {
  return [
    operation({
      id: 'metrics',
      method: 'get',
      path: '/metrics',
      tag: 'Machines',
      summary: 'Figures for Prometheus',
      description:
        'Of this process, but for the position of the feed, which is that of your workspace. No label names a person or a task.',
      permission: 'read',
      answers: {
        200: { description: 'Prometheus text format, version 0.0.4.', type: 'text/plain' },
      },
      async handle({ access, response }) {
        const { last_change } = await readChangeFeed(db, access.workspace);
        const registries = [processMetrics(), metrics.registry, feedPosition(last_change)];
        const texts = await Promise.all(registries.map((registry) => registry.metrics()));
        response.set('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE).end(texts.join('\n'));
      },
    }),
  ];
}

/** Of its own for each answer: two workspaces may ask at once. */
function feedPosition(position: number): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'tracker_feed_position',
    help: 'Number of the last change in the workspace that asks.',
    registers,
  }).set(position);
  return registry;
}
