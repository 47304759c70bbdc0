/** Every way in which a request can fail, with a sentence for the person at the board. */

export type ApiErrorKind =
  | 'unreachable'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'version-mismatch'
  | 'rate-limited'
  | 'invalid'
  | 'failed';

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

export class ApiError extends Error {
  constructor(
    readonly kind: ApiErrorKind,
    message: string,
    readonly fields: readonly FieldError[] = [],
    /** Seconds to wait, when the tracker asked for a pause. */
    readonly retryAfter = 0,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export const UNREACHABLE = 'The tracker cannot be reached. Check your connection, then try again.';

/** @param body the decoded answer, if it was JSON */
export function apiErrorOf(status: number, body: unknown, retryAfter: string | null): ApiError {
  const { detail, errors } = readProblem(body);
  const message = detail ?? `The tracker answered ${status}. Try again in a moment.`;
  return new ApiError(kindOf(status), message, errors, Math.max(0, Number(retryAfter ?? 0) || 0));
}

/** What to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return 'Something went wrong on this page. Reload it and try again.';
}

export function isKind(error: unknown, ...kinds: readonly ApiErrorKind[]): boolean {
  return error instanceof ApiError && kinds.includes(error.kind);
}

const KINDS: Readonly<Record<number, ApiErrorKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  412: 'version-mismatch',
  422: 'invalid',
  429: 'rate-limited',
};

function kindOf(status: number): ApiErrorKind {
  return KINDS[status] ?? 'failed';
}

function readProblem(body: unknown): { detail?: string; errors: FieldError[] } {
  if (typeof body !== 'object' || body === null) return { errors: [] };
  const detail = 'detail' in body && typeof body.detail === 'string' ? { detail: body.detail } : {};
  const errors = 'errors' in body && Array.isArray(body.errors) ? body.errors.filter(isFieldError) : [];
  return { ...detail, errors };
}

function isFieldError(value: unknown): value is FieldError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
