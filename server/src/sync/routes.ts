/** The addresses of the sync. */
import { Router, type Request, type Response } from 'express';
import { SYNC_LIMITS } from '../contract';
import { methodNotAllowed } from '../http/method-not-allowed';
import { requireJson } from '../http/require-json';
import { parseOrRefuse } from '../validation/parse';
import { exchange, readChanges, type ExchangeDeps } from './exchange';
import { changesQuerySchema, exchangeSchema } from './schema';

export function syncRoutes(deps: ExchangeDeps): Router {
  const router = Router({ caseSensitive: true });
  router
    .route('/sync')
    .post(requireJson('application/json'), async (request: Request, response: Response) => {
      response.json(await exchange(deps, parseOrRefuse(exchangeSchema, request.body)));
    })
    .all(methodNotAllowed('POST'));
  router
    .route('/changes')
    .get(async (request, response) => {
      const { cursor, limit, source } = parseOrRefuse(changesQuerySchema, request.query);
      const wanted = { cursor: cursor ?? null, limit: limit ?? SYNC_LIMITS.changes, source: source ?? null };
      response.json(await readChanges(deps, wanted));
    })
    .all(methodNotAllowed('GET'));
  return router;
}
