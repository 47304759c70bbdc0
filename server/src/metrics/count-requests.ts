/** Counts requests and measures them, by method, route pattern and status: never by address, since those name people. */
import type { Request, RequestHandler, Response } from 'express';
import type { ProblemCode } from '../errors';
import { problemOf } from '../http/problem';
import type { Metrics } from './metrics';

/** Others are counted as one: senders can make methods up. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const LISTENERS = 20;

export function countRequests(metrics: Metrics): RequestHandler {
  const countersOf = rememberCounters(metrics);
  return (request, response, next) => {
    const began = performance.now();
    metrics.inFlight.inc();
    // Every layer waits for the end of the answer, and a stream of several parts adds its own; Node warns from 11 on.
    response.setMaxListeners(LISTENERS);
    // Not finish: it never comes when the client goes away.
    response.once('close', () => {
      metrics.inFlight.dec();
      const { requests, durations } = countersOf(request, response);
      requests.inc();
      if (!isStream(response)) durations.observe((performance.now() - began) / 1_000);
      countProblem(metrics, problemOf(response));
    });
    next();
  };
}

type Counters = ReturnType<typeof countersFor>;

/** Finding the counter of three labels takes longer than counting; there are as many as methods, routes and statuses together make. */
function rememberCounters(metrics: Metrics): (request: Request, response: Response) => Counters {
  const remembered = new Map<string, Counters>();
  return (request, response) => {
    const labels = labelsOf(request, response);
    const name = `${labels.method} ${labels.route} ${labels.status}`;
    const known = remembered.get(name) ?? countersFor(metrics, labels);
    remembered.set(name, known);
    return known;
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
    status: response.headersSent ? String(response.statusCode) : 'aborted',
  };
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
