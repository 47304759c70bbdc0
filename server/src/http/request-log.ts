/** One log line per request: id, method, route pattern, status, duration. Never the address, a body or a header, since those name people. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Only what a program would mint: anything else might be a name. */
const REQUEST_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: requestId,
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: (_request, response) => (response.writableEnded ? 'answered' : 'aborted'),
    customErrorMessage: () => 'failed',
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customAttributeKeys: { reqId: 'request_id', responseTime: 'duration_ms' },
    quietReqLogger: true,
    // Not customProps: those are written twice, once as they stood before the route was known.
    customSuccessObject: (request, response, said: object) => ({ ...said, ...answered(request, response) }),
    customErrorObject: (request, response, _error, said: object) => ({
      ...said,
      ...answered(request, response),
    }),
  });
}

function answered(request: IncomingMessage, response: ServerResponse) {
  return { method: request.method, route: routeOf(request as Request), status: response.statusCode };
}

function requestId(request: IncomingMessage, response: ServerResponse): string {
  const sent = request.headers['x-request-id'];
  const id = typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** The pattern, e.g. `/tasks/by-lead/:lead_id`, known once a route has matched. */
function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'none';
}
