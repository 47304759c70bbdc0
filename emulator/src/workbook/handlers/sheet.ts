/** Host side of Sheet: names, sizes, ranges, clearing, sorting, looks. Rows and columns are in sheet-lines.ts. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { checkArea, parseArea, splitSheetName } from '../a1';
import { cloneSheet } from '../clone-sheet';
import { clearArea, type ClearOptions } from '../copy';
import type { SheetModel } from '../sheet';
import { sortArea } from '../sort';
import type { Area } from '../types';
import { growTo, writeRaw, type CellInput } from '../write';
import type { Access } from './access';
import { copyName } from './spreadsheet';

/** From a notation, which may carry a sheet name that must then be this sheet's or another that exists. */
function areaOfNotation(access: Access, sheet: SheetModel, notation: string): WireRange {
  const named = access.workbook.namedRanges.find(
    (range) => range.name === notation && range.sheetId === sheet.id,
  );
  if (named) return access.wire(sheet, named.area);
  const { sheet: name, cells } = splitSheetName(notation);
  const target = name === undefined ? sheet : access.workbook.findSheet(name);
  if (!target) throw new ServiceError('Sheet not found');
  return access.wire(target, parseArea(cells, target.maxRows, target.maxColumns));
}

function getRange(access: Access, id: number, ...args: (string | number)[]): WireRange {
  const sheet = access.sheet(id);
  const [first, column = 1, rows = 1, columns = 1] = args;
  if (typeof first === 'string') return areaOfNotation(access, sheet, first);
  const area = { row: first ?? 1, column: Number(column), rows: Number(rows), columns: Number(columns) };
  return access.wire(sheet, checkArea(area, sheet.maxRows, sheet.maxColumns));
}

/** The used cells; A1 of an empty sheet. */
function dataArea(access: Access, sheet: SheetModel): Area {
  const { rows, columns } = access.workbook.usedSize(sheet);
  return { row: 1, column: 1, rows: Math.max(1, rows), columns: Math.max(1, columns) };
}

function appendRow(access: Access, execution: ExecutionInfo, id: number, cells: readonly CellInput[]): void {
  const sheet = access.sheet(id);
  const { workbook } = access;
  const row = workbook.usedSize(sheet).rows + 1;
  const area = { row, column: 1, rows: 1, columns: Math.max(1, cells.length) };
  access.checkEditable(execution, sheet, area);
  growTo(workbook, sheet, row, area.columns);
  access.write(execution, sheet, () =>
    writeRaw(workbook, sheet, area, (_row, column) => cells[column], access.author(execution)),
  );
}

function sortSheet(
  access: Access,
  execution: ExecutionInfo,
  id: number,
  column: number,
  ascending: boolean,
): void {
  const sheet = access.sheet(id);
  const used = dataArea(access, sheet);
  const frozen = access.workbook.switches.sheetSortSparesFrozenRows ? sheet.frozenRows : 0;
  const rows = used.rows - frozen;
  if (column < 1 || column > sheet.maxColumns) {
    throw new ServiceError('The coordinates or dimensions of the range are invalid.');
  }
  if (rows < 1) return;
  const area = { row: frozen + 1, column: 1, rows, columns: sheet.maxColumns };
  access.change(execution, sheet, area, () =>
    sortArea(access.workbook, sheet, area, [{ column, ascending }]),
  );
}

export function sheetHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  const touch = (execution: ExecutionInfo, sheet: SheetModel): void =>
    access.changed(execution, sheet, false);
  const clear =
    (always?: ClearOptions) =>
    (execution: ExecutionInfo, id: number, asked: ClearOptions): void => {
      const sheet = access.sheet(id);
      const area = access.wholeSheet(sheet);
      access.change(execution, sheet, area, () => clearArea(sheet, area, always ?? asked));
    };
  return {
    'Sheet.getName': (_execution: ExecutionInfo, id: number) => access.sheet(id).name,
    'Sheet.setName': (execution: ExecutionInfo, id: number, name: string) => {
      workbook.renameSheet(access.sheet(id), name);
      access.changed(execution, access.sheet(id), true);
    },
    'Sheet.getIndex': (_execution: ExecutionInfo, id: number) =>
      workbook.sheets.indexOf(access.sheet(id)) + 1,
    'Sheet.getLastRow': (execution: ExecutionInfo, id: number) => {
      access.beforeRead(execution);
      return workbook.usedSize(access.sheet(id)).rows;
    },
    'Sheet.getLastColumn': (execution: ExecutionInfo, id: number) => {
      access.beforeRead(execution);
      return workbook.usedSize(access.sheet(id)).columns;
    },
    'Sheet.getMaxRows': (_execution: ExecutionInfo, id: number) => access.sheet(id).maxRows,
    'Sheet.getMaxColumns': (_execution: ExecutionInfo, id: number) => access.sheet(id).maxColumns,
    'Sheet.getRange': (_execution: ExecutionInfo, id: number, ...args: (string | number)[]) =>
      getRange(access, id, ...args),
    'Range.offset': (_execution: ExecutionInfo, id: number, ...args: number[]) =>
      getRange(access, id, ...args),
    'Sheet.getRangeList': (_execution: ExecutionInfo, id: number, notations: string[]) =>
      notations.map((notation) => areaOfNotation(access, access.sheet(id), notation)),
    'Sheet.getDataRange': (execution: ExecutionInfo, id: number) => {
      access.beforeRead(execution);
      return access.wire(access.sheet(id), dataArea(access, access.sheet(id)));
    },
    'Sheet.appendRow': (execution: ExecutionInfo, id: number, cells: readonly CellInput[]) =>
      appendRow(access, execution, id, cells),
    'Sheet.clear': clear(),
    'Sheet.clearContents': clear({ contents: true }),
    'Sheet.clearFormats': clear({ formats: true }),
    'Sheet.clearNotes': clear({ notes: true }),
    'Sheet.sort': (execution: ExecutionInfo, id: number, column: number, ascending: boolean) =>
      sortSheet(access, execution, id, column, ascending),
    'Sheet.isSheetHidden': (_execution: ExecutionInfo, id: number) => access.sheet(id).hidden,
    'Sheet.hideSheet': (execution: ExecutionInfo, id: number) => {
      workbook.hideSheet(access.sheet(id));
      touch(execution, access.sheet(id));
    },
    'Sheet.showSheet': (execution: ExecutionInfo, id: number) => {
      access.sheet(id).hidden = false;
      touch(execution, access.sheet(id));
    },
    'Sheet.activate': (execution: ExecutionInfo, id: number) => access.activate(execution, access.sheet(id)),
    'Sheet.getActiveRange': (execution: ExecutionInfo, id: number) => {
      const { sheetId, area } = access.active(execution);
      return sheetId === id ? { sheetId, ...area } : null;
    },
    'Sheet.getTabColor': (_execution: ExecutionInfo, id: number) => access.sheet(id).tabColor,
    'Sheet.setTabColor': (execution: ExecutionInfo, id: number, color: string | null) => {
      access.sheet(id).tabColor = color;
      touch(execution, access.sheet(id));
    },
    'Sheet.copyTo': (execution: ExecutionInfo, id: number) => {
      const sheet = access.sheet(id);
      const copy = cloneSheet(workbook, sheet, copyName(access, sheet.name), workbook.sheets.length);
      access.changed(execution, copy, true);
      return copy.id;
    },
  };
}
