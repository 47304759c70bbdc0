/** Number formats for dates, times and durations, e.g. `yyyy-mm-dd hh:mm`, `[h]:mm:ss`. */
import { wallOfSerial } from './time-zone';

const TOKENS = /"([^"]*)"|\\(.)|\[(h+|m+|s+)\]|am\/pm|a\/p|y+|m+|d+|h+|s+|\.0+|./gis;

interface Token {
  readonly text: string;
  /** y m d h s, `n` for minutes, `[` elapsed, `p` half of the day, `.` fractions; undefined for literals. */
  readonly kind?: string;
}

const cache = new Map<string, readonly Token[]>();

function tokenize(pattern: string): readonly Token[] {
  const known = cache.get(pattern);
  if (known) return known;
  const tokens: Token[] = [];
  for (const match of pattern.matchAll(TOKENS)) {
    const [text, quoted, escaped, elapsed] = match;
    const first = text[0]?.toLowerCase() ?? '';
    if (quoted !== undefined || escaped !== undefined) tokens.push({ text: quoted ?? escaped ?? '' });
    else if (elapsed) tokens.push({ text: elapsed.toLowerCase(), kind: '[' });
    else if (first === 'a' && text.length > 1) tokens.push({ text, kind: 'p' });
    else if (first === '.' && text.length > 1) tokens.push({ text, kind: '.' });
    else if ('ymdhs'.includes(first)) tokens.push({ text: text.toLowerCase(), kind: first });
    else tokens.push({ text });
  }
  const marked = markMinutes(tokens);
  cache.set(pattern, marked);
  return marked;
}

/** `m` means minutes after hours and before seconds, else months. */
function markMinutes(tokens: readonly Token[]): readonly Token[] {
  const timed = tokens.filter((token) => token.kind);
  return tokens.map((token) => {
    if (token.kind !== 'm' || token.text.length > 2) return token;
    const place = timed.indexOf(token);
    const before = timed[place - 1];
    const after = timed[place + 1];
    const minutes =
      before?.kind === 'h' || (before?.kind === '[' && before.text[0] === 'h') || after?.kind === 's';
    return minutes ? { ...token, kind: 'n' } : token;
  });
}

const datePatterns = new Map<string, boolean>();

/** Whether a pattern shows dates or times, so that its cells read as Date. */
export function isDatePattern(pattern: string): boolean {
  let answer = datePatterns.get(pattern);
  if (answer === undefined) datePatterns.set(pattern, (answer = showsTime(pattern)));
  return answer;
}

function showsTime(pattern: string): boolean {
  const bare = pattern.replace(/"[^"]*"|\\./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return (
    /[ymdhs]/i.test(bare.replace(/general/gi, '').replace(/e[+-]/gi, '')) &&
    !/[0#?]/.test(bare.replace(/\.0+/g, ''))
  );
}

type NamedPart = `${'month' | 'weekday'} ${'short' | 'long' | 'narrow'}`;
const nameFormatters = new Map<string, Intl.DateTimeFormat>();

function nameFormatter(localeTag: string, part: NamedPart): Intl.DateTimeFormat {
  const key = `${localeTag} ${part}`;
  let formatter = nameFormatters.get(key);
  if (!formatter) {
    const [field = 'month', width] = part.split(' ');
    formatter = new Intl.DateTimeFormat(localeTag, { [field]: width, timeZone: 'UTC' });
    nameFormatters.set(key, formatter);
  }
  return formatter;
}

const pad = (number: number, width: number): string => String(number).padStart(width, '0');

export function formatDate(serial: number, pattern: string, localeTag: string): string {
  const tokens = tokenize(pattern);
  const wall = wallOfSerial(serial);
  const date = new Date(wall);
  const halves = tokens.some((token) => token.kind === 'p');
  const name = (part: NamedPart): string => nameFormatter(localeTag, part).format(wall);
  const write = ({ text, kind }: Token): string => {
    switch (kind) {
      case 'y':
        return text.length <= 2 ? pad(date.getUTCFullYear() % 100, 2) : pad(date.getUTCFullYear(), 4);
      case 'm':
        if (text.length > 2)
          return name(text.length === 3 ? 'month short' : text.length === 5 ? 'month narrow' : 'month long');
        return pad(date.getUTCMonth() + 1, text.length);
      case 'd':
        if (text.length > 2) return name(text.length === 3 ? 'weekday short' : 'weekday long');
        return pad(date.getUTCDate(), text.length);
      case 'h': {
        const hours = date.getUTCHours();
        return pad(halves ? hours % 12 || 12 : hours, text.length);
      }
      case 'n':
        return pad(date.getUTCMinutes(), text.length);
      case 's':
        return pad(date.getUTCSeconds(), text.length);
      case '.':
        return `.${pad(date.getUTCMilliseconds(), 3)
          .padEnd(text.length - 1, '0')
          .slice(0, text.length - 1)}`;
      case 'p':
        return halfOfDay(text, date.getUTCHours() >= 12);
      case '[':
        return elapsed(text, serial);
      default:
        return text;
    }
  };
  return tokens.map(write).join('');
}

function halfOfDay(text: string, afternoon: boolean): string {
  const short = text.length === 3;
  return afternoon ? (short ? 'P' : 'PM') : short ? 'A' : 'AM';
}

function elapsed(text: string, serial: number): string {
  const perDay = { h: 24, m: 1440, s: 86_400 }[text[0] as 'h' | 'm' | 's'];
  const total = Math.trunc(Math.round(serial * 86_400_000) / (86_400_000 / perDay));
  return pad(total, text.length);
}
