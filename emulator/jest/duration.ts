/** Spans of time in words. */

/** Milliseconds, or the sum of what is named. */
export type Duration =
  | number
  | {
      readonly days?: number;
      readonly hours?: number;
      readonly minutes?: number;
      readonly seconds?: number;
    };

export function milliseconds(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = duration;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
