/** What a cell can hold inside the workbook, and how text is compared. */

/** A formula's error, e.g. `#REF!`. */
export class CellError {
  /** `message` says what went wrong, where somebody knows. */
  constructor(
    readonly text: string,
    readonly message?: string,
  ) {}
}

/** Dates are numbers (days since 1899-12-30, wall time) in cells with a date format. Empty cells are undefined. */
export type RawValue = string | number | boolean | CellError;
export type CellContent = RawValue | undefined;

export const MAX_CELL_TEXT = 50_000;
export const MAX_CELLS = 10_000_000;

/** A value as text without any number format: what a list rule compares. */
export function plainText(value: CellContent): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof CellError) return value.text;
  return String(value);
}
