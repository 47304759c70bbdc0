/** Builds the HTTP application from its parts; listening is `start.ts`'s business. */
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { accessGuard } from './access/access-guard';
import { accessSettings, type AccessSettings } from './access/settings';
import type { Store } from './db/store';
import { ProblemError } from './errors';
import { errorHandler } from './http/error-handler';
import { inOneGo } from './http/in-one-go';
import { mountOperations } from './http/mount-operations';
import { requestLog } from './http/request-log';
import { securityHeaders } from './http/security-headers';
import { writeHeadWithWaiting } from './http/waiting-headers';
import type { LiveEvents } from './live/live-events';
import { countRequests } from './metrics/count-requests';
import { createMetrics, type Metrics } from './metrics/metrics';
import { operationsOf } from './operations';
import type { TaskMaker } from './tasks/stored-task';
import { boardRoutes } from './web/routes';

export interface AppDeps {
  readonly store: Store;
  readonly logger: Logger;
  readonly maker: TaskMaker;
  readonly live: LiveEvents;
  /** Defaults where nothing is said. */
  readonly access?: Partial<AccessSettings>;
  /** Lets webhooks go to this computer and private networks. */
  readonly allowPrivateWebhooks?: boolean;
  /** Its own unless given. */
  readonly metrics?: Metrics;
  /** Whether the end has begun; never unless given. */
  readonly isClosing?: () => boolean;
}

export function createApp({ metrics = createMetrics(), ...parts }: AppDeps): Express {
  const deps = { ...parts, metrics };
  const settings = accessSettings(deps.access ?? {});
  const app = express();
  // Entity tags are versions, set by the operations; a hash of the body would be another kind.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', settings.trustProxy);
  app.disable('x-powered-by');
  Object.assign(app.response, { writeHead: writeHeadWithWaiting });
  app.use(
    inOneGo(
      securityHeaders(settings),
      countRequests(metrics),
      requestLog(deps.logger),
      boardRoutes(),
      accessGuard(deps, settings),
      mountOperations(operationsOf(deps)),
      unknownRoute,
    ),
    errorHandler,
  );
  return app;
}

const unknownRoute: RequestHandler = (_request, _response, next) => {
  next(new ProblemError('unknown_route', 'The tracker has no such address. /docs lists all it has.'));
};
