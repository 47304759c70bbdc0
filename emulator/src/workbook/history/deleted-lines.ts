/** Everything that deleting rows or columns takes along, so that it can be brought back as it was. */
import { shiftReferences } from '../formula-references';
import { insertLines } from '../row-operations';
import type { SheetModel } from '../sheet';
import type { Axis, Shift } from '../structure';
import { assignTied, tiedState, type TiedState } from '../tied-state';
import type { Area } from '../types';
import type { Workbook } from '../workbook';
import { captureCells, restoreCells, type CapturedCells } from './captured-cells';

export function lineArea(sheet: SheetModel, axis: Axis, first: number, count: number): Area {
  return axis === 'row'
    ? { row: first, column: 1, rows: count, columns: sheet.maxColumns }
    : { row: 1, column: first, rows: sheet.maxRows, columns: count };
}

interface KeptFormula {
  readonly sheetId: number;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

interface LineProperties {
  readonly size: number | undefined;
  readonly hidden: boolean;
  readonly filtered: boolean;
}

/** Made before the lines are deleted. */
export class DeletedLines {
  readonly weight: number;
  private readonly cells: CapturedCells;
  private readonly properties: readonly LineProperties[];
  private readonly formulas: readonly KeptFormula[];
  private readonly frozen: readonly [number, number];
  private readonly tied: TiedState;
  private readonly mark: number;

  constructor(
    private readonly workbook: Workbook,
    private readonly sheet: SheetModel,
    readonly axis: Axis,
    readonly first: number,
    readonly count: number,
  ) {
    const area = lineArea(sheet, axis, first, count);
    this.weight = area.rows * area.columns;
    this.cells = captureCells(sheet, area);
    this.properties = Array.from({ length: count }, (_, offset) =>
      lineProperties(sheet, axis, first + offset),
    );
    this.formulas = touchedFormulas(workbook, sheet, this.shift('delete'));
    this.frozen = [sheet.frozenRows, sheet.frozenColumns];
    this.tied = tiedState(workbook);
    this.mark = workbook.layout.mark() + 1;
  }

  private shift(kind: 'insert' | 'delete'): Shift {
    return { kind, axis: this.axis, at: this.first, count: this.count };
  }

  /** `tiedAfter` is what names, protections and tags were right after the deletion: changed since, they only shift. */
  bringBack(tiedAfter: TiedState): void {
    const { workbook, sheet, axis, first, count } = this;
    const untouched = JSON.stringify(tiedState(workbook)) === JSON.stringify(tiedAfter);
    insertLines(workbook, sheet, axis, first, count, 0);
    const area = lineArea(sheet, axis, first, count);
    restoreCells(sheet, area, this.cells, (formula) => formula);
    this.properties.forEach((line, offset) => setLineProperties(sheet, axis, first + offset, line));
    [sheet.frozenRows, sheet.frozenColumns] = this.frozen;
    this.restoreFormulas();
    if (untouched) assignTied(workbook, this.tied);
  }

  /** Formulas that lost a reference, unless somebody has changed them since. */
  private restoreFormulas(): void {
    const { workbook, sheet } = this;
    for (const { sheetId, row, column, text } of this.formulas) {
      const owner = workbook.findSheet(sheetId);
      const cell = { row, column, rows: 1, columns: 1 };
      const place = sheetId === sheet.id ? cell : workbook.layout.follow(sheetId, cell, this.mark);
      const formula = place && owner?.get('formulas', place.row, place.column);
      if (!owner || !formula) continue;
      const deleted = shiftReferences(text, owner.name, sheet.name, this.shift('delete'));
      if (formula.text !== shiftReferences(deleted, owner.name, sheet.name, this.shift('insert'))) continue;
      owner.set('formulas', place.row, place.column, { text, value: undefined, computedAt: -1 });
    }
  }
}

function touchedFormulas(workbook: Workbook, changed: SheetModel, shift: Shift): KeptFormula[] {
  const kept: KeptFormula[] = [];
  for (const sheet of workbook.sheets) {
    sheet.rows.forEach((row, index) =>
      row?.layers.formulas?.forEach((cell, column) => {
        if (!cell || shiftReferences(cell.text, sheet.name, changed.name, shift) === cell.text) return;
        kept.push({ sheetId: sheet.id, row: index + 1, column: column + 1, text: cell.text });
      }),
    );
  }
  return kept;
}

function lineProperties(sheet: SheetModel, axis: Axis, line: number): LineProperties {
  const row = axis === 'row' ? sheet.row(line) : undefined;
  const column = axis === 'column' ? sheet.columns[line - 1] : undefined;
  return {
    size: row?.height ?? column?.width,
    hidden: row?.hidden ?? column?.hidden ?? false,
    filtered: row?.filtered ?? false,
  };
}

function setLineProperties(sheet: SheetModel, axis: Axis, line: number, kept: LineProperties): void {
  const { size, hidden, filtered } = kept;
  if (size === undefined && !hidden && !filtered) return;
  if (axis === 'row') Object.assign(sheet.ensureRow(line), { height: size, hidden, filtered });
  else
    sheet.changeColumn(line, {
      ...(size === undefined ? {} : { width: size }),
      ...(hidden ? { hidden } : {}),
    });
}
