/** Counts requests and measures them, by method, route pattern and status: never by address, since those name people. */
import type { Request, RequestHandler, Response } from 'express';
import type { ProblemCode } from '../errors';
import { atEnd } from '../http/at-end';
import { problemOf } from '../http/problem';
import type { Metrics } from './metrics';

/** Others are counted as one: senders can make methods up. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function countRequests(metrics: Metrics): RequestHandler {
  const countersOf = rememberCounters(metrics);
  return (request, response, next) => {
    const began = performance.now();
    metrics.underWay.requests += 1;
    atEnd(response, () => {
      metrics.underWay.requests -= 1;
      const { requests, durations } = countersOf(request, response);
      requests.inc();
      if (!isStream(response)) durations.observe((performance.now() - began) / 1_000);
      countProblem(metrics, problemOf(response));
    });
    next();
  };
}

type Counters = ReturnType<typeof countersFor>;

const NO_ROUTE = {};

/** Finding the counter of three labels takes longer than counting; there are as many as methods, routes and statuses together make. */
function rememberCounters(metrics: Metrics): (request: Request, response: Response) => Counters {
  const byRoute = new Map<object, Map<string, Counters>>();
  return (request, response) => {
    const route = (request.route as object | undefined) ?? NO_ROUTE;
    const known = byRoute.get(route) ?? new Map<string, Counters>();
    byRoute.set(route, known);
    const name = request.method + statusOf(response);
    const counters = known.get(name) ?? countersFor(metrics, labelsOf(request, response));
    if (METHODS.includes(request.method)) known.set(name, counters);
    return counters;
  };
}

function countersFor({ requests, durations }: Metrics, labels: ReturnType<typeof labelsOf>) {
  return { requests: requests.labels(labels), durations: durations.labels(labels) };
}

function countProblem({ problems }: Metrics, code: ProblemCode | undefined): void {
  if (code !== undefined) problems.inc({ code });
}

function labelsOf(request: Request, response: Response) {
  return {
    method: METHODS.includes(request.method) ? request.method : 'other',
    route: routeOf(request),
    status: statusOf(response),
  };
}

function statusOf({ headersSent, statusCode }: Response): string {
  return headersSent ? String(statusCode) : 'aborted';
}

/** The pattern, e.g. `/tasks/{id}`; several addresses under one pattern are the pages. */
function routeOf({ route }: { readonly route?: { readonly path?: unknown } }): string {
  if (Array.isArray(route?.path)) return 'page';
  return typeof route?.path === 'string' ? route.path.replaceAll(/:(\w+)/g, '{$1}') : 'none';
}

function isStream(response: Response): boolean {
  const type = response.getHeader('Content-Type');
  return typeof type === 'string' && type.startsWith('text/event-stream');
}
