/** Sheet: one tab, held by its id. */
import type { HostCall } from '../../bridge/protocol';
import { addMethods, hide, SHEET, SpreadsheetObject } from './handle';
import { sheetLines } from './sheet-lines';
import { sheetMethods } from './sheet-methods';

export interface SheetFacade extends GoogleAppsScript.Spreadsheet.Sheet {}
export class SheetFacade extends SpreadsheetObject {
  declare readonly [SHEET]: number;

  constructor(host: HostCall, id: number) {
    super('Sheet', host);
    hide(this, SHEET, id);
  }
}

addMethods(SheetFacade, sheetMethods, sheetLines);

export function sheetOrNull(host: HostCall, id: unknown): SheetFacade | null {
  return typeof id === 'number' ? new SheetFacade(host, id) : null;
}
