/** Checks a fetch's parameters as the platform does, before anything is sent. */
import { asText } from '../../bridge/as-text';
import { ServiceError } from '../../bridge/protocol';
import type { Limits } from '../../options';
import type { AnswerLimit } from './read-answer';
import type { PreparedRequest, WireBody, WireFetch } from './types';

const METHODS = ['get', 'delete', 'patch', 'post', 'put'];
const FORBIDDEN_HEADERS = new Set(['host', 'content-length']);
const FORM = 'application/x-www-form-urlencoded';
/** Tells servers apart what comes from Apps Script. */
const USER_AGENT =
  'Mozilla/5.0 (compatible; Google-Apps-Script; beanserver; +https://script.google.com; id: emulator)';

export interface FetchRules {
  readonly limits: Limits;
  /** How much of an answer is read. */
  readonly answer: AnswerLimit;
  readonly whitelist: readonly string[] | undefined;
  /** The longest a request may take whatever the script asks for (documented: what it asks for; reported: 60 s). */
  readonly timeoutCapMs: number;
}

export function prepareRequest(fetch: WireFetch, rules: FetchRules): PreparedRequest {
  const body = bodyOf(fetch.body);
  const url = parseUrl(fetch.url, rules.limits);
  checkWhitelist(url, rules.whitelist);
  if (body && body.length > rules.limits.fetchBody)
    throw new ServiceError('Limit Exceeded: URLFetch POST Size.');
  const method = methodOf(fetch.method, body !== null);
  return {
    url,
    originalUrl: fetch.url,
    method,
    headers: headersOf(fetch, body !== null || method === 'POST', rules.limits),
    body,
    mute: fetch.muteHttpExceptions ?? false,
    follow: fetch.followRedirects ?? true,
    validateCertificates: fetch.validateHttpsCertificates ?? true,
    timeoutMs: Math.min((fetch.timeoutSeconds ?? 360) * 1000, rules.timeoutCapMs),
  };
}

/** A missing scheme means http. */
export function parseUrl(text: string, limits: Limits): URL {
  if (text.length > limits.fetchUrlLength) throw new ServiceError('Limit Exceeded: URLFetch URL Length.');
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new ServiceError(`Invalid argument: ${text}`);
  return url;
}

/** Prefixes with a path; `/foo` matches /foo, /foo/bar and /foo?bar; one leading wildcard label. */
export function checkWhitelist(url: URL, whitelist: readonly string[] | undefined): void {
  if (!whitelist || whitelist.some((prefix) => matches(url, prefix))) return;
  throw new ServiceError(`The url ${url.href} is not in the script's urlFetchWhitelist.`);
}

function matches(url: URL, prefix: string): boolean {
  const parts = /^https:\/\/(\*\.)?([^/*]+)(\/.*)$/.exec(prefix);
  if (!parts || url.protocol !== 'https:') return false;
  const [, wildcard, host = '', path = '/'] = parts;
  const hostFits = wildcard ? url.host.endsWith(`.${host}`) : url.host === host;
  const rest = url.pathname + url.search;
  return (
    hostFits && rest.startsWith(path) && (path.endsWith('/') || /^([/?]|$)/.test(rest.slice(path.length)))
  );
}

/** The platform sends every request with a payload as one of the methods that carry one. */
function methodOf(method: unknown, hasBody: boolean): string {
  const name = method === undefined ? 'get' : method;
  if (typeof name !== 'string' || !METHODS.includes(name.toLowerCase())) invalid('method');
  return name.toLowerCase() === 'get' && hasBody ? 'POST' : name.toUpperCase();
}

function headersOf(fetch: WireFetch, hasBody: boolean, limits: Limits): Record<string, string> {
  const given = Object.entries(fetch.headers ?? {});
  const headers: Record<string, string> = { 'User-Agent': USER_AGENT, 'Accept-Encoding': 'gzip, deflate' };
  if (given.length > limits.fetchHeaders) throw new ServiceError('Limit Exceeded: URLFetch Header Count.');
  if (hasBody) headers['Content-Type'] = contentTypeOf(fetch);
  for (const [name, value] of given) setHeader(headers, name, value, limits);
  return headers;
}

function contentTypeOf({ contentType, bodyType }: WireFetch): string {
  if (contentType === undefined || contentType === null) return bodyType ?? FORM;
  if (typeof contentType !== 'string') return invalid('contentType');
  return contentType;
}

function setHeader(headers: Record<string, string>, name: string, value: unknown, limits: Limits): void {
  if (value === null || value === undefined) invalid('Header:null');
  if (FORBIDDEN_HEADERS.has(name.toLowerCase())) invalid(`Header:${name}`);
  const text = asText(value);
  if (name.length + text.length > limits.fetchHeaderBytes)
    throw new ServiceError('Limit Exceeded: URLFetch Header Size.');
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(text)) invalid(`Header:${name}`);
  const same = Object.keys(headers).find((key) => key.toLowerCase() === name.toLowerCase());
  if (same) delete headers[same];
  headers[name] = text;
}

function bodyOf(body: WireBody | undefined): Buffer | null {
  if (!body) return null;
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}

function invalid(what: string): never {
  throw new ServiceError(`Attribute provided with invalid value: ${what}`);
}
