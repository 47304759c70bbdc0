/** Selection: what the person before the spreadsheet has selected. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { a, requireSignature } from '../signature';
import { HOST, SpreadsheetObject } from './handle';
import type { RangeFacade } from './range';
import { RangeListFacade } from './range-list';
import type { SheetFacade } from './sheet';
import { SpreadsheetFacade } from './spreadsheet';

export function activeRangeList(host: HostCall): RangeListFacade {
  return new RangeListFacade(host, host('Spreadsheet.getActiveRangeList', []) as WireRange[]);
}

/** Gives the list back. */
export function activateList(owner: string, args: readonly unknown[]): RangeListFacade {
  requireSignature(`SpreadsheetApp.${owner}setActiveRangeList`, args, [a('SpreadsheetApp.RangeList')]);
  return (args[0] as RangeListFacade).activate() as RangeListFacade;
}

export interface SelectionFacade extends GoogleAppsScript.Spreadsheet.Selection {}
export class SelectionFacade extends SpreadsheetObject {
  constructor(host: HostCall) {
    super('Selection', host);
  }
  get #file(): SpreadsheetFacade {
    return new SpreadsheetFacade(this[HOST]);
  }
  getActiveRange(): RangeFacade | null {
    return this.#file.getActiveRange() as RangeFacade | null;
  }
  getActiveRangeList(): RangeListFacade {
    return activeRangeList(this[HOST]);
  }
  getActiveSheet(): SheetFacade {
    return this.#file.getActiveSheet() as SheetFacade;
  }
  getCurrentCell(): RangeFacade | null {
    return this.#file.getCurrentCell() as RangeFacade | null;
  }
}
