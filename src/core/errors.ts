/** The one error base: a stable code for programs and a sentence for people that says what to do next. */

export type ErrorCode =
  | 'header_missing'
  | 'leads_tab_missing'
  | 'settings_incomplete'
  | 'settings_invalid'
  | 'status_map_invalid'
  | 'tracker_unreachable'
  | 'tracker_refused'
  | 'tracker_not_understood'
  | 'cursor_gone'
  | 'run_overtaken';

export class LeadSyncError extends Error {
  override readonly name = 'LeadSyncError';

  /** @param data facts for logs; never keys, names or mail addresses */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly data: Readonly<Record<string, string | number>> = {},
    override readonly cause?: unknown,
  ) {
    super(message);
  }
}

/** The text of whatever was thrown, for a report line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
