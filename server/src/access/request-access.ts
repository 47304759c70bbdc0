/** Carries who asks from the middleware that found out to the handlers. */
import type { Request } from 'express';
import { ProblemError } from '../errors';
import type { Access } from './access';

const known = new WeakMap<object, Access>();

export function grantAccess(request: Request, access: Access): void {
  known.set(request, access);
}

export function knownAccess(request: Request): Access | null {
  return known.get(request) ?? null;
}

/** @throws ProblemError unauthenticated when nobody is known to ask */
export function accessOf(request: Request): Access {
  const access = known.get(request);
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
