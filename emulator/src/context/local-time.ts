/**
 * Local time inside the context: the script's own time zone whatever this machine's is, and the emulator's clock when it is virtual.
 * The platform keeps the script's zone and the spreadsheet's apart, which is a frequent source of bugs in scripts.
 */
import type { ContextConfig } from '../bridge/messages';
import { offsetOf, toUtc, zoneName } from './zone';

const RealDate = Date;
let virtualNow: number | null = null;
/** Milliseconds by which the emulator's clock is ahead of the machine's. */
let shift = 0;
let replaced = false;

/** Moves the context's clock; does nothing while real time runs. */
export function setVirtualNow(ms: number): void {
  if (virtualNow !== null) virtualNow = ms;
}

/** Somebody moved the emulator's clock on while the script waited. */
export function setShift(ms: number): void {
  shift = ms;
  if (!replaced) replaceDate(null);
}

/** Leaves the native Date alone when the zones agree and real time runs. */
export function installLocalTime(config: ContextConfig): void {
  virtualNow = config.now;
  shift = config.shift;
  const machineZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const sameZone = sameName(machineZone, config.timeZone);
  if (!sameZone) patchPrototype(config.timeZone);
  if (!sameZone || virtualNow !== null || shift !== 0) replaceDate(sameZone ? null : config.timeZone);
  if (!sameZone) replaceDateTimeFormat(config.timeZone);
}

function sameName(first: string, second: string): boolean {
  const isUtc = (name: string) => /^(Etc\/)?(UTC|GMT|UCT|Zulu)$/i.test(name);
  return first === second || (isUtc(first) && isUtc(second));
}

function now(): number {
  return virtualNow ?? RealDate.now() + shift;
}

function replaceDate(zone: string | null): void {
  replaced = true;
  const construct = (args: unknown[]): number => {
    if (args.length === 0) return now();
    if (args.length === 1) return fromOne(args[0], zone);
    const fields = args as number[];
    return zone === null
      ? new RealDate(...(fields as [number, number])).getTime()
      : localToUtc(fields.map(Number), zone);
  };
  const replacement = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, [construct(args)], newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => staticMember(target, key, receiver, zone),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', {
    value: replacement,
    writable: true,
    configurable: true,
  });
  Object.defineProperty(globalThis, 'Date', { value: replacement, writable: true, configurable: true });
}

function staticMember(
  target: DateConstructor,
  key: string | symbol,
  receiver: unknown,
  zone: string | null,
): unknown {
  if (key === 'now') return now;
  if (key === 'parse' && zone !== null) return (text: unknown) => parse(String(text), zone);
  return Reflect.get(target, key, receiver) as unknown;
}

function fromOne(value: unknown, zone: string | null): number {
  if (value instanceof RealDate) return value.getTime();
  const primitive = typeof value === 'object' && value !== null ? toPrimitive(value) : value;
  if (typeof primitive === 'string' && zone !== null) return parse(primitive, zone);
  return new RealDate(primitive as string | number).getTime();
}

function toPrimitive(value: object): unknown {
  const own: unknown = value.valueOf();
  return typeof own === 'object' ? `${value as unknown as string}` : own;
}

/** A zone's name at the end, or an offset after a time or `GMT`. */
const WITH_ZONE = /(\bZ|\dZ|GMT|UTC?|[ECMP][SD]T)\)?\s*$|(GMT|UTC|:\d\d(\.\d+)?)\s*[+-]\d/i;
const DATE_ONLY_ISO = /^[+-]?\d{4,6}(-\d\d)?(-\d\d)?$/;

/** A text without a zone is local time, except the date-only ISO form, which the language reads as UTC. */
function parse(text: string, zone: string): number {
  if (WITH_ZONE.test(text) || DATE_ONLY_ISO.test(text.trim())) return RealDate.parse(text);
  const asUtc = RealDate.parse(`${text}Z`);
  return toUtc(Number.isNaN(asUtc) ? RealDate.parse(`${text} UTC`) : asUtc, zone);
}

