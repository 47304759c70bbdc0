/** Small readers of arguments that most functions share. */
import { checked, toNumber, type Argument, type FormulaScope, type Value } from './formula-values';
import { isMatrix, type Matrix } from './formulas';
import { plainText, type CellContent } from './values';

/** `lift`: arguments that are single values; inside ARRAYFORMULA a range in their place gives a result per cell. */
export interface FormulaFunction {
  readonly compute: (args: readonly Argument[], scope: FormulaScope) => Value;
  readonly lift?: 'all' | readonly number[];
  /** Its arguments are computed as in ARRAYFORMULA. */
  readonly arrays?: true;
  /** The result may cover more than one cell. */
  readonly expands?: true;
}
export type Functions = Readonly<Record<string, FormulaFunction>>;
type Compute = FormulaFunction['compute'];

/** Functions of single values. */
export const lifted = (computes: Readonly<Record<string, Compute>>): Functions =>
  Object.fromEntries(Object.entries(computes).map(([name, compute]) => [name, { compute, lift: 'all' }]));

/** Functions that see ranges as ranges. */
export const plain = (computes: Readonly<Record<string, Compute>>): Functions =>
  Object.fromEntries(Object.entries(computes).map(([name, compute]) => [name, { compute }]));

/** Functions that work through arrays and give one. */
export const expanding = (computes: Readonly<Record<string, Compute>>): Functions =>
  Object.fromEntries(
    Object.entries(computes).map(([name, compute]) => [name, { compute, arrays: true, expands: true }]),
  );

export const textOf = (argument: Argument | undefined): string => plainText(argument?.one());

export function numberOf(argument: Argument | undefined, { cells }: FormulaScope, otherwise = 0): number {
  return argument?.node ? toNumber(argument.one(), cells.locale) : otherwise;
}

export const asMatrix = (value: Value): Matrix => (isMatrix(value) ? value : [[value]]);

export const firstOf = (value: Value): CellContent => (isMatrix(value) ? value[0]?.[0] : value);

/** The cells that sums see: numbers in ranges, and whatever reads as a number when written as an argument. */
export function numbers(args: readonly Argument[], { cells }: FormulaScope): number[] {
  const found: number[] = [];
  for (const argument of args) {
    const value = argument.value();
    if (!isMatrix(value)) {
      if (argument.reference && typeof value !== 'number') checked(value);
      else found.push(toNumber(value, cells.locale));
      continue;
    }
    for (const row of value) {
      for (const cell of row) {
        if (typeof cell === 'number') found.push(cell);
        else checked(cell);
      }
    }
  }
  return found;
}
