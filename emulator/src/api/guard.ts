/** Turns away who may not drive the emulator: other sites' pages, names that only lead here, forms. */
import type { Request, RequestHandler } from 'express';
import { ApiError } from './api-error';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const BODY_TYPES = ['application/json', 'text/csv'];

/** A browser names the page that sends (Origin, Sec-Fetch-Site), and the name that was looked up (Host). */
export const onlyFromHere: RequestHandler = (request, _response, next) => {
  requireOwnHost(request);
  requireOwnOrigin(request);
  next();
};

/** A form of another site can send neither of these types without asking first. */
export const onlyJsonOrCsv: RequestHandler = (request, _response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const empty = request.headers['content-length'] === undefined || request.headers['content-length'] === '0';
  if (request.headers['transfer-encoding'] === undefined && empty) return next();
  if (BODY_TYPES.some((type) => request.is(type) === type)) return next();
  throw new ApiError('bad_request', 'Send JSON, with the header content-type: application/json.');
};

function requireOwnHost(request: Request): void {
  const { host = '' } = request.headers;
  const [name, port] = splitHost(host);
  // Port 80 goes without saying.
  const own = LOOPBACK.has(name) && Number(port ?? 80) === request.socket.localPort;
  if (!own)
    throw new ApiError(
      'forbidden',
      `This program answers only as 127.0.0.1 or localhost with its own port, not as "${host}".`,
    );
}

function splitHost(host: string): [name: string, port: string | undefined] {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host);
  return [match?.[1]?.toLowerCase() ?? '', match?.[2]];
}

function requireOwnOrigin(request: Request): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    (origin !== undefined && origin !== `http://${host}`) || site === 'cross-site' || site === 'same-site';
  // Following a link from another site's page shows the spreadsheet and changes nothing.
  const navigation = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  if (foreign && !(navigation && request.path === '/' && origin === undefined))
    throw new ApiError('forbidden', 'Pages of other sites may not use this program.');
}
