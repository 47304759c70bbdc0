/** What a handler serves, said by itself, because Express cannot see into handlers that find their own way. */
import type { RequestHandler } from 'express';

const ROUTES = Symbol('routes');
type WithRoutes = RequestHandler & { [ROUTES]?: readonly string[] };

/** @param routes e.g. `GET /tasks/:id` */
export function serving(routes: readonly string[], handler: RequestHandler): RequestHandler {
  return Object.assign(handler, { [ROUTES]: routes });
}

export function routesOf(handler: RequestHandler): readonly string[] {
  return (handler as WithRoutes)[ROUTES] ?? [];
}
