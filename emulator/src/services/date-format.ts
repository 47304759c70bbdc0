/** Utilities.formatDate: Java's SimpleDateFormat patterns with its English names. */
import { offsetOf, zoneName } from '../context/zone';
import { ServiceError } from '../bridge/protocol';

export const MONTHS =
  'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
/** A quoted text, a run of one letter, or anything else. */
export const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g;
const DAY_MS = 86_400_000;

interface Zone {
  readonly name: string;
  offset(ms: number): number;
}

/** An unknown zone is GMT, as in Java. */
export function resolveZone(name: string): Zone {
  const custom = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d\d))?$/.exec(name);
  if (custom) {
    const minutes = (Number(custom[2]) * 60 + Number(custom[3] ?? 0)) * (custom[1] === '-' ? -1 : 1);
    return { name, offset: () => minutes * 60_000 };
  }
  try {
    offsetOf(0, name);
    return { name, offset: (ms) => offsetOf(ms, name) };
  } catch {
    return { name: 'GMT', offset: () => 0 };
  }
}

export function formatDate(ms: number, zoneName: string, pattern: string): string {
  const zone = resolveZone(zoneName);
  const wall = new Date(ms + zone.offset(ms));
  return pattern.replace(TOKEN, (token, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
    return letter === undefined ? token : field(letter, token.length, wall, ms, zone);
  });
}

function field(letter: string, width: number, wall: Date, ms: number, zone: Zone): string {
  const format = FIELDS[letter];
  if (!format) throw new ServiceError(`Illegal pattern character '${letter}'`);
  return format(width, wall, ms, zone);
}

type Format = (width: number, wall: Date, ms: number, zone: Zone) => string;
const pad = (value: number, width: number) => String(value).padStart(width, '0');
const padded =
  (read: (wall: Date) => number): Format =>
  (width, wall) =>
    pad(read(wall), width);

const FIELDS: Readonly<Record<string, Format>> = {
  G: (_width, wall) => (wall.getUTCFullYear() > 0 ? 'AD' : 'BC'),
  y: (width, wall) => yearText(wall.getUTCFullYear(), width),
  Y: (width, wall) => yearText(weekYear(wall), width),
  M: (width, wall) => monthText(wall.getUTCMonth(), width),
  L: (width, wall) => monthText(wall.getUTCMonth(), width),
  d: padded((wall) => wall.getUTCDate()),
  D: padded(dayOfYear),
  w: padded(weekOfYear),
  W: padded((wall) => Math.ceil((wall.getUTCDate() + firstWeekday(wall)) / 7)),
  F: padded((wall) => Math.ceil(wall.getUTCDate() / 7)),
  E: (width, wall) => (DAYS[wall.getUTCDay()] ?? '').slice(0, width > 3 ? undefined : 3),
  u: padded((wall) => wall.getUTCDay() || 7),
  a: (_width, wall) => (wall.getUTCHours() < 12 ? 'AM' : 'PM'),
  H: padded((wall) => wall.getUTCHours()),
  k: padded((wall) => wall.getUTCHours() || 24),
  K: padded((wall) => wall.getUTCHours() % 12),
  h: padded((wall) => wall.getUTCHours() % 12 || 12),
  m: padded((wall) => wall.getUTCMinutes()),
  s: padded((wall) => wall.getUTCSeconds()),
  S: padded((wall) => wall.getUTCMilliseconds()),
  z: (width, _wall, ms, zone) => zoneText(ms, zone, width > 3),
  Z: (_width, _wall, ms, zone) => offsetText(zone.offset(ms), ''),
  X: (width, _wall, ms, zone) => isoOffset(zone.offset(ms), width),
};

function yearText(year: number, width: number): string {
  return width === 2 ? pad(year % 100, 2) : pad(year, width);
}

function monthText(month: number, width: number): string {
  const name = MONTHS[month] ?? '';
  if (width > 3) return name;
  return width === 3 ? name.slice(0, 3) : pad(month + 1, width);
}

function startOfYear(wall: Date): number {
  return Date.UTC(wall.getUTCFullYear(), 0, 1);
}

function dayOfYear(wall: Date): number {
  return Math.floor((wall.getTime() - startOfYear(wall)) / DAY_MS) + 1;
}

/** US weeks: they start on Sunday, and the one with January 1st is the first. */
function weekOfYear(wall: Date): number {
  if (weekYear(wall) !== wall.getUTCFullYear()) return 1;
  return Math.ceil((dayOfYear(wall) + new Date(startOfYear(wall)).getUTCDay()) / 7);
}

function weekYear(wall: Date): number {
  const saturday = new Date(wall.getTime() + (6 - wall.getUTCDay()) * DAY_MS);
  return saturday.getUTCFullYear();
}

function firstWeekday(wall: Date): number {
  return new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), 1)).getUTCDay();
}

function zoneText(ms: number, zone: Zone, long: boolean): string {
  if (/^(GMT|UTC)/.test(zone.name)) return zone.name;
  return zoneName(ms, zone.name, long ? 'long' : 'short');
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(minutes % 60, 2)}`;
}

function isoOffset(offset: number, width: number): string {
  if (offset === 0) return 'Z';
  if (width === 1) return offsetText(offset, '').slice(0, 3);
  return offsetText(offset, width === 2 ? '' : ':');
}
