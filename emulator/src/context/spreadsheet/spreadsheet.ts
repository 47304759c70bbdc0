/** Spreadsheet: the bound file. */
import type { HostCall } from '../../bridge/protocol';
import { addMethods, SpreadsheetObject } from './handle';
import { activeSheetMethods } from './spreadsheet-active';
import { spreadsheetMethods } from './spreadsheet-methods';

export interface SpreadsheetFacade extends GoogleAppsScript.Spreadsheet.Spreadsheet {}
export class SpreadsheetFacade extends SpreadsheetObject {
  constructor(host: HostCall) {
    super('Spreadsheet', host);
  }
}

addMethods(SpreadsheetFacade, activeSheetMethods, spreadsheetMethods);

export function spreadsheetFromWire(host: HostCall): SpreadsheetFacade {
  return new SpreadsheetFacade(host);
}
