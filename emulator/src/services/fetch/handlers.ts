/** Host side of UrlFetchApp. */
import http from 'node:http';
import https from 'node:https';
import type { HandlerTable } from '../../bridge/host';
import type { Manifest, Limits, Tunnel } from '../../options';
import type { Execution } from '../../runtime/execution';
import type { Switches } from '../../switches';
import { defineHandlers } from '../define';
import type { Quotas } from '../quotas';
import { prepareRequest, type FetchRules } from './prepare';
import { FetchRates } from './rates';
import { send, type Agents } from './send';
import { requireSuccess } from './success';
import type { NetworkFaultRule, PreparedRequest, WireFetch, WireResponse } from './types';

export interface FetchDeps {
  readonly tunnels: readonly Tunnel[];
  readonly manifest: Manifest;
  readonly limits: Limits;
  readonly switches: Switches;
  readonly quotas: Quotas;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

export class FetchService {
  fault: NetworkFaultRule | undefined;
  private readonly agents: Agents = {
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true }),
  };
  private readonly rates: FetchRates;

  constructor(private readonly deps: FetchDeps) {
    this.rates = new FetchRates(deps.limits, deps.now);
  }

  handlers(): HandlerTable {
    return defineHandlers({
      'UrlFetchApp.fetch': async (execution: Execution, fetch: WireFetch) => {
        const request = prepareRequest(fetch, this.rules);
        this.count(execution, 1);
        return requireSuccess(request, await this.send(execution, request));
      },
      'UrlFetchApp.fetchAll': async (execution: Execution, fetches: readonly WireFetch[]) => {
        const requests = fetches.map((fetch) => prepareRequest(fetch, this.rules));
        this.count(execution, requests.length);
        const responses = await this.sendAll(execution, requests);
        return responses.map((response, index) =>
          requireSuccess(requests[index] as PreparedRequest, response),
        );
      },
      'UrlFetchApp.getRequest': (_execution, fetch: WireFetch) =>
        showRequest(prepareRequest(fetch, this.rules)),
    });
  }

  /** Switches may be moved at any time. */
  private get rules(): FetchRules {
    return fetchRules(this.deps);
  }

  close(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  /** Each request counts, those of fetchAll too. */
  private count(execution: Execution, requests: number): void {
    this.rates.call(execution.effectiveUser, requests);
    this.deps.quotas.spend('urlfetch', execution.effectiveUser, requests, this.deps.limits.fetchesPerDay);
    execution.fetches += requests;
  }

  /** All requests go out even if one fails: then every answer is lost, though servers have seen them. */
  private async sendAll(execution: Execution, requests: readonly PreparedRequest[]): Promise<WireResponse[]> {
    const settled = await Promise.allSettled(requests.map((request) => this.send(execution, request)));
    return settled.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  }

  private async send(execution: Execution, request: PreparedRequest): Promise<WireResponse> {
    this.rates.checkBytes(execution.effectiveUser, request.originalUrl);
    const response = await this.transmit(execution, request);
    const { text, base64 } = response;
    const received = base64 === undefined ? Buffer.byteLength(text) : Buffer.byteLength(base64, 'base64');
    this.rates.addBytes(execution.effectiveUser, (request.body?.length ?? 0) + received);
    return response;
  }

  private transmit(execution: Execution, request: PreparedRequest): Promise<WireResponse> {
    const { tunnels, log } = this.deps;
    const abort = new AbortController();
    execution.onEnd(() => abort.abort());
    const deps = { agents: this.agents, tunnels, rules: this.rules, fault: () => this.fault, log };
    return send(request, deps, abort.signal);
  }
}

export function fetchRules({
  limits,
  manifest,
  switches,
}: Pick<FetchDeps, 'limits' | 'manifest' | 'switches'>): FetchRules {
  const timeoutCapMs = switches.fetchTimeout === 'fixed-60s' ? 60_000 : 360_000;
  const answer = { bytes: limits.fetchResponse, truncates: switches.longAnswers === 'truncated' };
  return { limits, whitelist: manifest.urlFetchWhitelist, timeoutCapMs, answer };
}

/** Added to every request, so not the script's to see. */
const OWN_HEADERS = ['Content-Type', 'User-Agent', 'Accept-Encoding'];

function showRequest({ url, method, headers, body, follow, validateCertificates }: PreparedRequest) {
  const contentType = headers['Content-Type'];
  return {
    url: url.href,
    method: method.toLowerCase(),
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name))),
    ...(contentType === undefined ? {} : { contentType }),
    ...(body ? { payload: body.toString('utf8') } : {}),
    useIntranet: false,
    followRedirects: follow,
    validateHttpsCertificates: validateCertificates,
  };
}
