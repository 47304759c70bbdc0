/** Turns instants into cell serials and back: cells hold wall time of the spreadsheet's zone. */

const DAY = 86_400_000;
/** Serial of 1970-01-01; serial 0 is 1899-12-30. */
const EPOCH_SERIAL = 25_569;
/** Offsets only change on quarter hours, so they are looked up once per quarter. */
const QUARTER = 900_000;

const offsetsByZone = new Map<string, Map<number, number>>();
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

function computeOffset(zone: string, instant: number): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterFor(zone).formatToParts(instant)) parts[type] = value;
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const wall = utcMillis(
    year,
    Number(parts['month']),
    Number(parts['day']),
    Number(parts['hour']),
    Number(parts['minute']),
    Number(parts['second']),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/** Milliseconds that wall time is ahead of UTC at an instant. */
export function zoneOffset(zone: string, instant: number): number {
  let offsets = offsetsByZone.get(zone);
  if (!offsets) offsetsByZone.set(zone, (offsets = new Map<number, number>()));
  const quarter = Math.floor(instant / QUARTER);
  let offset = offsets.get(quarter);
  if (offset === undefined) offsets.set(quarter, (offset = computeOffset(zone, instant)));
  return offset;
}

export function isTimeZone(zone: string): boolean {
  try {
    return Boolean(formatterFor(zone));
  } catch {
    return false;
  }
}

/** Date.UTC without its special years 0 to 99; month is 1-based. */
export function utcMillis(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): number {
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

/** Wall time given as if it were UTC. */
export const serialOfWall = (wallMillis: number): number => wallMillis / DAY + EPOCH_SERIAL;
export const wallOfSerial = (serial: number): number => Math.round((serial - EPOCH_SERIAL) * DAY);

export function serialOfInstant(instant: number, zone: string): number {
  return serialOfWall(instant + zoneOffset(zone, instant));
}

export function instantOfSerial(serial: number, zone: string): number {
  const wall = wallOfSerial(serial);
  const guess = wall - zoneOffset(zone, wall);
  return wall - zoneOffset(zone, guess);
}
