/** The last middleware: whatever was thrown becomes problem details, and only faults of our own are logged. */
import type { ErrorRequestHandler } from 'express';
import { ProblemError } from '../errors';
import { describeFault } from './describe-fault';
import { sendProblem, statusOf } from './problem';

export const errorHandler: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const problem = asProblem(error);
  if (statusOf(problem.code) >= 500) request.log.error({ fault: describeFault(error) }, 'request failed');
  sendProblem(response, problem);
};

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return fromBodyParser(error) ?? fromDatabase(error) ?? internal();
}

/** Express and its body parser mark their errors with `type` or an HTTP `status`; their messages quote the input, so they are dropped. */
function fromBodyParser(error: unknown): ProblemError | null {
  switch (textOf(error, 'type')) {
    case 'entity.parse.failed':
      return new ProblemError('malformed_json', 'The body is not valid JSON. Correct it and send it again.');
    case 'entity.too.large':
      return new ProblemError('too_large', 'The body is larger than 1 MB. Send it in smaller parts.');
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new ProblemError(
        'unsupported_media_type',
        'The body must be UTF-8, plain or compressed with gzip, deflate or br.',
      );
    default:
      return isClientFault(error)
        ? new ProblemError(
            'invalid_request',
            'The request could not be read. Check its address, headers and body.',
          )
        : null;
  }
}

function isClientFault(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}

function fromDatabase(error: unknown): ProblemError | null {
  if (!/^SQLITE_(BUSY|LOCKED)/.test(textOf(error, 'code') ?? '')) return null;
  return new ProblemError(
    'database_busy',
    'Another program keeps the database locked. Try again in a moment.',
    {
      headers: { 'Retry-After': '1' },
    },
  );
}

function internal(): ProblemError {
  return new ProblemError(
    'internal',
    'The tracker made a mistake and nothing was changed. Try again; if it happens again, report the X-Request-Id.',
  );
}

function textOf(error: unknown, member: 'type' | 'code'): string | undefined {
  if (typeof error !== 'object' || error === null || !(member in error)) return undefined;
  const value = (error as Record<string, unknown>)[member];
  return typeof value === 'string' ? value : undefined;
}
