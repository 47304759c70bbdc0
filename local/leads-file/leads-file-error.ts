/** Why a leads file cannot be used, with a sentence that says what to do about it. */

export const LEADS_FILE_ERRORS = [
  'NOT_FOUND',
  'IS_DIRECTORY',
  'NO_PERMISSION',
  'UNREADABLE',
  'EMPTY',
  'NOT_TEXT',
  'QUOTE_NOT_CLOSED',
  'STRAY_QUOTE',
  'NO_HEADER',
  'NO_ROWS',
] as const;
export type LeadsFileErrorCode = (typeof LEADS_FILE_ERRORS)[number];

/** What a program may want to know besides the sentence. Never a lead's data. */
export interface LeadsFileErrorData {
  readonly file: string;
  /** Counted from 1, as editors do. */
  readonly line?: number;
}

export class LeadsFileError extends Error {
  constructor(
    readonly code: LeadsFileErrorCode,
    message: string,
    readonly data: LeadsFileErrorData,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LeadsFileError';
  }
}
