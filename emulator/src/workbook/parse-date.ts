/** Reads typed text as a date, a time or both, in the orders that the spreadsheet's locale allows. */
import { localeRules, type LocaleRules } from './locale';
import type { ParsedInput } from './parse-number';
import { serialOfWall, utcMillis } from './time-zone';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i;
const TIME = /(?:^|[\s,]+)(\d{1,4}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(?:\s*([ap])\.?m\.?)?$/i;
const HOUR_ONLY = /(?:^|[\s,]+)(\d{1,2})\s*([ap])\.?m\.?$/i;

interface Day {
  readonly serial: number;
  readonly format: string;
}

function month(word: string): number {
  const lower = word.toLowerCase();
  const short = lower === 'sept' ? 8 : MONTHS.indexOf(lower);
  return (short >= 0 ? short : LONG_MONTHS.indexOf(lower)) + 1;
}

/** Two-digit years run from 1930 to 2029. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function day(year: number, monthNumber: number, dayNumber: number, format: string): Day | undefined {
  if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || year < 100 || year > 9999) return undefined;
  const wall = utcMillis(year, monthNumber, dayNumber);
  return new Date(wall).getUTCDate() === dayNumber ? { serial: serialOfWall(wall), format } : undefined;
}

function numericDay(text: string, rules: LocaleRules, year: number): Day | undefined {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[3]), Number(iso[4]), 'yyyy-mm-dd');
  const match = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2})\.?|(\.))?$/.exec(text);
  if (!match) return undefined;
  const [, first = '', separator, second = '', yearText] = match;
  if (separator === '.' && rules.dateSeparator !== '.') return undefined;
  const dayFirst = rules.dateOrder === 'dmy';
  const monthNumber = Number(dayFirst ? second : first);
  const dayNumber = Number(dayFirst ? first : second);
  if (yearText === undefined) return day(year, monthNumber, dayNumber, shortPattern(rules));
  return day(fullYear(yearText), monthNumber, dayNumber, rules.datePattern);
}

const shortPattern = (rules: LocaleRules): string => (rules.dateOrder === 'dmy' ? 'd/M' : 'M/d');

function namedDay(text: string, year: number): Day | undefined {
  const monthFirst = /^([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:,?[\s-]+(\d{4}|\d{2}))?$/i.exec(text);
  if (monthFirst?.[1] && monthFirst[2]) {
    const [, name, dayText, yearText] = monthFirst;
    return day(
      yearText ? fullYear(yearText) : year,
      month(name),
      Number(dayText),
      yearText ? 'mmm d, yyyy' : 'mmm d',
    );
  }
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?(?:,?[\s-]+(\d{4}|\d{2}))?$/i.exec(text);
  if (dayFirst?.[1] && dayFirst[2]) {
    const [, dayText, name, yearText] = dayFirst;
    return day(
      yearText ? fullYear(yearText) : year,
      month(name),
      Number(dayText),
      yearText ? 'd-mmm-yyyy' : 'd-mmm',
    );
  }
  const monthOnly = /^([a-z]{3,9})\.?[\s-]+(\d{4})$/i.exec(text);
  return monthOnly?.[1] ? day(Number(monthOnly[2]), month(monthOnly[1]), 1, 'mmm yyyy') : undefined;
}

/** A time of day as a share of the day; over 24 hours it is a duration. */
function splitTime(text: string): { rest: string; share: number; format: string } | undefined {
  const match = TIME.exec(text);
  const hourOnly = match ? null : HOUR_ONLY.exec(text);
  const found = match ?? hourOnly;
  if (!found) return undefined;
  const half = (match?.[5] ?? hourOnly?.[2])?.toLowerCase();
  const hours = Number(found[1]);
  const minutes = match ? Number(match[2]) : 0;
  const seconds = match ? Number(match[3] ?? 0) + Number(match[4] ?? 0) : 0;
  if (minutes > 59 || seconds >= 60 || (half && (hours < 1 || hours > 12))) return undefined;
  const fullHours = half ? (hours % 12) + (half === 'p' ? 12 : 0) : hours;
  const seen = match?.[3] !== undefined;
  const format = half ? (seen ? 'h:mm:ss AM/PM' : 'h:mm AM/PM') : seen ? 'H:mm:ss' : 'H:mm';
  const rest = text.slice(0, found.index).replace(/,$/, '');
  return { rest, share: (fullHours * 3600 + minutes * 60 + seconds) / 86_400, format };
}

/** Undefined when the text is no date. Named months are read in English, whatever the locale. The text must be trimmed. */
export function parseDate(text: string, locale: string, thisYear: number): ParsedInput | undefined {
  if (text.length > 40) return undefined;
  const rules = localeRules(locale);
  const time = splitTime(text);
  const dayText = (time ? time.rest : text).replace(WEEKDAY, '');
  if (time && !time.rest) {
    return { value: time.share, format: time.share >= 1 ? '[h]:mm:ss' : time.format };
  }
  if (time && time.share >= 1) return undefined;
  const found = numericDay(dayText, rules, thisYear) ?? namedDay(dayText, thisYear);
  if (!found) return undefined;
  if (!time) return { value: found.serial, format: found.format };
  const datePart = found.format === 'yyyy-mm-dd' ? found.format : rules.datePattern;
  return { value: found.serial + time.share, format: `${datePart} H:mm:ss` };
}
