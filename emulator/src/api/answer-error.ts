/** Turns whatever a route throws into the API's error answer. */
import type { ErrorRequestHandler } from 'express';
import { AuthorizationRequiredError } from '../authorization/authorization';
import { NoSuchItemError } from '../user-session';
import { ApiError } from './api-error';

/** What body-parser's errors say of themselves. */
interface BodyError extends Error {
  readonly type?: string;
  readonly status?: number;
}

export const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const known = toApiError(error);
  if (known) return void response.status(known.status).json(known.body);
  const message = `The emulator failed: ${error instanceof Error ? error.message : String(error)}`;
  response.status(500).json({ error: { code: 'refused', message } });
};

function toApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AuthorizationRequiredError)
    return new ApiError('authorization_required', error.message);
  if (error instanceof NoSuchItemError) return new ApiError('not_found', error.message);
  // The spreadsheet said no, in Google's words.
  if (error.name === 'Exception') return new ApiError('refused', error.message);
  return bodyError(error);
}

function bodyError({ type, status, message }: BodyError): ApiError | undefined {
  if (type === 'entity.too.large')
    return new ApiError('too_large', 'The body is larger than 10 MB. Send the rows in several parts.');
  if (type === 'entity.parse.failed') return new ApiError('bad_request', `The body is no JSON: ${message}`);
  return status !== undefined && status >= 400 && status < 500
    ? new ApiError('bad_request', message)
    : undefined;
}
