/** Builds the HTTP application from its parts; listening is `start.ts`'s business. */
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from './db/tables';
import { ProblemError } from './errors';
import { errorHandler } from './http/error-handler';
import { healthRoutes } from './http/health-routes';
import { requestLog } from './http/request-log';
import { syncRoutes } from './sync/routes';
import { taskRoutes } from './tasks/routes';
import { createTaskService } from './tasks/service';
import type { TaskMaker } from './tasks/stored-task';

export interface AppDeps {
  readonly db: Kysely<Database>;
  readonly logger: Logger;
  readonly maker: TaskMaker;
}

export function createApp({ db, logger, maker }: AppDeps): Express {
  const app = express();
  // Entity tags are versions, set by the routes; a hash of the body would be another kind.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(requestLog(logger), helmet(), forbidSharedCaches);
  app.use(healthRoutes(db), taskRoutes(createTaskService({ db, maker })), syncRoutes({ db, maker }));
  app.use(unknownRoute, errorHandler);
  return app;
}

const forbidSharedCaches: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'private, no-cache');
  next();
};

const unknownRoute: RequestHandler = (_request, _response, next) => {
  next(
    new ProblemError(
      'unknown_route',
      'The tracker has no such address. It has /health, /tasks, /tasks/{id}, /tasks/by-lead/{lead_id}, /sync and /changes.',
    ),
  );
};
