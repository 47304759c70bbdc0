/** Brings formula cells up to date when they are read, once per change of content. */
import { isVolatile, toArgument, toCells, type CustomFunctions } from './custom-functions';
import { isMatrix, type CustomCalls, type FormulaCells, type Matrix } from './formulas';
import type { FormulaCell } from './row';
import type { SheetModel } from './sheet';
import { Spills } from './spills';
import { serialOfInstant } from './time-zone';
import type { Area } from './types';
import { CellError, type CellContent } from './values';
import type { Workbook } from './workbook';

/** Deeper chains (running totals over thousands of rows) are computed from the top of the sheet instead. */
const MAX_DEPTH = 100;

/** Cells of blocks that are remembered; thousands of overlapping ranges would fill the memory. */
const MAX_KEPT = 2_000_000;

class TooDeep extends Error {}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** What is known as long as nothing changes. */
class Known {
  readonly blocks = new Map<string, Matrix>();
  readonly spills = new Map<SheetModel, Spills>();
  /** Cells of all blocks together. */
  kept = 0;
  readonly sizes = new Map<SheetModel, Size>();
  constructor(readonly revision: number) {}
}

export class Recalculation {
  private readonly running = new Set<FormulaCell>();
  private readonly cellsOf = new WeakMap<SheetModel, FormulaCells>();
  private known = new Known(-1);
  private sweeping = false;
  /** Something was read that gives another result each time. */
  private readVolatile = false;
  private readonly volatileBlocks = new WeakSet<Matrix>();

  constructor(private readonly workbook: Workbook) {}

  private get current(): Known {
    if (this.known.revision !== this.workbook.contentRevision)
      this.known = new Known(this.workbook.contentRevision);
    return this.known;
  }

