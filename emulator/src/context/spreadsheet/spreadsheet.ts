/** Spreadsheet: the bound file. */
/* eslint-disable @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type --
   the published types check the method groups; the guard refuses what none of them has. */
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
