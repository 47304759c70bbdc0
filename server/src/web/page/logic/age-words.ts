/** How long ago something was, in few characters for a card and in words for a sentence. */

interface Unit {
  readonly seconds: number;
  readonly short: string;
  readonly long: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: readonly Unit[] = [
  { seconds: 365 * DAY, short: 'y', long: 'year' },
  { seconds: 30 * DAY, short: 'mo', long: 'month' },
  { seconds: 7 * DAY, short: 'w', long: 'week' },
  { seconds: DAY, short: 'd', long: 'day' },
  { seconds: HOUR, short: 'h', long: 'hour' },
  { seconds: MINUTE, short: 'min', long: 'minute' },
];

/** `now`, `5 min`, `3 d`. Clocks that disagree make no negative ages. */
export function shortAge(since: string, now: number): string {
  const found = largestUnit(since, now);
  return found === null ? 'now' : `${found.count} ${found.unit.short}`;
}

/** `just now`, `5 minutes ago`. */
export function longAge(since: string, now: number): string {
  const found = largestUnit(since, now);
  return found === null ? 'just now' : `${plural(found.count, found.unit.long)} ago`;
}

/** `2 hours`, `3.5 days`: a length of time given in hours. */
export function hoursInWords(hours: number): string {
  if (hours < 1) return plural(Math.max(1, Math.round(hours * 60)), 'minute');
  if (hours < 48) return plural(oneDecimal(hours), 'hour');
  return plural(oneDecimal(hours / 24), 'day');
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function largestUnit(since: string, now: number): { unit: Unit; count: number } | null {
  const seconds = (now - Date.parse(since)) / 1000;
  const unit = UNITS.find((candidate) => seconds >= candidate.seconds);
  return unit === undefined ? null : { unit, count: Math.floor(seconds / unit.seconds) };
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
