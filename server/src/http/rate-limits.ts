/** How often one key, session or address may ask, and how often sign-in may be tried. Counted in this process: each instance counts for itself. */
import { Router, type Request, type RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Options } from 'express-rate-limit';
import type { Caller } from '../access/authenticate';
import type { AccessSettings } from '../access/settings';
import { ProblemError } from '../errors';
import { RequestQuota } from './request-quota';

const MINUTE_MS = 60_000;
/** Failed attempts within a quarter of an hour: enough for typing errors, and hopeless against 256 random bits. */
const SIGN_IN = { windowMs: 15 * MINUTE_MS, perAddress: 10, inAll: 200 } as const;

/** @param callerOf who asks, found out before; it is null for addresses without a name */
export function rateLimits(
  { rateLimit: limit }: Pick<AccessSettings, 'rateLimit'>,
  callerOf: (request: Request) => Caller | undefined,
): RequestHandler[] {
  const quota = new RequestQuota({ name: 'requests', limit, windowMs: MINUTE_MS });
  const general: RequestHandler = (request, response, next) => {
    const caller = callerOf(request);
    const isFree = limit === 0 || caller?.access?.mode === 'open';
    next(isFree || quota.take(caller?.counted ?? addressOf(request), response) ? undefined : tooMany());
  };
  // A router, so that it matches what the operation matches.
  const router = Router({ caseSensitive: true });
  router.post(
    '/session',
    signInLimit(SIGN_IN.perAddress, addressOf),
    signInLimit(SIGN_IN.inAll, () => 'all'),
  );
  const signIn: RequestHandler = (request, response, next) =>
    request.url.startsWith('/session') ? router(request, response, next) : next();
  return [general, signIn];
}

function signInLimit(limit: number, keyGenerator: (request: Request) => string): RequestHandler {
  const { windowMs } = SIGN_IN;
  return rateLimit({
    ...COMMON,
    windowMs,
    limit,
    keyGenerator,
    identifier: 'sign-in',
    skipSuccessfulRequests: true,
  });
}

const COMMON: Partial<Options> = {
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  // They warn on the console about headers that any client may send.
  validate: false,
  handler: (_request, _response, next) => next(tooMany()),
};

/** IPv6 addresses come in blocks; one household has 2^72 of them. */
function addressOf({ ip = '' }: Request): string {
  return `address ${ipKeyGenerator(ip, 56)}`;
}

/** Retry-After is set by the limiter. */
function tooMany(): ProblemError {
  return new ProblemError(
    'rate_limited',
    'Too many requests. Wait as many seconds as Retry-After says, then go on. Nothing was changed.',
  );
}
