/** Turns a problem code and a sentence into the RFC 9457 answer. */
import type { Response } from 'express';
import type { ProblemDetails } from '../contract';
import type { ProblemCode, ProblemError } from '../errors';
import { requestIdOf } from './request-log';

/** HTTP status and short title of each code, spelt once. */
const PROBLEMS: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  invalid_request: { status: 400, title: 'Invalid request' },
  malformed_json: { status: 400, title: 'Malformed JSON' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  rate_limited: { status: 429, title: 'Too many requests' },
  conflict: { status: 409, title: 'Conflict' },
  unknown_object: { status: 404, title: 'Unknown object' },
  unknown_task: { status: 404, title: 'Unknown task' },
  unknown_route: { status: 404, title: 'Unknown address' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  too_large: { status: 413, title: 'Request too large' },
  headers_too_large: { status: 431, title: 'Headers too large' },
  request_timeout: { status: 408, title: 'Request too slow' },
  version_mismatch: { status: 412, title: 'Version mismatch' },
  idempotency_key_reused: { status: 422, title: 'Idempotency key reused' },
  stale_run: { status: 409, title: 'Stale run' },
  cursor_gone: { status: 410, title: 'Cursor gone' },
  database_busy: { status: 503, title: 'Database busy' },
  moved: { status: 503, title: 'Moved' },
  not_ready: { status: 503, title: 'Not ready' },
  internal: { status: 500, title: 'Internal error' },
};

const sent = new WeakMap<Response, ProblemCode>();

/** A URN, because it names the kind of problem and is no page to open. */
export function problemType(code: ProblemCode): string {
  return `urn:lead-sync:problem:${code.replaceAll('_', '-')}`;
}

export function statusOf(code: ProblemCode): number {
  return PROBLEMS[code].status;
}

export function titleOf(code: ProblemCode): string {
  return PROBLEMS[code].title;
}

export function toProblemDetails(error: ProblemError, requestId?: string): ProblemDetails {
  const { errors, last_run } = error.data;
  return {
    type: problemType(error.code),
    ...PROBLEMS[error.code],
    detail: error.message,
    ...(requestId !== undefined && { request_id: requestId }),
    ...(last_run !== undefined && { last_run }),
    ...(errors !== undefined && { errors }),
  };
}

/** Which problem was answered, if one was. */
export function problemOf(response: Response): ProblemCode | undefined {
  return sent.get(response);
}

export function sendProblem(response: Response, error: ProblemError): void {
  sent.set(response, error.code);
  const problem = toProblemDetails(error, requestIdOf(response.req));
  response
    .status(problem.status)
    .set(error.data.headers ?? {})
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
