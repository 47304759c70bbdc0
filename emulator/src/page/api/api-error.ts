/** A request that failed, with a sentence for the person at the sheet. */
import { API_ERROR_CODES, type ApiErrorBody, type ApiErrorCode } from '../../api/types';

export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode | 'unreachable' | 'failed',
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export const UNREACHABLE =
  'The spreadsheet cannot be reached. Look whether the program still runs in its terminal, then try again.';

/** @param body the decoded answer, if it was JSON */
export function apiErrorOf(status: number, body: unknown): ApiError {
  if (isErrorBody(body)) return new ApiError(body.error.code, body.error.message);
  return new ApiError('failed', `The spreadsheet answered ${status}. Try again in a moment.`);
}

/** What to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return 'Something went wrong on this page. Reload it and try again.';
}

function isErrorBody(body: unknown): body is ApiErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return (
    typeof error === 'object' &&
    error !== null &&
    'message' in error &&
    typeof error.message === 'string' &&
    'code' in error &&
    API_ERROR_CODES.some((code) => code === error.code)
  );
}
