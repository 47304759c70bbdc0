/** Utilities.parseDate: texts read by SimpleDateFormat patterns. */
import { ServiceError } from '../bridge/protocol';
import { toUtc } from '../context/zone';
import { MONTHS, resolveZone, TOKEN } from './date-format';

interface Parsed {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  afternoon: boolean | null;
  offset: number | null;
}

/** Milliseconds since the epoch. Throws the platform's complaint when the text does not fit. */
export function parseDate(text: string, zone: string, pattern: string): number {
  const parsed: Parsed = {
    year: 1970, month: 0, day: 1, hour: 0, minute: 0, second: 0, ms: 0, afternoon: null, offset: null,
  }; // prettier-ignore
  let rest = text;
  for (const [token, quoted, letter] of pattern.matchAll(TOKEN)) {
    const taken =
      letter === undefined ? literal(quoted, token, rest) : read(letter, token.length, rest, parsed);
    if (taken === null)
      throw new ServiceError(`Cannot parse "${text}" as a date by the format "${pattern}".`);
    rest = rest.slice(taken);
  }
  return toMs(parsed, zone);
}

function literal(quoted: string | undefined, token: string, rest: string): number | null {
  const expected = quoted === undefined ? token : quoted === '' ? "'" : quoted.replaceAll("''", "'");
  return rest.startsWith(expected) ? expected.length : null;
}

const NUMBERS: Readonly<Record<string, (parsed: Parsed, value: number, width: number) => void>> = {
  y: (parsed, value, width) => (parsed.year = width === 2 && value < 100 ? 2000 + value : value),
  M: (parsed, value) => (parsed.month = value - 1),
  d: (parsed, value) => (parsed.day = value),
  H: (parsed, value) => (parsed.hour = value),
  k: (parsed, value) => (parsed.hour = value % 24),
  h: (parsed, value) => (parsed.hour = value % 12),
  K: (parsed, value) => (parsed.hour = value),
  m: (parsed, value) => (parsed.minute = value),
  s: (parsed, value) => (parsed.second = value),
  S: (parsed, value) => (parsed.ms = value),
};

/** How many characters the field took; null when the text does not fit. */
function read(letter: string, width: number, rest: string, parsed: Parsed): number | null {
  if (letter === 'M' && width > 2) return readMonthName(rest, parsed);
  if (letter === 'a') return readHalfDay(rest, parsed);
  if (letter === 'E') return /^[A-Za-z]+/.exec(rest)?.[0].length ?? null;
  if ('ZXz'.includes(letter)) return readOffset(rest, parsed);
  const assign = NUMBERS[letter];
  if (!assign) throw new ServiceError(`Illegal pattern character '${letter}'`);
  const digits = new RegExp(`^\\d{1,${width > 1 ? Math.max(width, 2) : 9}}`).exec(rest)?.[0];
  if (digits === undefined) return null;
  assign(parsed, Number(digits), width);
  return digits.length;
}

function readMonthName(rest: string, parsed: Parsed): number | null {
  const name = /^[A-Za-z]+/.exec(rest)?.[0] ?? '';
  const month = MONTHS.findIndex(
    (month) => name.length >= 3 && month.toLowerCase().startsWith(name.toLowerCase()),
  );
  if (month < 0) return null;
  parsed.month = month;
  return name.length;
}

function readHalfDay(rest: string, parsed: Parsed): number | null {
  const half = /^(am|pm)/i.exec(rest)?.[0];
  if (!half) return null;
  parsed.afternoon = half.toLowerCase() === 'pm';
  return half.length;
}

function readOffset(rest: string, parsed: Parsed): number | null {
  const match = /^(?:Z|UTC|GMT)?(?:([+-])(\d\d):?(\d\d)?)?/.exec(rest);
  if (!match || match[0] === '') return null;
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  parsed.offset = (match[1] === '-' ? -1 : 1) * minutes * 60_000;
  return match[0].length;
}

function toMs(
  { year, month, day, hour, minute, second, ms, afternoon, offset }: Parsed,
  zone: string,
): number {
  const wall = Date.UTC(year, month, day, afternoon && hour < 12 ? hour + 12 : hour, minute, second, ms);
  if (offset !== null) return wall - offset;
  const resolved = resolveZone(zone);
  return /^(GMT|UTC)/.test(resolved.name) ? wall - resolved.offset(0) : toUtc(wall, resolved.name);
}
