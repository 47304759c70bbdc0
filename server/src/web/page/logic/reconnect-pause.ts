/** How long to wait before the live connection is tried again. */

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * @param attempt 0 for the first
 * @param random 0 to 1: spreads the windows that all lost the tracker at once
 */
export function reconnectPause(attempt: number, random: number): number {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(pause * (0.75 + random / 2));
}
