/** Sends one prepared request over real HTTP: redirects, tunnels, compression, time-outs, and the platform's error texts. */
import http from 'node:http';
import https from 'node:https';
import { ServiceError } from '../../bridge/protocol';
import type { Tunnel } from '../../options';
import { decodeText } from '../utilities';
import { looksPrivate, publicLookup, tunnelTarget } from './addresses';
import { readAnswer, type RawAnswer } from './read-answer';
import { bandwidthText, BURST_TEXT } from './rates';
import { checkWhitelist, parseUrl, type FetchRules } from './prepare';
import type { NetworkFault, NetworkFaultRule, PreparedRequest, WireResponse } from './types';

export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

export interface SendDeps {
  readonly agents: Agents;
  readonly tunnels: readonly Tunnel[];
  readonly rules: FetchRules;
  readonly fault: () => NetworkFaultRule | undefined;
  readonly log: (line: string) => void;
}

const MOST_REDIRECTS = 20;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Throws ServiceError for what never got an answer; status codes are the caller's business. */
export async function send(
  request: PreparedRequest,
  deps: SendDeps,
  signal: AbortSignal,
): Promise<WireResponse> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)]);
  const fault = deps.fault()?.(describe(request));
  if (fault) {
    const answer = await applyFault(fault, request, limit);
    if (answer) return answer;
  }
  return toWire(await follow(request, deps, limit, 0));
}

async function follow(
  request: PreparedRequest,
  deps: SendDeps,
  signal: AbortSignal,
  hops: number,
): Promise<RawAnswer> {
  const response = await exchange(request, deps, signal);
  const location = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (!request.follow || !REDIRECTS.has(response.code) || location === undefined) return response;
  if (hops >= MOST_REDIRECTS) throw new ServiceError(`Too many redirects: ${request.originalUrl}`);
  return follow(redirected(request, response.code, location, deps.rules), deps, signal, hops + 1);
}

/** 307 and 308 repeat the request; the others become a GET, as browsers do. */
function redirected(
  request: PreparedRequest,
  code: number,
  location: string,
  rules: FetchRules,
): PreparedRequest {
  const url = parseUrl(new URL(location, request.url).href, rules.limits);
  checkWhitelist(url, rules.whitelist);
  if (code === 307 || code === 308) return { ...request, url };
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== 'content-type'),
  );
  return { ...request, url, headers, method: 'GET', body: null };
}

async function exchange(request: PreparedRequest, deps: SendDeps, signal: AbortSignal): Promise<RawAnswer> {
  const target = tunnelTarget(deps.tunnels, request.url);
  if (!target && looksPrivate(request.url.hostname)) refusePrivate(request, deps);
  try {
    return await transmit(request, target, deps, signal);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    if (target && /^(ECONNREFUSED|EHOSTUNREACH)$/.test(reason)) return nothingBehindTunnel(target, reason);
    throw networkError(reason, request, signal);
  }
}

function refusePrivate({ originalUrl, url }: PreparedRequest, { log }: SendDeps): never {
  log(
    `UrlFetchApp: ${url.origin} is out of reach for Google's servers, so the fetch is refused. ` +
      `A tunnel would make it reachable: --tunnel https://NAME.example.dev=${url.origin}`,
  );
  throw new ServiceError(`DNS error: ${originalUrl}`);
}

/** A real tunnel answers for a program that is not running. */
function nothingBehindTunnel(target: URL, reason: string): RawAnswer {
  const body = Buffer.from(`The tunnel found nothing listening at ${target.origin} (${reason}).\n`);
  return { code: 502, headers: [['Content-Type', 'text/plain; charset=utf-8']], body };
}

function networkError(reason: string, { originalUrl }: PreparedRequest, signal: AbortSignal): ServiceError {
  if (signal.aborted) return new ServiceError(`Timeout: ${originalUrl}`);
  if (/^(ENOTFOUND|EAI_\w+|ENODATA)$/.test(reason)) return new ServiceError(`DNS error: ${originalUrl}`);
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(reason)) return new ServiceError(`SSL Error: ${originalUrl}`);
  return new ServiceError(`Address unavailable: ${originalUrl}`);
}

function transmit(
  request: PreparedRequest,
  target: URL | undefined,
  { agents, rules }: SendDeps,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const { url, method, body } = request;
  const secure = (target ?? url).protocol === 'https:';
  const forwarded = target
    ? {
        Host: url.host,
        'X-Forwarded-Host': url.host,
        'X-Forwarded-Proto': 'https',
        'X-Forwarded-For': '203.0.113.1',
      }
    : {};
  const length = body || method !== 'GET' ? { 'Content-Length': String(body?.length ?? 0) } : {};
  const options: https.RequestOptions = {
    method,
    headers: { ...request.headers, ...forwarded, ...length },
    agent: secure ? agents.https : agents.http,
    signal,
    ...(target ? {} : { lookup: publicLookup }),
    ...(secure ? { rejectUnauthorized: request.validateCertificates } : {}),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? https : http).request(target ?? url, options, (incoming) => {
      readAnswer(incoming, rules.answer).then(resolve, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

function toWire({ code, headers, body }: RawAnswer): WireResponse {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const text = decodeBody(body, /charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8');
  return Buffer.from(text).equals(body)
    ? { code, headers, text }
    : { code, headers, text, base64: body.toString('base64') };
}

/** A charset that nobody knows is read as UTF-8. */
function decodeBody(body: Buffer, charset: string): string {
  try {
    return decodeText(body, charset);
  } catch {
    return decodeText(body, 'utf-8');
  }
}

async function applyFault(
  fault: NetworkFault,
  request: PreparedRequest,
  signal: AbortSignal,
): Promise<WireResponse | null> {
  if (fault === 'dns') throw new ServiceError(`DNS error: ${request.originalUrl}`);
  if (fault === 'timeout') throw new ServiceError(`Timeout: ${request.originalUrl}`);
  if (fault === 'burst') throw new ServiceError(BURST_TEXT);
  if (fault === 'bandwidth') throw new ServiceError(bandwidthText(request.originalUrl));
  if (fault === 'unavailable') throw new ServiceError(`Address unavailable: ${request.originalUrl}`);
  if ('status' in fault) {
    return { code: fault.status, headers: Object.entries(fault.headers ?? {}), text: fault.body ?? '' };
  }
  await delay(fault.delayMs, request, signal);
  return null;
}

function delay(ms: number, { originalUrl }: PreparedRequest, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new ServiceError(`Timeout: ${originalUrl}`));
    });
  });
}

function describe({ url, method, headers, body }: PreparedRequest) {
  return { url: url.href, method, headers, body: body?.toString('utf8') ?? '' };
}
