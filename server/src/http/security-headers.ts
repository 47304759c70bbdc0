/** The headers that keep browsers from doing more with an answer than to read it. Pages replace the policy by their own. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { isSecure, type AccessSettings } from '../access/settings';

/** Seconds; one year. */
const HSTS_SECONDS = 31_536_000;

/** There are no CORS headers anywhere: pages of other sites may read nothing. */
export function securityHeaders(settings: Pick<AccessSettings, 'publicUrl'>): RequestHandler {
  const nothing = ["'none'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: nothing,
        baseUri: nothing,
        formAction: nothing,
        frameAncestors: nothing,
      },
    },
    // Neighbours under the same domain are not ours to decide about.
    strictTransportSecurity: isSecure(settings) && { maxAge: HSTS_SECONDS, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
