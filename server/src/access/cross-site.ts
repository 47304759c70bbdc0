/** Refuses changes that a page of another site makes a browser send (CSRF). A Bearer key is safe: no browser adds one by itself. */
import type { Request } from 'express';
import { ProblemError } from '../errors';
import type { Access } from './access';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Browsers say where a request comes from in Sec-Fetch-Site, and older ones in Origin. Programs send neither, and are let through
 * where no cookie speaks for somebody.
 * @param publicOrigin what the tracker is called outside, where a proxy changes the Host
 * @throws ProblemError forbidden
 */
export function refuseCrossSite(
  request: Request,
  mode: Access['mode'] | 'none',
  publicOrigin: string | null,
): void {
  if (mode === 'key' || SAFE_METHODS.includes(request.method)) return;
  if (comesFromHere(request, publicOrigin) ?? mode !== 'session') return;
  throw new ProblemError(
    'forbidden',
    'Changes are taken from the own pages of the tracker only: this request came from another site, or did not say where from. Programs use "Authorization: Bearer <key>". Nothing was changed.',
  );
}

/** @returns null when the request does not say */
function comesFromHere({ headers }: Request, publicOrigin: string | null): boolean | null {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined) return null;
  if (origin === publicOrigin) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
