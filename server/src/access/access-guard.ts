/** The middleware in front of every operation: who asks, how often, from where. */
import type { Request, RequestHandler, Response } from 'express';
import type { AppDeps } from '../app';
import { inOneGo } from '../http/in-one-go';
import { rateLimits } from '../http/rate-limits';
import { authenticator, type Caller } from './authenticate';
import { refuseCrossSite } from './cross-site';
import { lastUseOf } from './keys/last-use';
import { grantAccess } from './request-access';
import { publicOriginOf, type AccessSettings } from './settings';

/** Counting comes before refusing, so that wrong keys are counted too. */
export function accessGuard(
  deps: Pick<AppDeps, 'store' | 'maker' | 'logger'>,
  settings: AccessSettings,
): RequestHandler {
  const authenticate = authenticator(deps, settings);
  const noteUse = lastUseOf(deps.store.db, deps.logger);
  const publicOrigin = publicOriginOf(settings);
  const remember = (request: Request, response: Response, caller: Caller): void => {
    (request as WithCaller)[CALLER] = caller;
    const { mode, keyId = null } = caller.access ?? {};
    if (mode === 'key' && keyId !== null) noteUse(keyId, deps.maker.now(), response);
  };
  const identify: RequestHandler = (request, response, next) => {
    const caller = authenticate(request);
    if (!(caller instanceof Promise)) {
      remember(request, response, caller);
      return next();
    }
    return caller.then((found) => {
      remember(request, response, found);
      next();
    });
  };
  const admit: RequestHandler = (request, _response, next) => {
    const { access = null, refusal = null } = callerOf(request) ?? {};
    if (refusal !== null) return next(refusal);
    refuseCrossSite(request, access?.mode ?? 'none', publicOrigin);
    if (access !== null) grantAccess(request, access);
    next();
  };
  return inOneGo(identify, ...rateLimits(settings, callerOf), admit);
}

const CALLER = Symbol('caller');
type WithCaller = Request & { [CALLER]?: Caller };

function callerOf(request: Request): Caller | undefined {
  return (request as WithCaller)[CALLER];
}