/** Two-digit years count from 1900, as in the language's own constructor. */
function localToUtc(fields: readonly number[], zone: string): number {
  const [year = NaN, month = 0, ...rest] = fields;
  const fullYear = year >= 0 && year <= 99 ? 1900 + Math.trunc(year) : year;
  return toUtc(utcOf(fullYear, month, rest), zone);
}

/** RealDate.UTC would read years 0–99 as 19xx again. */
function utcOf(year: number, month: number, rest: readonly number[]): number {
  const [day = 1, hour = 0, minute = 0, second = 0, ms = 0] = rest;
  const date = new RealDate(0);
  date.setUTCFullYear(year, month, day);
  return date.setUTCHours(hour, minute, second, ms);
}

const FIELDS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
type Numbered = Record<string, (...values: number[]) => number>;

function patchPrototype(zone: string): void {
  const define = (name: string, value: unknown) =>
    Object.defineProperty(RealDate.prototype, name, { value, writable: true, configurable: true });
  for (const field of [...FIELDS, 'Day']) {
    define(`get${field}`, function (this: Date) {
      return (wall(this, zone) as unknown as Numbered)[`getUTC${field}`]?.();
    });
  }
  for (const field of FIELDS) {
    define(`set${field}`, function (this: Date, ...values: number[]) {
      const local = wall(this, zone);
      (local as unknown as Numbered)[`setUTC${field}`]?.(...values);
      return this.setTime(toUtc(local.getTime(), zone));
    });
  }
  define('getTimezoneOffset', function (this: Date) {
    return -offsetOf(this.getTime(), zone) / 60_000;
  });
  define('getYear', function (this: Date) {
    return wall(this, zone).getUTCFullYear() - 1900;
  });
  defineTexts(define, zone);
}

/** The same wall clock, read through the UTC methods. */
function wall(date: Date, zone: string): Date {
  return new RealDate(date.getTime() + offsetOf(date.getTime(), zone));
}

function defineTexts(define: (name: string, value: unknown) => void, zone: string): void {
  const dateText = (date: Date) =>
    wall(date, zone)
      .toUTCString()
      .replace(/^(\w+), (\d+) (\w+) (-?\d+).*$/, '$1 $3 $2 $4');
  const timeText = (date: Date) =>
    `${wall(date, zone).toISOString().slice(11, 19)} GMT${gmtOffset(date, zone)} (${zoneName(date.getTime(), zone)})`;
  const orInvalid = (build: (date: Date) => string) =>
    function (this: Date) {
      return Number.isNaN(this.getTime()) ? 'Invalid Date' : build(this);
    };
  define(
    'toString',
    orInvalid((date) => `${dateText(date)} ${timeText(date)}`),
  );
  define('toDateString', orInvalid(dateText));
  define('toTimeString', orInvalid(timeText));
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const) {
    const native = Object.getOwnPropertyDescriptor(RealDate.prototype, name)?.value as LocaleText;
    define(name, function (this: Date, locales?: string, options?: Intl.DateTimeFormatOptions) {
      return native.call(this, locales, { ...options, timeZone: options?.timeZone ?? zone });
    });
  }
}

type LocaleText = (this: Date, locales?: string, options?: Intl.DateTimeFormatOptions) => string;

function gmtOffset(date: Date, zone: string): string {
  const minutes = Math.round(offsetOf(date.getTime(), zone) / 60_000);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}${pad(Math.abs(minutes) % 60)}`;
}

function replaceDateTimeFormat(zone: string): void {
  const Native = Intl.DateTimeFormat;
  const withZone = (args: unknown[]): [string | undefined, Intl.DateTimeFormatOptions] => {
    const options = (args[1] ?? {}) as Intl.DateTimeFormatOptions;
    return [args[0] as string | undefined, { ...options, timeZone: options.timeZone ?? zone }];
  };
  const replacement = new Proxy(Native, {
    construct: (target, args: unknown[]) => new target(...withZone(args)),
    apply: (target, _receiver, args: unknown[]) => new target(...withZone(args)),
  });
  Object.defineProperty(Intl, 'DateTimeFormat', { value: replacement, writable: true, configurable: true });
}
