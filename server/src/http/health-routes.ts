/** Tells a client that it has reached a Work Tracker whose database answers. */
import { Router } from 'express';
import type { Kysely } from 'kysely';
import { readChangeFeed } from '../db/change-feed-repository';
import type { Database } from '../db/tables';
import { methodNotAllowed } from './method-not-allowed';

export function healthRoutes(db: Kysely<Database>): Router {
  const router = Router({ caseSensitive: true });
  router
    .route('/health')
    .get(async (_request, response) => {
      await readChangeFeed(db);
      response.json({ status: 'ok', name: 'work-tracker' });
    })
    .all(methodNotAllowed('GET'));
  return router;
}
