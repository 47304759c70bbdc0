/** The headers of the board's pages: nothing from elsewhere, nothing inline, no frames. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What every answer has anyway is left to `http/security-headers.ts`. */
const furtherHeaders = helmet({
  contentSecurityPolicy: false,
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
});

const ownHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  });
  next();
};

export const pageHeaders: readonly RequestHandler[] = [furtherHeaders, ownHeaders];
