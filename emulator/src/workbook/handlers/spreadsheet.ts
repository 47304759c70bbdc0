/** Host side of SpreadsheetApp and Spreadsheet. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { checkArea, parseArea, splitSheetName } from '../a1';
import { cloneSheet } from '../clone-sheet';
import { localeRules } from '../locale';
import type { SheetModel } from '../sheet';
import { isTimeZone } from '../time-zone';
import type { Access } from './access';

interface InsertSheetOptions {
  readonly name?: string | null;
  readonly index?: number | null;
  readonly templateSheetId?: number | null;
}

function open(access: Access, id: string): { id: string } {
  if (id !== access.workbook.id) {
    throw new ServiceError(
      `Document ${id} is missing (perhaps it was deleted, or you don't have read access?)`,
    );
  }
  return { id };
}

/** `Sheet1!A1:B2`, `A1:B2` of the active sheet, or the name of a named range. */
function findRange(access: Access, execution: ExecutionInfo, notation: string): WireRange {
  const { workbook } = access;
  const named = workbook.namedRanges.find((range) => range.name === notation);
  if (named) return access.wire(access.sheet(named.sheetId), named.area);
  const { sheet: name, cells } = splitSheetName(notation);
  const sheet =
    name === undefined ? access.sheet(access.active(execution).sheetId) : workbook.findSheet(name);
  if (!sheet) throw new ServiceError('Range not found');
  return access.wire(sheet, parseArea(cells, sheet.maxRows, sheet.maxColumns));
}

function insertSheet(access: Access, execution: ExecutionInfo, options: InsertSheetOptions): number {
  const { workbook } = access;
  const active = workbook.sheets.findIndex((sheet) => sheet.id === access.active(execution).sheetId);
  const index = Math.max(0, Math.min(options.index ?? active + 1, workbook.sheets.length));
  const name = options.name ?? workbook.freeSheetName();
  const template =
    typeof options.templateSheetId === 'number' ? access.sheet(options.templateSheetId) : undefined;
  const sheet = template
    ? cloneSheet(workbook, template, name, index)
    : workbook.addSheetModel({ name }, index);
  access.activate(execution, sheet);
  access.changed(execution, sheet, true);
  return sheet.id;
}

function moveSheet(access: Access, execution: ExecutionInfo, position: number): void {
  const { sheets } = access.workbook;
  if (position < 1 || position > sheets.length)
    throw new ServiceError('The sheet position is out of bounds.');
  const from = sheets.findIndex((sheet) => sheet.id === access.active(execution).sheetId);
  sheets.splice(position - 1, 0, ...sheets.splice(from, 1));
  access.changed(execution, undefined, false);
}

export function appHandlers(access: Access): HandlerTable {
  const { workbook, deps } = access;
  return {
    'SpreadsheetApp.getActiveSpreadsheet': (execution: ExecutionInfo) => {
      const missing = execution.entry === 'webapp' && workbook.switches.activeSpreadsheetInWebApp === 'null';
      return missing ? null : { id: workbook.id };
    },
    'SpreadsheetApp.openById': (execution: ExecutionInfo, id: string) => {
      deps.checkOpen?.(execution, 'SpreadsheetApp.openById');
      return open(access, id);
    },
    'SpreadsheetApp.openByUrl': (execution: ExecutionInfo, url: string) => {
      deps.checkOpen?.(execution, 'SpreadsheetApp.openByUrl');
      const id = url.startsWith(workbook.url) ? workbook.id : /\/d\/([\w-]+)/.exec(url)?.[1];
      if (!id) throw new ServiceError('Invalid argument: url');
      return open(access, id);
    },
    'SpreadsheetApp.flush': (execution: ExecutionInfo) => access.flush(execution),
    'SpreadsheetApp.getUi': (execution: ExecutionInfo) => {
      if (['clock', 'webapp', 'custom'].includes(execution.entry)) {
        throw new ServiceError('Cannot call SpreadsheetApp.getUi() from this context.');
      }
    },
  };
}

