/** The Retry-After header: seconds, or a date. */

/** @returns milliseconds from now; null when there is none that can be read */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  const sent = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(sent)) return Number(sent) * 1_000;
  // HTTP dates have letters; Date.parse also takes much that is none.
  const date = /[a-z]/i.test(sent) ? Date.parse(sent) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
