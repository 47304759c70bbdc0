/** The port to a formula engine, so that another one can take the place of the one that is built in. */
import type { WireCell } from '../bridge/protocol';
import type { CustomArgument, CustomResult } from './custom-functions';
import type { Area } from './types';
import type { CellContent, RawValue } from './values';

/** A result that spills over the cells beside and below its formula; rows of equal length. */
export type Matrix = readonly (readonly CellContent[])[];

/** The script's functions, as formulas of one tab call them. */
export interface CustomCalls {
  has(name: string): boolean;
  call(name: string, args: readonly CustomArgument[]): CustomResult;
  /** A cell's content as an argument: a Date where its format makes it one. */
  argument(content: CellContent, format: string | undefined): WireCell;
  cells(value: unknown): CellContent | Matrix;
  /** The number format of each call's latest result. */
  readonly formats: WeakMap<object, string | undefined>;
  /** Whether cells that are read meanwhile give another result each time. */
  watch<T>(read: () => T): { readonly value: T; readonly isVolatile: boolean };
}

/** The cells a formula may look at. A missing sheet or a cell outside the grid reads as a `#REF!` error. */
export interface FormulaCells {
  /** `sheet` is undefined for the formula's own; row and column are 1-based. */
  read(sheet: string | undefined, row: number, column: number): CellContent;
  /** All cells of an area; the same object as long as nothing changes, so that a look-up may be indexed. */
  block(sheet: string | undefined, area: Area): Matrix;
  /** The used size, which bounds open-ended ranges such as `A2:A`. */
  size(sheet: string | undefined): { readonly rows: number; readonly columns: number };
  /** Where a named range is. */
  named(name: string): { readonly sheet: string; readonly area: Area } | undefined;
  /** The number format that a cell has or takes over. */
  format(sheet: string | undefined, row: number, column: number): string | undefined;
  /** The current time as a cell would hold it: a serial in the spreadsheet's zone. */
  now(): number;
  /** Functions of the script, where there is one. */
  readonly custom?: CustomCalls;
  /** As Sheets writes it; decides separators and how text reads as a number or date. */
  readonly locale: string;
}

export interface FormulaPosition {
  readonly row: number;
  readonly column: number;
}

export interface FormulaEngine {
  /** `formula` includes its `=`. Never throws: what fails is a CellError, what is unknown `#NAME?`. */
  evaluate(formula: string, at: FormulaPosition, cells: FormulaCells): RawValue | undefined | Matrix;
  /** The number format that a result takes in a cell without one, e.g. of dates. */
  format?(formula: string, at: FormulaPosition, cells: FormulaCells): string | undefined;
  /** Whether a result may be a Matrix. */
  mayExpand?(formula: string): boolean;
}

export const isMatrix = (value: CellContent | Matrix): value is Matrix => Array.isArray(value);
