/** printf-style texts of Utilities.formatString, Logger.log and console.log. */

import { asText } from '../../bridge/as-text';
import { describeError } from '../describe-error';

const PLACEHOLDER = /%(%|([-+0 ]*)(\d+)?(?:\.(\d+))?([sdifxXeEj]))/g;

/** Placeholders without an argument stay as they are. */
export function formatString(template: string, args: readonly unknown[]): string {
  let next = 0;
  return template.replace(
    PLACEHOLDER,
    (token, kind: string, flags = '', width = '0', precision?: string, letter = '') => {
      if (kind === '%') return '%';
      if (next >= args.length) return token;
      const text = convert(letter as string, args[next++], precision, flags as string);
      return padTo(text, Number(width), flags as string);
    },
  );
}

/** As formatString, with arguments that no placeholder took appended. */
export function formatLog(args: readonly unknown[]): string {
  const [first, ...rest] = args;
  if (typeof first !== 'string') return args.map(show).join(' ');
  const taken = [...first.matchAll(PLACEHOLDER)].filter(([, kind]) => kind !== '%').length;
  return [formatString(first, rest), ...rest.slice(taken).map(show)].join(' ');
}

/** Objects as JSON where they have some. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return describeError(value).stack || String(value);
  const plain = typeof value === 'object' && value !== null && isPlain(value);
  return (plain ? json(value) : undefined) ?? asText(value);
}

/** undefined for what has no JSON, e.g. a circular object. */
function json(value: object): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

function convert(letter: string, value: unknown, precision: string | undefined, flags: string): string {
  switch (letter) {
    case 'd':
    case 'i':
      return sign(Math.trunc(Number(value)), flags, (number) => String(number));
    case 'f':
      return sign(Number(value), flags, (number) => number.toFixed(Number(precision ?? 6)));
    case 'e':
    case 'E':
      return Number(value).toExponential(Number(precision ?? 6));
    case 'x':
      return Math.trunc(Number(value)).toString(16);
    case 'X':
      return Math.trunc(Number(value)).toString(16).toUpperCase();
    case 'j':
      return JSON.stringify(value);
    default:
      return precision === undefined ? show(value) : show(value).slice(0, Number(precision));
  }
}

function sign(value: number, flags: string, write: (value: number) => string): string {
  const plus = value >= 0 && flags.includes('+') ? '+' : '';
  return plus + write(value);
}

function padTo(text: string, width: number, flags: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  return text.padStart(width, flags.includes('0') ? '0' : ' ');
}
