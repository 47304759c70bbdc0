/** The tracker's own errors: each has a stable code and a sentence that says what to do next. */
import type { ProblemDetails } from './contract';

export const PROBLEM_CODES = [
  'invalid_request',
  'malformed_json',
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'unknown_task',
  'unknown_object',
  'unknown_route',
  'conflict',
  'method_not_allowed',
  'unsupported_media_type',
  'too_large',
  'headers_too_large',
  'request_timeout',
  'version_mismatch',
  'idempotency_key_reused',
  'stale_run',
  'cursor_gone',
  'database_busy',
  'moved',
  'not_ready',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const START_ERROR_CODES = [
  'bad_setting',
  'cannot_listen',
  'cannot_open_database',
  'bad_file',
  'in_use',
  'problems_found',
] as const;
export type StartErrorCode = (typeof START_ERROR_CODES)[number];

/** Base of every error that the tracker throws on purpose. */
export abstract class TrackerError extends Error {
  abstract readonly code: ProblemCode | StartErrorCode;
}

/** What a problem adds to its sentence: body members and answer headers. */
export interface ProblemData extends Pick<ProblemDetails, 'errors' | 'last_run'> {
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is answered with problem details; the message becomes `detail` and never repeats values sent. */
export class ProblemError extends TrackerError {
  constructor(
    override readonly code: ProblemCode,
    message: string,
    readonly data: ProblemData = {},
  ) {
    super(message);
    this.name = 'ProblemError';
  }
}

/** A tracker that cannot start; the message is the one line shown to the person who started it. */
export class StartError extends TrackerError {
  constructor(
    override readonly code: StartErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** For everything but tasks: keys, webhooks, deliveries. Also the answer for an object of another workspace. */
export function unknownObject(what: string): ProblemError {
  return new ProblemError(
    'unknown_object',
    `There is no ${what} with this id here. List them to see their ids.`,
  );
}

/** The same sentence wherever a task is not there, so that nobody can tell a deleted task from one that never was. */
export function unknownTask(): ProblemError {
  return new ProblemError(
    'unknown_task',
    'There is no task with this id: it never existed or has been deleted. List the tasks with GET /tasks.',
  );
}