export function spreadsheetHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  const touch = (execution: ExecutionInfo, sheet?: SheetModel): void =>
    access.changed(execution, sheet, false);
  return {
    'Spreadsheet.getId': () => workbook.id,
    'Spreadsheet.getName': () => workbook.name,
    'Spreadsheet.getUrl': () => workbook.url,
    'Spreadsheet.rename': (execution: ExecutionInfo, name: string) => {
      workbook.name = name;
      touch(execution);
    },
    'Spreadsheet.getSpreadsheetLocale': () => workbook.locale,
    'Spreadsheet.setSpreadsheetLocale': (execution: ExecutionInfo, locale: string) => {
      workbook.locale = locale;
      localeRules(locale);
      touch(execution);
    },
    'Spreadsheet.getSpreadsheetTimeZone': () => workbook.timeZone,
    'Spreadsheet.setSpreadsheetTimeZone': (execution: ExecutionInfo, zone: string) => {
      if (!isTimeZone(zone))
        throw new ServiceError(`Invalid argument: timezone. Should be a valid time zone id.`);
      workbook.timeZone = zone;
      touch(execution);
    },
    'Spreadsheet.getOwner': () => workbook.owner,
    'Spreadsheet.getEditors': () => [workbook.owner, ...workbook.editors],
    'Spreadsheet.addEditors': (execution: ExecutionInfo, emails: string[]) => {
      for (const email of emails) workbook.editors.add(email);
      touch(execution);
    },
    'Spreadsheet.removeEditor': (execution: ExecutionInfo, email: string) => {
      workbook.editors.delete(email);
      for (const protection of workbook.protections) {
        protection.editors = protection.editors.filter((editor) => editor !== email);
      }
      touch(execution);
    },
    'Spreadsheet.getSheets': () => workbook.sheets.map((sheet) => sheet.id),
    'Spreadsheet.getSheetByName': (_execution: ExecutionInfo, name: string) =>
      workbook.findSheet(name)?.id ?? null,
    'Spreadsheet.getSheetById': (_execution: ExecutionInfo, id: number) => workbook.findSheet(id)?.id ?? null,
    'Spreadsheet.getNumSheets': () => workbook.sheets.length,
    'Spreadsheet.getActiveSheet': (execution: ExecutionInfo) => access.active(execution).sheetId,
    'Spreadsheet.getActiveRange': (execution: ExecutionInfo) => {
      const { sheetId, area } = access.active(execution);
      return { ...area, sheetId };
    },
    'Spreadsheet.getActiveRangeList': (execution: ExecutionInfo) => {
      const { sheetId, area, areas = [area] } = access.active(execution);
      return areas.map((each) => ({ ...each, sheetId }));
    },
    'Spreadsheet.setActiveSheet': (execution: ExecutionInfo, id: number) =>
      access.activate(execution, access.sheet(id)),
    'Spreadsheet.setActiveRange': (execution: ExecutionInfo, range: WireRange) =>
      access.activate(execution, access.range(range), range),
    'Spreadsheet.getRange': (execution: ExecutionInfo, notation: string) =>
      findRange(access, execution, notation),
    'Spreadsheet.insertSheet': (execution: ExecutionInfo, options: InsertSheetOptions) =>
      insertSheet(access, execution, options),
    'Spreadsheet.deleteSheet': (execution: ExecutionInfo, id: number) => {
      const sheet = access.sheet(id);
      access.checkEditable(execution, sheet, access.wholeSheet(sheet));
      workbook.removeSheet(sheet);
      access.changed(execution, sheet, true);
    },
    'Spreadsheet.duplicateActiveSheet': (execution: ExecutionInfo) => {
      const sheet = access.sheet(access.active(execution).sheetId);
      return insertSheet(access, execution, {
        name: copyName(access, sheet.name),
        templateSheetId: sheet.id,
      });
    },
    'Spreadsheet.moveActiveSheet': (execution: ExecutionInfo, position: number) =>
      moveSheet(access, execution, position),
    ...namedRangeHandlers(access),
  };
}

export function copyName(access: Access, name: string): string {
  const base = `Copy of ${name}`;
  let copy = base;
  for (let number = 2; access.workbook.findSheet(copy); number++) copy = `${base} ${number}`;
  return copy;
}

function namedRangeHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  return {
    'Spreadsheet.getRangeByName': (_execution: ExecutionInfo, name: string) => {
      const found = workbook.namedRanges.find((range) => range.name === name);
      return found ? access.wire(access.sheet(found.sheetId), found.area) : null;
    },
    'Spreadsheet.getNamedRanges': () =>
      workbook.namedRanges.map(({ name, sheetId, area }) => ({ name, sheetId, ...area })),
    'Spreadsheet.setNamedRange': (execution: ExecutionInfo, name: string, range: WireRange) => {
      if (!/^[A-Za-z_][\w.]*$/.test(name)) throw new ServiceError('The name of the range is invalid.');
      const { sheetId, ...area } = range;
      checkArea(area, access.sheet(sheetId).maxRows, access.sheet(sheetId).maxColumns);
      const known = workbook.namedRanges.find((each) => each.name === name);
      if (known) Object.assign(known, { sheetId, area });
      else workbook.namedRanges.push({ name, sheetId, area });
      access.changed(execution, undefined, true);
    },
    'Spreadsheet.removeNamedRange': (execution: ExecutionInfo, name: string) => {
      const index = workbook.namedRanges.findIndex((range) => range.name === name);
      if (index < 0) throw new ServiceError('Range not found');
      workbook.namedRanges.splice(index, 1);
      access.changed(execution, undefined, true);
    },
  };
}
