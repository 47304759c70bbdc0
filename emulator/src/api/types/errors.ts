/** How the API refuses: every refusal has a code and a message, and has changed nothing. */
// --- Errors: every refusal is { error: { code, message } }, and has changed nothing ---

export const API_ERROR_CODES = [
  'bad_request', // the message says which field and what is expected
  'not_found',
  'refused', // the spreadsheet said no, in the words a person would be shown
  'authorization_required', // the person has to allow the script first
  'too_large',
  'forbidden', // another site, or another name than loopback's
] as const;
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];
export interface ApiErrorBody {
  readonly error: { readonly code: ApiErrorCode; readonly message: string };
}
