/** One tab: a grid of fixed size that grows only where the platform's does. */
import type { Banding } from './banding';
import type { ConditionalFormat } from './conditional-format';
import type { BasicFilter } from './filter';
import { Row, type FormulaCell, type Layer, type Layers } from './row';
import { moveInArray, type Shift } from './structure';
import type { Area } from './types';
import type { Style } from './style';
import type { ValidationRule } from './validation';

export const NEW_SHEET_ROWS = 1000;
export const NEW_SHEET_COLUMNS = 26;
const DEFAULT_COLUMN_WIDTH = 100;
const DEFAULT_ROW_HEIGHT = 21;

interface ColumnProperties {
  width?: number;
  hidden?: boolean;
}

export class SheetModel {
  readonly rows: (Row | undefined)[];
  readonly columns: (ColumnProperties | undefined)[];
  frozenRows = 0;
  frozenColumns = 0;
  hidden = false;
  tabColor: string | null = null;
  filter: BasicFilter | null = null;
  conditionalFormats: ConditionalFormat[] = [];
  /** Blocks of cells that show as one; they do not overlap. */
  merges: Area[] = [];
  bandings: Banding[] = [];
  gridlinesHidden = false;

  constructor(
    readonly id: number,
    public name: string,
    rows = NEW_SHEET_ROWS,
    columns = NEW_SHEET_COLUMNS,
  ) {
    this.rows = new Array<undefined>(rows).fill(undefined);
    this.columns = new Array<undefined>(columns).fill(undefined);
  }

  get maxRows(): number {
    return this.rows.length;
  }
  get maxColumns(): number {
    return this.columns.length;
  }

  isColumn(column: number): boolean {
    return Number.isInteger(column) && column >= 1 && column <= this.maxColumns;
  }

  row(number: number): Row | undefined {
    return this.rows[number - 1];
  }

  ensureRow(number: number): Row {
    return (this.rows[number - 1] ??= new Row());
  }

  get<L extends Layer>(layer: L, row: number, column: number): Layers[L][number] {
    return this.rows[row - 1]?.get(layer, column - 1);
  }

  set<L extends Layer>(layer: L, row: number, column: number, value: Layers[L][number]): void {
    if (value === undefined) this.rows[row - 1]?.set(layer, column - 1, value);
    else this.ensureRow(row).set(layer, column - 1, value);
  }

  /** Visits cells row by row. */
  eachCell(area: Area, visit: (row: number, column: number) => void): void {
    for (let row = area.row; row < area.row + area.rows; row++) {
      for (let column = area.column; column < area.column + area.columns; column++) visit(row, column);
    }
  }

  /** Size of the area with content: 0 × 0 when there is none. */
  contentSize(counts: (formula: FormulaCell, row: number, column: number) => boolean = () => true): {
    rows: number;
    columns: number;
  } {
    let lastRow = 0;
    let lastColumn = 0;
    for (let index = 0; index < this.rows.length; index++) {
      const width =
        this.rows[index]?.contentWidth((formula, column) => counts(formula, index + 1, column + 1)) ?? 0;
      if (width) lastRow = index + 1;
      if (width > lastColumn) lastColumn = width;
    }
    return { rows: lastRow, columns: lastColumn };
  }

  /** New rows take formats and rules of `like` (1-based), as the platform's do. */
  apply(shift: Shift, like = 0): void {
    if (shift.axis === 'row') this.applyToRows(shift, like);
    else this.applyToColumns(shift, like);
  }

  private applyToRows(shift: Shift, like: number): void {
    switch (shift.kind) {
      case 'insert': {
        const template = this.row(like);
        const tail = this.rows.splice(shift.at - 1);
        for (let added = 0; added < shift.count; added++) this.rows.push(template && formatsOf(template));
        for (const row of tail) this.rows.push(row);
        // A row that goes in between frozen rows is frozen too.
        if (shift.at <= this.frozenRows) this.frozenRows += shift.count;
        break;
      }
      case 'delete':
        this.rows.splice(shift.at - 1, shift.count);
        this.frozenRows -= overlap(shift, this.frozenRows);
        break;
      case 'move':
        moveInArray(this.rows, shift.at, shift.count, shift.to);
        break;
    }
  }

  private applyToColumns(shift: Shift, like: number): void {
    const start = shift.at - 1;
    switch (shift.kind) {
      case 'insert':
        this.columns.splice(start, 0, ...new Array<undefined>(shift.count).fill(undefined));
        for (const row of this.rows) row?.splice(start, 0, shift.count);
        if (like) this.copyColumnFormats(like >= shift.at ? like + shift.count : like, shift.at, shift.count);
        if (shift.at <= this.frozenColumns) this.frozenColumns += shift.count;
        break;
      case 'delete':
        this.columns.splice(start, shift.count);
        for (const row of this.rows) row?.splice(start, shift.count, 0);
        this.frozenColumns -= overlap(shift, this.frozenColumns);
        break;
      case 'move': {
        moveInArray(this.columns, shift.at, shift.count, shift.to);
        const to = shift.to > shift.at ? shift.to - 1 - shift.count : shift.to - 1;
        for (const row of this.rows) row?.move(start, shift.count, to);
        break;
      }
    }
  }

  private copyColumnFormats(from: number, to: number, count: number): void {
    this.rows.forEach((row, index) => {
      const style = row?.get('styles', from - 1);
      const rule = row?.get('rules', from - 1);
      for (let column = to; column < to + count; column++) this.format(index + 1, column, style, rule);
    });
  }

  private format(
    row: number,
    column: number,
    style: Style | undefined,
    rule: ValidationRule | undefined,
  ): void {
    this.set('styles', row, column, style);
    this.set('rules', row, column, rule);
  }

  columnWidth(column: number): number {
    return this.columns[column - 1]?.width ?? DEFAULT_COLUMN_WIDTH;
  }
  rowHeight(row: number): number {
    return this.row(row)?.height ?? DEFAULT_ROW_HEIGHT;
  }
  changeColumn(column: number, change: ColumnProperties): void {
    this.columns[column - 1] = { ...this.columns[column - 1], ...change };
  }
}

function overlap(shift: Shift, frozen: number): number {
  return Math.max(0, Math.min(frozen, shift.at + shift.count - 1) - shift.at + 1);
}

function formatsOf(template: Row): Row {
  const row = new Row();
  row.layers.styles = [...(template.layers.styles ?? [])];
  row.layers.rules = [...(template.layers.rules ?? [])];
  return row;
}
