/** Counts requests and measures them, by method, route pattern and status: never by address, since those name people. */
import type { Request, RequestHandler, Response } from 'express';
import type { ProblemCode } from '../errors';
import { problemOf } from '../http/problem';
import type { Metrics } from './metrics';

/** Others are counted as one: senders can make methods up. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const LISTENERS = 20;

export function countRequests(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const began = process.hrtime.bigint();
    metrics.inFlight.inc();
    // Every layer waits for the end of the answer, and a stream of several parts adds its own; Node warns from 11 on.
    response.setMaxListeners(LISTENERS);
    // Not finish: it never comes when the client goes away.
    response.once('close', () => {
      metrics.inFlight.dec();
      const labels = labelsOf(request, response);
      metrics.requests.inc(labels);
      if (!isStream(response)) metrics.durations.observe(labels, secondsSince(began));
      countProblem(metrics, problemOf(response));
    });
    next();
  };
}

function countProblem({ problems }: Metrics, code: ProblemCode | undefined): void {
  if (code !== undefined) problems.inc({ code });
}

function labelsOf(request: Request, response: Response) {
  return {
    method: METHODS.includes(request.method) ? request.method : 'other',
    route: routeOf(request),
    status: response.headersSent ? String(response.statusCode) : 'aborted',
  };
}

/** The pattern, e.g. `/tasks/{id}`; several addresses under one pattern are the pages. */
function routeOf({ route }: { readonly route?: { readonly path?: unknown } }): string {
  if (Array.isArray(route?.path)) return 'page';
  return typeof route?.path === 'string' ? route.path.replaceAll(/:(\w+)/g, '{$1}') : 'none';
}

function isStream(response: Response): boolean {
  return String(response.getHeader('Content-Type')).startsWith('text/event-stream');
}

function secondsSince(began: bigint): number {
  return Number(process.hrtime.bigint() - began) / 1e9;
}
