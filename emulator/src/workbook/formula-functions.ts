/** The functions that the built-in formula engine knows. */
import {
  compare,
  fail,
  FormulaFailure,
  toBoolean,
  toNumber,
  type Argument,
  type FormulaScope,
} from './formula-values';
import { CellError, plainText, type CellContent } from './values';

type FormulaFunction = (args: readonly Argument[], scope: FormulaScope) => CellContent;

/** The cells that sums see: numbers in ranges, and whatever reads as a number when written as an argument. */
function numbers(args: readonly Argument[]): number[] {
  return args.flatMap((argument) => {
    if (!argument.reference) return [toNumber(argument.one())];
    return argument.cells().flatMap((value) => {
      if (value instanceof CellError) throw new FormulaFailure(value);
      return typeof value === 'number' ? [value] : [];
    });
  });
}

const textOf = (argument: Argument | undefined): string => plainText(argument?.one());
const numberOf = (argument: Argument | undefined, otherwise = 0): number =>
  argument ? toNumber(argument.one()) : otherwise;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const extreme = (args: readonly Argument[], pick: (one: number, other: number) => number): number => {
  const values = numbers(args);
  return values.length ? values.reduce((one, other) => pick(one, other)) : 0;
};

/** `">5"`, `"<>x"` or a plain value. */
function criterion(condition: CellContent): (value: CellContent) => boolean {
  const match = /^(<>|<=|>=|=|<|>)(.*)$/s.exec(plainText(condition));
  const operator = match?.[1] ?? '=';
  const text = match ? (match[2] ?? '') : plainText(condition);
  const wanted: CellContent = text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
  return (value) => {
    const sameKind = typeof value === typeof wanted;
    if (operator === '=') return sameKind && compare(value, wanted) === 0;
    if (operator === '<>') return !sameKind || compare(value, wanted) !== 0;
    if (!sameKind) return false;
    const order = compare(value, wanted);
    return operator === '<'
      ? order < 0
      : operator === '<='
        ? order <= 0
        : operator === '>'
          ? order > 0
          : order >= 0;
  };
}

function isError(argument: Argument | undefined): boolean {
  try {
    argument?.one();
    return false;
  } catch (error) {
    if (error instanceof FormulaFailure) return true;
    throw error;
  }
}

function round(value: number, places: number): number {
  const rounded = Number(`${Math.round(Number(`${Math.abs(value)}e${places}`))}e${-places}`);
  return Math.sign(value) * rounded;
}

export const FORMULA_FUNCTIONS: Readonly<Record<string, FormulaFunction | undefined>> = {
  SUM: (args) => sum(numbers(args)),
  AVERAGE: (args) => {
    const values = numbers(args);
    return values.length ? sum(values) / values.length : fail('#DIV/0!');
  },
  MIN: (args) => extreme(args, Math.min),
  MAX: (args) => extreme(args, Math.max),
  COUNT: (args) =>
    args.flatMap((argument) => argument.cells()).filter((value) => typeof value === 'number').length,
  COUNTA: (args) =>
    args.flatMap((argument) => argument.cells()).filter((value) => value !== undefined).length,
  COUNTIF: ([range, condition]) => (range?.cells() ?? []).filter(criterion(condition?.one())).length,
  ABS: ([value]) => Math.abs(numberOf(value)),
  ROUND: ([value, places]) => round(numberOf(value), numberOf(places)),
  IF: ([condition, yes, no]) => {
    if (toBoolean(condition?.one())) return yes ? (yes.one() ?? '') : true;
    return no ? (no.one() ?? '') : false;
  },
  IFERROR: ([value, otherwise]) => (isError(value) ? (otherwise?.one() ?? '') : value?.one()),
  AND: (args) => args.every((argument) => toBoolean(argument.one())),
  OR: (args) => args.some((argument) => toBoolean(argument.one())),
  NOT: ([value]) => !toBoolean(value?.one()),
  TRUE: () => true,
  FALSE: () => false,
  ISBLANK: ([value]) => value?.one() === undefined,
  ISERROR: ([value]) => isError(value),
  CONCATENATE: (args) =>
    args
      .flatMap((argument) => argument.cells())
      .map(plainText)
      .join(''),
  CONCAT: ([first, second]) => textOf(first) + textOf(second),
  UPPER: ([text]) => textOf(text).toUpperCase(),
  LOWER: ([text]) => textOf(text).toLowerCase(),
  TRIM: ([text]) => textOf(text).trim().replace(/ +/g, ' '),
  LEN: ([text]) => textOf(text).length,
  LEFT: ([text, count]) => textOf(text).slice(0, numberOf(count, 1)),
  RIGHT: ([text, count]) => (numberOf(count, 1) === 0 ? '' : textOf(text).slice(-numberOf(count, 1))),
  MID: ([text, start, count]) =>
    textOf(text).slice(numberOf(start) - 1, numberOf(start) - 1 + numberOf(count)),
  SUBSTITUTE: ([text, old, replacement]) => textOf(text).replaceAll(textOf(old), textOf(replacement)),
  // The cell shows the label; the link is the page's affair.
  HYPERLINK: ([url, label]) => (label ? label.one() : textOf(url)),
  ROW: ([cell], { at }) => cell?.reference?.firstRow ?? at.row,
  COLUMN: ([cell], { at }) => cell?.reference?.firstColumn ?? at.column,
  NOW: (_args, { cells }) => cells.now(),
  TODAY: (_args, { cells }) => Math.floor(cells.now()),
};
