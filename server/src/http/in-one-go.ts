/** Several middleware as one, for what every request goes through: a layer of Express takes longer than most of ours do. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { routesOf, serving } from './served-routes';

/** What fails is an error of the request, as with Express: also when a handler before it went on later, where nobody else would catch it. */
export function inOneGo(...handlers: readonly RequestHandler[]): RequestHandler {
  const handler: RequestHandler = (request, response, next) => goOn(handlers, 0, request, response, next);
  return serving(handlers.flatMap(routesOf), handler);
}

function goOn(
  handlers: readonly RequestHandler[],
  place: number,
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  const handler = handlers[place];
  if (handler === undefined) return next();
  try {
    const result: unknown = handler(request, response, (error?: unknown) => {
      if (error === undefined) goOn(handlers, place + 1, request, response, next);
      else next(error);
    });
    if (result instanceof Promise) result.catch(next);
  } catch (error) {
    next(error);
  }
}
