/** One log line per request: id, method, route pattern, status, duration. Never the address, a body or a header, since those name people. */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { atEnd } from './at-end';
import { addHeader } from './waiting-headers';

/** Only what a program would mint: anything else might be a name. */
const REQUEST_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** On the request itself, as who asks is. */
const LOG = Symbol('log');
type WithLog = Request & { [LOG]?: { readonly logger: Logger; readonly id: string } };

/** Writes by itself: pino-http makes several objects and a logger of its own for each request, and took a third of the time of a small one. */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const began = Date.now();
    const id = requestId(request);
    addHeader(response, 'X-Request-Id', id);
    (request as WithLog)[LOG] = { logger, id };
    atEnd(response, () => {
      const line = { request_id: id, ...answered(request, response), duration_ms: Date.now() - began };
      if (response.statusCode >= 500) logger.error(line, 'failed');
      else logger.info(line, response.writableEnded ? 'answered' : 'aborted');
    });
    next();
  };
}

/** @returns undefined where no log is kept */
export function requestIdOf(request: Request): string | undefined {
  return (request as WithLog)[LOG]?.id;
}

/** For what must be told of a request besides that line. */
export function logFault(request: Request, fault: object, message: string): void {
  const { logger, id } = (request as WithLog)[LOG] ?? {};
  logger?.error({ request_id: id, fault }, message);
}

function answered(request: Request, response: Response) {
  return { method: request.method, route: routeOf(request), status: response.statusCode };
}

function requestId({ headers }: Request): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}

/** The pattern, e.g. `/tasks/by-lead/:lead_id`, known once a route has matched. */
function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'none';
}
