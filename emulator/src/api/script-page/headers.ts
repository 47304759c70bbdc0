/** The headers of a served script page: an origin of its own, so that it reaches the spreadsheet by messages only. */

/** What the platform's own frame allows, without `allow-same-origin`: here page and spreadsheet share an address. */
const SANDBOX = [
  'allow-scripts',
  'allow-forms',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-modals',
  'allow-downloads',
];

/** Active content by HTTPS only, as on the platform; nothing else on this machine. */
const CONTENT_SECURITY_POLICY = [
  `sandbox ${SANDBOX.join(' ')}`,
  "default-src https: data: blob: 'unsafe-inline' 'unsafe-eval'",
  'connect-src https: wss:',
  'form-action https:',
  "frame-ancestors 'self'",
].join('; ');

export const SCRIPT_PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
