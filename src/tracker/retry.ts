/** Sends a request again when that can help: no answer, 408, 429 and 5xx, with full jitter, as long as the time budget lasts. */
import type { HttpAnswer, HttpRequest, Send } from './http';

export interface RetryPolicy {
  /** Sendings in all. */
  readonly attempts: number;
  /** Milliseconds; the wait before attempt n is random between 0 and base × 2^(n-1), at most `longest`. */
  readonly base: number;
  readonly longest: number;
}

export const RETRY_POLICY: RetryPolicy = { attempts: 4, base: 1_000, longest: 20_000 };

export interface RetryTools {
  readonly send: Send;
  readonly sleep: (milliseconds: number) => void;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** Milliseconds left in this run. */
  readonly timeLeft: () => number;
  /** Called for every answer or failure that is not a success, before it is decided whether to try again. */
  readonly onFailure: (request: HttpRequest, failure: Failure) => void;
}

export type Failure = { readonly answer: HttpAnswer } | { readonly error: unknown };

/** @returns the last answer, whatever its status; @throws what `send` threw when no attempt was answered */
export function sendWithRetry(
  tools: RetryTools,
  request: HttpRequest,
  policy: RetryPolicy = RETRY_POLICY,
): HttpAnswer {
  for (let attempt = 1; ; attempt += 1) {
    const result = attemptOnce(tools.send, request);
    if ('answer' in result && result.answer.status < 400) return result.answer;
    tools.onFailure(request, result);
    const wait = waitBefore(attempt, result, policy, tools.random);
    if (attempt === policy.attempts || !isWorthRetrying(result) || wait > tools.timeLeft())
      return answerOf(result);
    tools.sleep(wait);
  }
}

function attemptOnce(send: Send, request: HttpRequest): Failure {
  try {
    return { answer: send(request) };
  } catch (error) {
    return { error };
  }
}

function answerOf(result: Failure): HttpAnswer {
  if ('answer' in result) return result.answer;
  throw result.error;
}

function isWorthRetrying(result: Failure): boolean {
  if ('error' in result) return true;
  const { status } = result.answer;
  return status === 408 || status === 429 || status >= 500;
}

function waitBefore(attempt: number, result: Failure, policy: RetryPolicy, random: () => number): number {
  const jitter = random() * Math.min(policy.longest, policy.base * 2 ** (attempt - 1));
  return 'answer' in result ? Math.max(askedWait(result.answer), jitter) : jitter;
}

/** `Retry-After` in milliseconds: seconds, or a date, which is read against the answer's own `Date` and not against our clock. */
function askedWait({ headers }: HttpAnswer): number {
  const text = headers['retry-after'] ?? '';
  const seconds = Number(text) * 1_000;
  const until = Date.parse(text) - Date.parse(headers['date'] ?? '');
  return [seconds, until].find((wait) => Number.isFinite(wait) && wait > 0) ?? 0;
}
