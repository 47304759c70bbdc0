/** The headers that keep browsers from doing more with an answer than to read it. Pages replace the policy by their own, and add to them. */
import type { RequestHandler } from 'express';
import { isSecure, type AccessSettings } from '../access/settings';
import { beginHeaders } from './waiting-headers';

/** Seconds; one year. */
const HSTS_SECONDS = 31_536_000;

/**
 * Those that mean something on an answer that is no page: a fixed list, because Helmet's fifteen functions and thirteen headers took
 * as long as all the rest of reading one task.
 */
const OF_EVERY_ANSWER = {
  'Content-Security-Policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // What is personal stays out of caches that people share.
  'Cache-Control': 'private, no-cache',
} as const;

/** There are no CORS headers anywhere: pages of other sites may read nothing. */
export function securityHeaders(settings: Pick<AccessSettings, 'publicUrl'>): RequestHandler {
  const headers = Object.entries({
    ...OF_EVERY_ANSWER,
    // Without subdomains: neighbours under the same domain are not ours to decide about.
    ...(isSecure(settings) && { 'Strict-Transport-Security': `max-age=${HSTS_SECONDS}` }),
  }).flat();
  return (_request, response, next) => {
    beginHeaders(response, headers);
    next();
  };
}
