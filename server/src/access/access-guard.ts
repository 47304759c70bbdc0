/** The middleware in front of every operation: who asks, how often, from where. */
import type { Request, RequestHandler } from 'express';
import type { AppDeps } from '../app';
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
): RequestHandler[] {
  const callers = new WeakMap<Request, Caller>();
  const authenticate = authenticator(deps, settings);
  const noteUse = lastUseOf(deps.store.db, deps.logger);
  const publicOrigin = publicOriginOf(settings);
  const identify: RequestHandler = async (request, response, next) => {
    const caller = await authenticate(request);
    callers.set(request, caller);
    const { mode, keyId = null } = caller.access ?? {};
    if (mode === 'key' && keyId !== null)
      response.once('finish', () => void noteUse(keyId, deps.maker.now()));
    next();
  };
  const admit: RequestHandler = (request, _response, next) => {
    const { access = null, refusal = null } = callers.get(request) ?? {};
    if (refusal !== null) throw refusal;
    refuseCrossSite(request, access?.mode ?? 'none', publicOrigin);
    if (access !== null) grantAccess(request, access);
    next();
  };
  return [identify, ...rateLimits(settings, (request) => callers.get(request)), admit];
}
