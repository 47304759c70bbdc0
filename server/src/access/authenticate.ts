/** Finds out who asks. */
import type { RequestHandler } from 'express';
import type { AppDeps } from '../app';
import { LOCAL_ACCESS } from './access';
import { grantAccess } from './request-access';

export function authenticate(_deps: AppDeps): RequestHandler {
  return (request, _response, next) => {
    grantAccess(request, LOCAL_ACCESS);
    next();
  };
}
