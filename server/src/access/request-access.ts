/** Carries who asks from the middleware that found out to the handlers. */
import type { Request } from 'express';
import { ProblemError } from '../errors';
import type { Access } from './access';

/** On the request itself: a WeakMap of all requests keeps the garbage collector busy. */
const ACCESS = Symbol('access');
type WithAccess = Request & { [ACCESS]?: Access };

export function grantAccess(request: Request, access: Access): void {
  (request as WithAccess)[ACCESS] = access;
}

export function knownAccess(request: Request): Access | null {
  return (request as WithAccess)[ACCESS] ?? null;
}

/** @throws ProblemError unauthenticated when nobody is known to ask */
export function accessOf(request: Request): Access {
  const access = (request as WithAccess)[ACCESS];
  if (access !== undefined) return access;
  throw unauthenticated(
    'This needs a key: send it as "Authorization: Bearer <key>", or sign in on the board. Keys are made with: npm run tracker -- keys create. Nothing was changed.',
  );
}

export function unauthenticated(sentence: string): ProblemError {
  return new ProblemError('unauthenticated', sentence, {
    headers: { 'WWW-Authenticate': 'Bearer realm="work-tracker"' },
  });
}
