/** The port to a formula engine, so that another one can take the place of the small one that is built in. */
import type { CellContent, RawValue } from './values';

/** The cells a formula may look at. A missing sheet or a cell outside the grid reads as a `#REF!` error. */
export interface FormulaCells {
  /** `sheet` is undefined for the formula's own; row and column are 1-based. */
  read(sheet: string | undefined, row: number, column: number): CellContent;
  /** The used size, which bounds open-ended ranges such as `A2:A`. */
  size(sheet: string | undefined): { readonly rows: number; readonly columns: number };
  /** The current time as a cell would hold it: a serial in the spreadsheet's zone. */
  now(): number;
}

export interface FormulaPosition {
  readonly row: number;
  readonly column: number;
}

export interface FormulaEngine {
  /** `formula` includes its `=`. Never throws: what fails is a CellError, what is unknown `#NAME?`. */
  evaluate(formula: string, at: FormulaPosition, cells: FormulaCells): RawValue | undefined;
}
