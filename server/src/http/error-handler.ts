/** The last middleware: whatever was thrown becomes problem details, and only faults of our own are logged. */
import type { ErrorRequestHandler } from 'express';
import { databaseTrouble, type DatabaseTrouble } from '../db/database-trouble';
import { ProblemError } from '../errors';
import { describeFault } from './describe-fault';
import { sendProblem, statusOf } from './problem';
import { logFault } from './request-log';
import { tooLarge } from './require-json';

export const errorHandler: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const problem = asProblem(error);
  if (statusOf(problem.code) >= 500) logFault(request, describeFault(error), 'request failed');
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
      return tooLarge();
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
  const trouble = databaseTrouble(error);
  if (trouble === null) return null;
  const headers = { 'Retry-After': trouble === 'moved' ? '60' : '1' };
  return new ProblemError(trouble === 'moved' ? 'moved' : 'database_busy', DATABASE_SENTENCES[trouble], {
    headers,
  });
}

const DATABASE_SENTENCES: Readonly<Record<DatabaseTrouble, string>> = {
  busy: 'Somebody else keeps the database busy. Nothing was changed; try again in a moment.',
  moving:
    'The tracker is moving to another database and takes no changes meanwhile. Nothing was changed; try again in a moment.',
  moved:
    'The tracker has moved to another database and takes no changes here any more. Nothing was changed. Whoever runs it must start it with the new DATABASE_URL.',
  unreachable:
    'The connection to the database was lost, so a change may have been made or not. Try again in a moment, and read before you repeat a change that is not made to be repeated.',
};

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
