/** How formulas convert and compare values, and what a function of the built-in engine is given. */
import type { Reference } from './formula-parser';
import type { FormulaCells, FormulaPosition } from './formulas';
import { CellError, plainText, type CellContent } from './values';

/** What functions see: a lazily computed argument, as one value or as all cells of a range. */
export interface Argument {
  /** A range counts as its first cell. Errors are thrown. */
  one(): CellContent;
  /** Every cell, row by row; errors are not thrown. */
  cells(): CellContent[];
  readonly reference: Reference | undefined;
}

export interface FormulaScope {
  readonly at: FormulaPosition;
  readonly cells: FormulaCells;
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

export function toNumber(value: CellContent): number {
  if (value === undefined || value === '') return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof CellError) throw new FormulaFailure(value);
  const number = typeof value === 'number' ? value : Number(value);
  return Number.isNaN(number) ? fail('#VALUE!') : number;
}

export function toBoolean(value: CellContent): boolean {
  if (typeof value === 'string') {
    if (/^true$/i.test(value)) return true;
    return /^false$/i.test(value) || value === '' ? false : fail('#VALUE!');
  }
  return toNumber(value) !== 0;
}

/** Numbers come before text, text before booleans; text ignores case. */
export function compare(left: CellContent, right: CellContent): number {
  const rank = (value: CellContent): number =>
    typeof value === 'boolean' ? 2 : typeof value === 'string' ? 1 : 0;
  const blankAs = (value: CellContent, other: CellContent): CellContent => {
    if (value !== undefined) return value;
    return typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0;
  };
  const first = blankAs(left, right);
  const second = blankAs(right, left);
  if (rank(first) !== rank(second)) return rank(first) - rank(second);
  if (typeof first === 'string') {
    const [one, other] = [first.toLowerCase(), plainText(second).toLowerCase()];
    return one < other ? -1 : one > other ? 1 : 0;
  }
  return toNumber(first) - toNumber(second);
}
