/** Dates and times as serials: days since 1899-12-30, wall time in the spreadsheet's zone. */
import { lifted, numberOf, numbers, textOf, type Functions } from '../formula-arguments';
import { fail, toNumber, type Argument, type FormulaScope } from '../formula-values';
import { serialOfWall, wallOfSerial } from '../time-zone';

const DAY_MS = 86_400_000;

const dateOf = (serial: number): Date => new Date(wallOfSerial(serial));
const serialOf = (year: number, month: number, day: number): number =>
  serialOfWall(Date.UTC(year, month, day));
const dateAt = (argument: Argument | undefined, scope: FormulaScope): Date =>
  dateOf(numberOf(argument, scope));

/** The same day some months later, or the month's last. */
function addMonths(serial: number, months: number): number {
  const date = dateOf(Math.floor(serial));
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return serialOf(year, month, Math.min(date.getUTCDate(), last));
}

/** Type 1: Sunday is 1; 2: Monday is 1; 3: Monday is 0. */
function weekday(serial: number, type: number): number {
  const day = dateOf(serial).getUTCDay();
  if (type === 2) return day || 7;
  if (type === 3) return (day + 6) % 7;
  return type === 1 ? day + 1 : fail('#NUM!');
}

function isoWeek(serial: number): number {
  const thursday = Math.floor(serial) + 4 - weekday(serial, 2);
  return Math.floor((thursday - serialOf(dateOf(thursday).getUTCFullYear(), 0, 1)) / 7) + 1;
}

function weekNumber(serial: number, type: number): number {
  if (type === 21) return isoWeek(serial);
  const first = serialOf(dateOf(serial).getUTCFullYear(), 0, 1);
  const start = type === 2 ? weekday(first, 3) : weekday(first, 1) - 1;
  return Math.floor((Math.floor(serial) - first + start) / 7) + 1;
}

function difference(from: number, to: number, unit: string): number {
  if (to < from) return fail('#NUM!');
  const [start, end] = [dateOf(Math.floor(from)), dateOf(Math.floor(to))];
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 +
    (end.getUTCMonth() - start.getUTCMonth()) -
    Number(end.getUTCDate() < start.getUTCDate());
  switch (unit.toUpperCase()) {
    case 'D':
      return Math.floor(to) - Math.floor(from);
    case 'M':
      return months;
    case 'Y':
      return Math.floor(months / 12);
    case 'YM':
      return months % 12;
    case 'MD':
      return Math.floor(to) - addMonths(from, months);
    case 'YD':
      return Math.floor(to) - addMonths(from, Math.floor(months / 12) * 12);
    default:
      return fail('#NUM!');
  }
}

const isWorkday = (serial: number, holidays: ReadonlySet<number>): boolean =>
  weekday(serial, 2) < 6 && !holidays.has(serial);

function holidaysOf(argument: Argument | undefined, scope: FormulaScope): ReadonlySet<number> {
  return new Set(argument ? numbers([argument], scope).map(Math.floor) : []);
}

function networkDays(from: number, to: number, holidays: ReadonlySet<number>): number {
  const [first, last] = from <= to ? [from, to] : [to, from];
  let count = 0;
  for (let day = Math.floor(first); day <= Math.floor(last); day++) count += Number(isWorkday(day, holidays));
  return from <= to ? count : -count;
}

function workday(from: number, days: number, holidays: ReadonlySet<number>): number {
  let day = Math.floor(from);
  for (let left = Math.abs(Math.trunc(days)); left > 0;) {
    day += Math.sign(days);
    if (isWorkday(day, holidays)) left--;
  }
  return day;
}

/** The share of a day, without binary noise beyond a millisecond. */
const clock = (serial: number): Date => new Date(Math.round((serial - Math.floor(serial)) * DAY_MS));

export const DATES: Functions = lifted({
  NOW: (_args, { cells }) => cells.now(),
  TODAY: (_args, { cells }) => Math.floor(cells.now()),
  DATE: ([year, month, day], scope) => {
    const asked = Math.trunc(numberOf(year, scope));
    const full = asked < 1900 ? asked + 1900 : asked;
    return serialOf(full, Math.trunc(numberOf(month, scope)) - 1, Math.trunc(numberOf(day, scope)));
  },
  TIME: ([hour, minute, second], scope) => {
    const seconds = numberOf(hour, scope) * 3600 + numberOf(minute, scope) * 60 + numberOf(second, scope);
    return (((seconds % 86_400) + 86_400) % 86_400) / 86_400;
  },
  DATEVALUE: ([text], { cells }) => Math.floor(toNumber(text?.one(), cells.locale)),
  TIMEVALUE: ([text], { cells }) => toNumber(text?.one(), cells.locale) % 1,
  YEAR: ([date], scope) => dateAt(date, scope).getUTCFullYear(),
  MONTH: ([date], scope) => dateAt(date, scope).getUTCMonth() + 1,
  DAY: ([date], scope) => dateAt(date, scope).getUTCDate(),
  HOUR: ([date], scope) => clock(numberOf(date, scope)).getUTCHours(),
  MINUTE: ([date], scope) => clock(numberOf(date, scope)).getUTCMinutes(),
  SECOND: ([date], scope) => clock(numberOf(date, scope)).getUTCSeconds(),
  WEEKDAY: ([date, type], scope) => weekday(numberOf(date, scope), numberOf(type, scope, 1)),
  WEEKNUM: ([date, type], scope) => weekNumber(numberOf(date, scope), numberOf(type, scope, 1)),
  ISOWEEKNUM: ([date], scope) => isoWeek(numberOf(date, scope)),
  EDATE: ([date, months], scope) => addMonths(numberOf(date, scope), Math.trunc(numberOf(months, scope))),
  EOMONTH: ([date, months], scope) => {
    const start = dateAt(date, scope);
    return serialOf(start.getUTCFullYear(), start.getUTCMonth() + Math.trunc(numberOf(months, scope)) + 1, 0);
  },
  DAYS: ([end, start], scope) => Math.floor(numberOf(end, scope)) - Math.floor(numberOf(start, scope)),
  DATEDIF: ([from, to, unit], scope) => difference(numberOf(from, scope), numberOf(to, scope), textOf(unit)),
  NETWORKDAYS: ([from, to, holidays], scope) =>
    networkDays(numberOf(from, scope), numberOf(to, scope), holidaysOf(holidays, scope)),
  WORKDAY: ([from, days, holidays], scope) =>
    workday(numberOf(from, scope), numberOf(days, scope), holidaysOf(holidays, scope)),
});

/** What results of these look like in a cell without a format. */
export const DATE_RESULTS: Readonly<Record<string, 'date' | 'date and time' | 'time'>> = {
  NOW: 'date and time',
  TODAY: 'date',
  DATE: 'date',
  TIME: 'time',
  EDATE: 'date',
  EOMONTH: 'date',
  WORKDAY: 'date',
};
