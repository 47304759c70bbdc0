/** The port to the script's own functions in formulas, and how cells become their arguments and results become cells. */
import type { WireCell } from '../bridge/protocol';
import { isDatePattern } from './date-format';
import type { Matrix } from './formulas';
import { instantOfSerial, serialOfInstant } from './time-zone';
import { CellError, MAX_CELL_TEXT, type CellContent } from './values';

/** What a formula hands over: the value of a cell, or rows of them. */
export type CustomArgument = WireCell | readonly (readonly WireCell[])[];

export type CustomResult =
  | { readonly state: 'loading' }
  /** As the function returned it; Dates are Dates. */
  | { readonly state: 'returned'; readonly value: unknown }
  | { readonly state: 'failed'; readonly message: string };

export interface CustomFunctions {
  has(name: string): boolean;
  /** Never waits: the first call with these arguments starts the function, and the sheet is told when it has ended. */
  call(name: string, args: readonly CustomArgument[], sheetId: number): CustomResult;
}

/** While the function runs; whatever looks at such a cell shows it too. */
export const LOADING = 'Loading...';
const VOLATILE = /\b(?:NOW|TODAY|RAND|RANDARRAY|RANDBETWEEN)\s*\(/i;

/** Gives another result each time that it is computed. */
export const isVolatile = (formula: string): boolean => VOLATILE.test(formula);

export function toArgument(content: CellContent, format: string | undefined, timeZone: string): WireCell {
  if (content === undefined) return '';
  if (content instanceof CellError) return content.text;
  const isDate = typeof content === 'number' && format !== undefined && isDatePattern(format);
  return isDate ? { $date: instantOfSerial(content, timeZone) } : content;
}

/** A list stands in a column; rows of different lengths are filled up. */
export function toCells(value: unknown, timeZone: string): CellContent | Matrix {
  if (!Array.isArray(value)) return toCell(value, timeZone);
  const rows = value.map((row: unknown) => (Array.isArray(row) ? (row as unknown[]) : [row]));
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return rows.map((row) => Array.from({ length: width }, (_, column) => toCell(row[column], timeZone)));
}

function toCell(value: unknown, timeZone: string): CellContent {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return serialOfInstant(value.getTime(), timeZone);
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- an object shows as what it prints
  const text = String(value);
  return text.length > MAX_CELL_TEXT
    ? new CellError(
        '#ERROR!',
        `Your input contains more than the maximum of ${MAX_CELL_TEXT} characters in a single cell.`,
      )
    : text;
}
