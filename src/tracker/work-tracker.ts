/** The Work Tracker over HTTP: what its answers mean for a sync. */
import { parseSyncReply, type SyncReply, type SyncRequest, type SyncResult } from '../contract';
import { LeadSyncError, messageOf } from '../core/errors';
import type { Tracker } from '../ports';
import type { HttpAnswer, HttpRequest } from './http';
import { redact, leadTextsOf } from './redact';
import { sendWithRetry, type Failure, type RetryTools } from './retry';

export interface WorkTrackerOptions extends Omit<RetryTools, 'onFailure'> {
  /** Address without a trailing slash, e.g. https://tracker.example.com */
  readonly address: string;
  /** '' when the tracker asks for none. */
  readonly key: string;
  readonly log: (line: string) => void;
}

const LONGEST_LOGGED_BODY = 500;

export class WorkTracker implements Tracker {
  constructor(private readonly options: WorkTrackerOptions) {}

  exchange(request: SyncRequest): SyncReply {
    const sent = this.request('POST', '/sync', JSON.stringify(request));
    const answer = this.send(sent);
    const reply = answer.status === 200 ? parseSyncReply(parseJson(answer.body)) : null;
    if (reply !== null) return this.withoutSecrets(reply, sent.body);
    // Failures from 400 on have been logged with each attempt.
    if (answer.status < 400) this.log(sent, { answer });
    throw answer.status === 200 ? notATracker() : refusal(answer, this.secretsOf(sent.body));
  }

  /** Asks whether a Work Tracker answers at the address and takes the key. @throws LeadSyncError that says what to fix */
  test(source: string, run: number): void {
    const health = this.send(this.request('GET', '/health'));
    if (health.status !== 200) throw refusal(health, this.secretsOf(undefined));
    this.exchange({ source, run, cursor: null, operations: [], limit: 0 });
  }

  /**
   * Asks the tracker to call this address when something changes for the source.
   * @returns false when this tracker knows no wake hooks
   */
  setWakeHook(source: string, hook: { readonly url: string; readonly secret: string }): boolean {
    return this.tellWakeHook('PUT', source, JSON.stringify(hook));
  }

  removeWakeHook(source: string): boolean {
    return this.tellWakeHook('DELETE', source);
  }

  private tellWakeHook(method: 'PUT' | 'DELETE', source: string, body?: string): boolean {
    const answer = this.send(this.request(method, `/wake-hooks/${encodeURIComponent(source)}`, body));
    if (answer.status >= 300 && answer.status !== 404) throw refusal(answer, this.secretsOf(body));
    return answer.status < 300;
  }

  private request(method: HttpRequest['method'], path: string, body?: string): HttpRequest {
    const { address, key } = this.options;
    const headers = { accept: 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) };
    return { method, url: `${address}${path}`, headers, ...(body === undefined ? {} : { body }) };
  }

  private send(request: HttpRequest): HttpAnswer {
    try {
      return sendWithRetry(
        { ...this.options, onFailure: (failed, failure) => this.log(failed, failure) },
        request,
      );
    } catch (error) {
      throw unreachable(this.options.address, error);
    }
  }

  /** The sentences about refused records go into logs and reports. */
  private withoutSecrets(reply: SyncReply, body: string | undefined): SyncReply {
    if (reply.results.every(({ problem }) => problem === undefined)) return reply;
    const secrets = this.secretsOf(body);
    const clean = (result: SyncResult): SyncResult =>
      result.problem === undefined
        ? result
        : { ...result, problem: { ...result.problem, message: redact(result.problem.message, secrets) } };
    return { ...reply, results: reply.results.map(clean) };
  }

  private secretsOf(body: string | undefined): string[] {
    return [this.options.key, ...leadTextsOf(body)];
  }

  private log({ method, url, body }: HttpRequest, failure: Failure): void {
    const secrets = this.secretsOf(body);
    const what =
      'answer' in failure
        ? `${failure.answer.status} ${redact(failure.answer.body, secrets).slice(0, LONGEST_LOGGED_BODY)}`
        : `no answer: ${redact(messageOf(failure.error), [this.options.key])}`;
    this.options.log(`${method} ${url} → ${what}`);
  }
}

function refusal(answer: HttpAnswer, secrets: readonly string[]): LeadSyncError {
  const { status } = answer;
  const problem = parseJson(answer.body) as { detail?: unknown; last_run?: unknown } | null;
  const detail = typeof problem?.detail === 'string' ? redact(problem.detail, secrets) : '';
  if (status === 410)
    return new LeadSyncError(
      'cursor_gone',
      'The tracker has no history from that point; everything is read again.',
    );
  if (status === 409) {
    const lastRun = typeof problem?.last_run === 'number' ? { last_run: problem.last_run } : {};
    return new LeadSyncError('run_overtaken', 'A newer sync of this sheet has reached the tracker.', lastRun);
  }
  return new LeadSyncError('tracker_refused', `${adviceFor(status)}${detail === '' ? '' : ` (${detail})`}`, {
    status,
  });
}

function adviceFor(status: number): string {
  if (status < 400)
    return `The address leads elsewhere (${status}). Choose "Set up" and enter the address it leads to.`;
  if (status === 401 || status === 403)
    return `The tracker did not accept the key (${status}). Choose "Set up" and enter a valid one.`;
  if (status === 404) return 'There is no Work Tracker at this address (404). Choose "Set up" and check it.';
  if (status === 429) return 'The tracker asks to slow down (429). The next scheduled sync tries again.';
  if (status >= 500)
    return `The tracker has a fault of its own (${status}). The next scheduled sync tries again; tell whoever runs it.`;
  return `The tracker refused the request (${status}). Check that sheet and tracker have the same version.`;
}

function unreachable(address: string, cause: unknown): LeadSyncError {
  const message = `No answer from ${address}. Check the address, and that Google's servers can reach it: localhost and private addresses need a tunnel.`;
  return new LeadSyncError('tracker_unreachable', message, {}, cause);
}

function notATracker(): LeadSyncError {
  const message =
    'Something answers at this address, but it is not a Work Tracker of this version. Choose "Set up" and check the address.';
  return new LeadSyncError('tracker_not_understood', message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