  value(sheet: SheetModel, row: number, column: number, cell: FormulaCell): CellContent {
    if (cell.computedAt === this.workbook.contentRevision) {
      this.readVolatile ||= cell.isVolatile ?? false;
      return cell.value;
    }
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
      const { value: result, isVolatile: hasRead } = this.watch(() =>
        this.workbook.formulas.evaluate(cell.text, { row, column }, this.cellsFor(sheet)),
      );
      cell.isVolatile = hasRead || isVolatile(cell.text);
      this.readVolatile ||= cell.isVolatile;
      cell.value = isMatrix(result) ? this.expand(sheet, row, column, cell, result) : result;
      cell.format = this.workbook.formulas.format?.(cell.text, { row, column }, this.cellsFor(sheet));
      cell.computedAt = this.workbook.contentRevision;
      return cell.value;
    } finally {
      this.running.delete(cell);
    }
  }

  private expand(
    sheet: SheetModel,
    row: number,
    column: number,
    cell: FormulaCell,
    result: Matrix,
  ): CellContent {
    const spills = this.spillsOf(sheet);
    spills.isVolatile ||= cell.isVolatile ?? false;
    return spills.expand(row, column, result);
  }

  private watch<T>(read: () => T): { readonly value: T; readonly isVolatile: boolean } {
    const before = this.readVolatile;
    this.readVolatile = false;
    try {
      const value = read();
      return { value, isVolatile: this.readVolatile };
    } finally {
      this.readVolatile ||= before;
    }
  }

  /** The result of a formula as if it stood in a cell. */
  evaluate(sheet: SheetModel, row: number, column: number, text: string): CellContent {
    const result = this.workbook.formulas.evaluate(text, { row, column }, this.cellsFor(sheet));
    return isMatrix(result) ? result[0]?.[0] : result;
  }

  /** What an empty cell shows of a formula elsewhere. */
  spilled(sheet: SheetModel, row: number, column: number): CellContent {
    const spills = this.settledSpills(sheet);
    this.readVolatile ||= spills.isVolatile;
    return spills.get(row, column);
  }

  /** Up to where formulas' results reach. */
  spilledSize(sheet: SheetModel): { readonly rows: number; readonly columns: number } {
    return this.settledSpills(sheet);
  }

  private settledSpills(sheet: SheetModel): Spills {
    const spills = this.spillsOf(sheet);
    spills.settle(({ row, column, cell }) => {
      if (!this.running.has(cell)) this.value(sheet, row, column, cell);
    });
    return spills;
  }

  private spillsOf(sheet: SheetModel): Spills {
    const { spills } = this.current;
    let known = spills.get(sheet);
    if (!known) {
      const { formulas } = this.workbook;
      const may = (cell: FormulaCell): boolean =>
        (cell.mayExpand ??= formulas.mayExpand?.(cell.text) ?? false);
      spills.set(sheet, (known = new Spills(sheet, may)));
    }
    return known;
  }

  private cellsFor(own: SheetModel): FormulaCells {
    let cells = this.cellsOf.get(own);
    if (!cells) this.cellsOf.set(own, (cells = this.makeCells(own)));
    return cells;
  }

  private makeCells(own: SheetModel): FormulaCells {
    const { workbook } = this;
    const find = (name: string | undefined): SheetModel | undefined =>
      name === undefined ? own : workbook.findSheet(name);
    return {
      read: (name, row, column) => {
        const sheet = find(name);
        return sheet && holds(sheet, { row, column, rows: 1, columns: 1 })
          ? workbook.content(sheet, row, column)
          : new CellError('#REF!');
      },
      block: (name, area) => this.block(find(name), area),
      size: (name) => {
        const sheet = find(name);
        return sheet ? this.size(sheet) : { rows: 0, columns: 0 };
      },
      named: (name) => {
        const found = workbook.namedRanges.find((range) => range.name.toLowerCase() === name.toLowerCase());
        const sheet = found && workbook.findSheet(found.sheetId);
        return sheet && { sheet: sheet.name, area: found.area };
      },
      format: (name, row, column) => {
        const sheet = find(name);
        return sheet && workbook.formatOf(sheet, row, column);
      },
      now: () => serialOfInstant(workbook.now(), workbook.timeZone),
      ...(workbook.customFunctions && { custom: this.customCalls(own, workbook.customFunctions) }),
      get locale() {
        return workbook.locale;
      },
    };
  }

  private customCalls(own: SheetModel, functions: CustomFunctions): CustomCalls {
    const { workbook } = this;
    return {
      has: (name) => functions.has(name),
      call: (name, args) => functions.call(name, args, own.id),
      argument: (content, format) => toArgument(content, format, workbook.timeZone),
      cells: (value) => toCells(value, workbook.timeZone),
      formats: new WeakMap(),
      watch: (read) => this.watch(read),
    };
  }

  private size(sheet: SheetModel): Size {
    const { sizes } = this.current;
    let size = sizes.get(sheet);
    if (!size) sizes.set(sheet, (size = this.workbook.contentSize(sheet)));
    return size;
  }

  /** One object per area and revision: look-ups are indexed by it. */
  private block(sheet: SheetModel | undefined, area: Area): Matrix {
    if (!sheet || !holds(sheet, area)) return [[new CellError('#REF!')]];
    const { blocks } = this.current;
    const key = `${sheet.id}:${area.row}:${area.column}:${area.rows}:${area.columns}`;
    let block = blocks.get(key);
    if (!block) {
      const read = this.watch(() =>
        Array.from({ length: area.rows }, (_, down) => this.line(sheet, area, area.row + down)),
      );
      block = read.value;
      if (read.isVolatile) this.volatileBlocks.add(block);
      this.current.kept += area.rows * area.columns;
      if (this.current.kept < MAX_KEPT) blocks.set(key, block);
    }
    this.readVolatile ||= this.volatileBlocks.has(block);
    return block;
  }

  private line(sheet: SheetModel, { column, columns }: Area, row: number): CellContent[] {
    const values = sheet.row(row)?.layers.values;
    const line = new Array<CellContent>(columns);
    for (let across = 0; across < columns; across++) {
      line[across] = values?.[column - 1 + across] ?? this.workbook.content(sheet, row, column + across);
    }
    return line;
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

const holds = (sheet: SheetModel, { row, column, rows, columns }: Area): boolean =>
  row >= 1 && column >= 1 && row + rows - 1 <= sheet.maxRows && column + columns - 1 <= sheet.maxColumns;
