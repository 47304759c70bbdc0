/** What each user has allowed the script: shown, granted, taken back. */
import { Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../api-error';
import { knownUser, type ApiContext } from '../context';
import { byUser, user } from '../fields';
import { validate } from '../validate';

const grant = z.union([z.literal('all'), z.array(z.string().max(500)).max(100)], {
  error: 'expected "all" or a list of scopes',
});
const grantBody = z.strictObject({ user, grant });

export function authorizationRoutes(context: ApiContext): Router {
  const { authorization } = context.emulator;
  const router = Router();
  const path = '/authorization';
  router.get(path, (request, response) => {
    response.json(authorization.of(knownUser(context, validate(byUser, request.query).user)));
  });
  router.post(path, (request, response) => {
    const body = validate(grantBody, request.body);
    const who = knownUser(context, body.user);
    grantScopes(context, who, body.grant);
    response.json(authorization.of(who));
  });
  router.delete(path, (request, response) => {
    const who = knownUser(context, validate(byUser, request.query).user);
    authorization.revoke(who);
    response.json(authorization.of(who));
  });
  return router;
}

function grantScopes({ emulator }: ApiContext, who: string, scopes: 'all' | readonly string[]): void {
  try {
    emulator.authorization.grant(who, scopes);
  } catch (error) {
    if (error instanceof RangeError) throw new ApiError('bad_request', `grant: ${error.message}.`);
    throw error;
  }
}
