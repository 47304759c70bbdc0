/** Results that cover several cells: which empty cells show a part of them. */
import type { Matrix } from './formulas';
import type { FormulaCell } from './row';
import type { SheetModel } from './sheet';
import { CellError, type CellContent } from './values';

interface Anchor {
  readonly row: number;
  readonly column: number;
  readonly cell: FormulaCell;
}

/** One tab's, as of one content revision. */
export class Spills {
  private readonly cells = new Map<number, CellContent>();
  private readonly waiting: Anchor[];
  rows = 0;
  columns = 0;
  /** One of the results is another one each time. */
  isVolatile = false;

  constructor(
    private readonly sheet: SheetModel,
    mayExpand: (cell: FormulaCell) => boolean,
  ) {
    this.waiting = sheet.rows.flatMap((row, index) =>
      (row?.layers.formulas ?? []).flatMap((cell, column) =>
        cell && mayExpand(cell) ? [{ row: index + 1, column: column + 1, cell }] : [],
      ),
    );
  }

  /** Computes what has not been; `compute` calls `expand` for each result that is an array. */
  settle(compute: (anchor: Anchor) => void): void {
    for (let anchor = this.waiting.shift(); anchor; anchor = this.waiting.shift()) compute(anchor);
  }

  get(row: number, column: number): CellContent {
    return this.cells.get(this.key(row, column));
  }

  /** Shows the rest of a result beside and below its formula; gives what the formula's own cell shows. */
  expand(row: number, column: number, matrix: Matrix): CellContent {
    const [rows, columns] = [matrix.length, matrix[0]?.length ?? 0];
    if (rows === 0 || columns === 0) return new CellError('#N/A');
    const outside = row + rows - 1 > this.sheet.maxRows || column + columns - 1 > this.sheet.maxColumns;
    if (outside || this.isBlocked(row, column, rows, columns)) return new CellError('#REF!');
    matrix.forEach((line, down) =>
      line.forEach((value, across) => {
        if (down || across) this.cells.set(this.key(row + down, column + across), value);
      }),
    );
    this.rows = Math.max(this.rows, row + rows - 1);
    this.columns = Math.max(this.columns, column + columns - 1);
    return matrix[0]?.[0];
  }

  /** "Array result was not expanded because it would overwrite data". */
  private isBlocked(row: number, column: number, rows: number, columns: number): boolean {
    for (let down = 0; down < rows; down++) {
      for (let across = 0; across < columns; across++) {
        if (!down && !across) continue;
        const [at, beside] = [row + down, column + across];
        const holds =
          this.sheet.get('values', at, beside) !== undefined || this.sheet.get('formulas', at, beside);
        if (holds || this.cells.has(this.key(at, beside))) return true;
      }
    }
    return false;
  }

  private key(row: number, column: number): number {
    return row * 20_000 + column;
  }
}
