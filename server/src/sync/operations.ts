/** The operations of the sync. */
import { SYNC_LIMITS } from '../contract';
import { ok, operation, type Operation } from '../http/operation';
import { countOutcomes, type Metrics } from '../metrics/metrics';
import { exchange, readChanges, type ExchangeDeps } from './exchange';
import { changesQuerySchema, exchangeSchema, feedReplySchema, syncReplySchema } from './schema';

const tag = 'Sync';

export function syncOperations(deps: ExchangeDeps & { readonly metrics: Metrics }): Operation[] {
  return [
    operation({
      id: 'sync',
      method: 'post',
      path: '/sync',
      tag,
      summary: 'One exchange of a source: push, results and the changes since its cursor',
      permission: 'sync',
      body: { schema: exchangeSchema },
      answers: { 200: { description: 'One result per operation, and the feed.', schema: syncReplySchema } },
      problems: ['stale_run', 'cursor_gone'],
      async handle({ access, body }) {
        const reply = await exchange(deps, access, body);
        countOutcomes(deps.metrics, reply.results);
        return ok(reply);
      },
    }),
    operation({
      id: 'listChanges',
      method: 'get',
      path: '/changes',
      tag,
      summary: 'The feed alone',
      permission: 'sync',
      query: changesQuerySchema,
      answers: { 200: { description: 'The changes since the cursor.', schema: feedReplySchema } },
      problems: ['cursor_gone'],
      async handle({ access, query: { cursor, limit, source } }) {
        const wanted = {
          cursor: cursor ?? null,
          limit: limit ?? SYNC_LIMITS.changes,
          source: source ?? null,
        };
        return ok(await readChanges(deps, access, wanted));
      },
    }),
  ];
}
