/** A refusal as the API answers it: a code for programs, a sentence for people. */
import type { ApiErrorBody, ApiErrorCode } from './types';

const STATUS: Readonly<Record<ApiErrorCode, number>> = {
  bad_request: 400,
  not_found: 404,
  refused: 409,
  authorization_required: 403,
  too_large: 413,
  forbidden: 403,
};

export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ApiErrorCode,
    message: string,
  ) {
    super(message);
  }

  get status(): number {
    return STATUS[this.code];
  }

  get body(): ApiErrorBody {
    return { error: { code: this.code, message: this.message } };
  }
}
