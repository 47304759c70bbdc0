/** The answer to every method that a known address does not offer. */
import type { RequestHandler } from 'express';
import { ProblemError } from '../errors';

/** @param methods the methods of the route; HEAD goes with GET, OPTIONS is answered here */
export function methodNotAllowed(...methods: readonly string[]): RequestHandler {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (request, response, next) => {
    if (request.method === 'OPTIONS') {
      response.set('Allow', allow).status(204).end();
      return;
    }
    next(
      new ProblemError('method_not_allowed', `This address accepts ${allow}. Use one of these methods.`, {
        headers: { Allow: allow },
      }),
    );
  };
}
