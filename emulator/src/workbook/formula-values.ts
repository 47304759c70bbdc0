/** How formulas convert and compare values, and what a function of the built-in engine is given. */
import type { Node, Reference } from './formula-parser';
import type { FormulaCells, FormulaPosition, Matrix } from './formulas';
import { parseDate } from './parse-date';
import { parseNumber } from './parse-number';
import { CellError, plainText, type CellContent } from './values';

export type Value = CellContent | Matrix;

/** What functions see: a lazily computed argument, as one value or as all cells of a range. */
export interface Argument {
  /** Of a range, the cell in the formula's row or column. Errors are thrown. */
  one(): CellContent;
  /** As it comes; errors are values. */
  value(): Value;
  /** Rows of cells; errors are values. */
  matrix(): Matrix;
  /** Every cell, row by row; errors are values. */
  cells(): readonly CellContent[];
  readonly reference: Reference | undefined;
  readonly node: Node | undefined;
}

export interface FormulaScope {
  readonly at: FormulaPosition;
  readonly cells: FormulaCells;
  /** Inside ARRAYFORMULA and the like: operators and functions work through whole ranges. */
  readonly arrays: boolean;
  /** Names that LET gave. */
  readonly names: ReadonlyMap<string, Value>;
}

/** Thrown to leave a computation with an error as its result. */
export class FormulaFailure extends Error {
  constructor(readonly error: CellError) {
    super(error.text);
  }
}
export const fail = (text: string): never => {
  throw new FormulaFailure(new CellError(text));
};

/** Runs a computation; an error that it ends with is a value. */
export function attempt<T>(compute: () => T): T | CellError {
  try {
    return compute();
  } catch (error) {
    if (error instanceof FormulaFailure) return error.error;
    throw error;
  }
}

/** The value itself, thrown when it is an error. */
export function checked(value: CellContent): CellContent {
  if (value instanceof CellError) throw new FormulaFailure(value);
  return value;
}

/** Text counts as the number or date that it reads as. */
export function textToNumber(text: string, locale: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 40 || !/\d/.test(trimmed)) return undefined;
  return (parseNumber(trimmed, locale) ?? parseDate(trimmed, locale, new Date().getUTCFullYear()))?.value;
}

export function toNumber(value: CellContent, locale = 'en_US'): number {
  if (typeof value === 'number') return value;
  if (value === undefined || value === '') return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof CellError) throw new FormulaFailure(value);
  return textToNumber(value, locale) ?? fail('#VALUE!');
}

export function toBoolean(value: CellContent): boolean {
  if (typeof value === 'string') {
    if (/^true$/i.test(value)) return true;
    return /^false$/i.test(value) || value === '' ? false : fail('#VALUE!');
  }
  return toNumber(value) !== 0;
}

const rank = (value: CellContent): number =>
  typeof value === 'boolean' ? 2 : typeof value === 'string' ? 1 : 0;

/** An empty cell counts as nothing of the other's kind. */
function blankAs(value: CellContent, other: CellContent): CellContent {
  if (value !== undefined) return value;
  return typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0;
}

/** Numbers come before text, text before booleans; text ignores case. */
export function compare(left: CellContent, right: CellContent): number {
  const first = blankAs(left, right);
  const second = blankAs(right, left);
  if (rank(first) !== rank(second)) return rank(first) - rank(second);
  if (typeof first === 'string') {
    const [one, other] = [first.toLowerCase(), plainText(second).toLowerCase()];
    return one < other ? -1 : one > other ? 1 : 0;
  }
  return toNumber(first) - toNumber(second);
}

/** The same text for values that `=` finds equal. */
export function keyOf(value: CellContent): string {
  if (typeof value === 'string') return `s${value.toLowerCase()}`;
  return value === undefined
    ? 'e'
    : value instanceof CellError
      ? `x${value.text}`
      : `${typeof value}${String(value)}`;
}
