/** Brings formula cells up to date when they are read, once per change of content. */
import type { FormulaCells } from './formulas';
import type { FormulaCell } from './row';
import type { SheetModel } from './sheet';
import { serialOfInstant } from './time-zone';
import { CellError, type CellContent } from './values';
import type { Workbook } from './workbook';

/** Deeper chains (running totals over thousands of rows) are computed from the top of the sheet instead. */
const MAX_DEPTH = 150;

class TooDeep extends Error {}

export class Recalculation {
  private readonly running = new Set<FormulaCell>();
  private sweeping = false;

  constructor(private readonly workbook: Workbook) {}

  value(sheet: SheetModel, row: number, column: number, cell: FormulaCell): CellContent {
    if (cell.computedAt === this.workbook.contentRevision) return cell.value;
    // A formula that needs itself.
    if (this.running.has(cell)) return new CellError('#REF!');
    if (this.running.size >= MAX_DEPTH) throw new TooDeep();
    if (this.running.size > 0 || this.sweeping) return this.compute(sheet, row, column, cell);
    try {
      return this.compute(sheet, row, column, cell);
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      this.sweep();
      return cell.computedAt === this.workbook.contentRevision ? cell.value : new CellError('#ERROR!');
    }
  }

  private compute(sheet: SheetModel, row: number, column: number, cell: FormulaCell): CellContent {
    this.running.add(cell);
    try {
      cell.value = this.evaluate(sheet, row, column, cell.text);
      cell.computedAt = this.workbook.contentRevision;
      return cell.value;
    } finally {
      this.running.delete(cell);
    }
  }

  /** The result of a formula as if it stood in a cell. */
  evaluate(sheet: SheetModel, row: number, column: number, text: string): CellContent {
    return this.workbook.formulas.evaluate(text, { row, column }, this.cellsFor(sheet));
  }

  private cellsFor(own: SheetModel): FormulaCells {
    const { workbook } = this;
    const find = (name: string | undefined): SheetModel | undefined =>
      name === undefined ? own : workbook.findSheet(name);
    return {
      read: (name, row, column) => {
        const sheet = find(name);
        if (!sheet || row < 1 || column < 1 || row > sheet.maxRows || column > sheet.maxColumns) {
          return new CellError('#REF!');
        }
        return workbook.content(sheet, row, column);
      },
      size: (name) => find(name)?.contentSize() ?? { rows: 0, columns: 0 },
      now: () => serialOfInstant(workbook.now(), workbook.timeZone),
    };
  }

  /** Computes every formula from the top, then from the bottom, so that chains in either direction resolve. */
  private sweep(): void {
    const cells = this.workbook.sheets.flatMap((sheet) =>
      sheet.rows.flatMap((row, index) =>
        (row?.layers.formulas ?? []).flatMap((cell, column) =>
          cell ? [{ sheet, row: index + 1, column: column + 1, cell }] : [],
        ),
      ),
    );
    this.sweeping = true;
    try {
      for (const each of [...cells, ...cells.reverse()]) {
        try {
          this.value(each.sheet, each.row, each.column, each.cell);
        } catch (error) {
          if (!(error instanceof TooDeep)) throw error;
        }
      }
    } finally {
      this.sweeping = false;
    }
  }
}
