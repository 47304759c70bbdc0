/** Offsets of IANA time zones from UTC, by Intl; shared by the context's local time and the formatting of dates. */

const NativeFormat = Intl.DateTimeFormat;
const NativeDate = Date;
/** No zone changes its offset but at quarters of an hour. */
const BUCKET_MS = 900_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds to add to UTC to get the zone's wall clock. NaN for an invalid time; throws RangeError for an unknown zone. */
export function offsetOf(ms: number, zone: string): number {
  if (Number.isNaN(ms)) return NaN;
  const bucket = Math.floor(ms / BUCKET_MS);
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const cached = known.get(bucket);
  if (cached !== undefined) return cached;
  const offset = computeOffset(bucket * BUCKET_MS, zone);
  known.set(bucket, offset);
  return offset;
}

/** The moment at which the zone's wall clock shows `wallMs` (a wall clock written as if it were UTC). */
export function toUtc(wallMs: number, zone: string): number {
  if (Number.isNaN(wallMs)) return NaN;
  const first = wallMs - offsetOf(wallMs, zone);
  const second = wallMs - offsetOf(first, zone);
  // In the hour that a spring change skips, no moment fits: take the offset from before the change.
  return second + offsetOf(second, zone) === wallMs
    ? second
    : wallMs - offsetOf(wallMs - BUCKET_MS * 96, zone);
}

/** The zone's long English name at that moment, e.g. `Eastern Standard Time`. */
export function zoneName(ms: number, zone: string, style: 'long' | 'short' = 'long'): string {
  const format = new NativeFormat('en-US', { timeZone: zone, timeZoneName: style });
  return format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

function computeOffset(ms: number, zone: string): number {
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatFor(zone).formatToParts(ms)) fields[part.type] = part.value;
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(fields[type]);
  const year = fields.era === 'BC' ? 1 - number('year') : number('year');
  const wall = new NativeDate(0);
  wall.setUTCFullYear(year, number('month') - 1, number('day'));
  return wall.setUTCHours(number('hour'), number('minute'), number('second')) - ms;
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const numeric = 'numeric' as const;
  const format = new NativeFormat('en-US', {
    timeZone: zone,
    era: 'short',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
    hourCycle: 'h23',
  });
  formats.set(zone, format);
  return format;
}
