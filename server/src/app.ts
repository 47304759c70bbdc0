/** Builds the HTTP application from its parts; listening is `start.ts`'s business. */
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { authenticate } from './access/authenticate';
import type { Store } from './db/store';
import { ProblemError } from './errors';
import { errorHandler } from './http/error-handler';
import { mountOperations } from './http/mount-operations';
import { requestLog } from './http/request-log';
import { operationsOf } from './operations';
import type { TaskMaker } from './tasks/stored-task';

export interface AppDeps {
  readonly store: Store;
  readonly logger: Logger;
  readonly maker: TaskMaker;
}

export function createApp(deps: AppDeps): Express {
  const app = express();
  // Entity tags are versions, set by the operations; a hash of the body would be another kind.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(requestLog(deps.logger), helmet(), forbidSharedCaches, authenticate(deps));
  app.use(mountOperations(operationsOf(deps)));
  app.use(unknownRoute, errorHandler);
  return app;
}

const forbidSharedCaches: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'private, no-cache');
  next();
};

const unknownRoute: RequestHandler = (_request, _response, next) => {
  next(new ProblemError('unknown_route', 'The tracker has no such address. /docs lists all it has.'));
};
