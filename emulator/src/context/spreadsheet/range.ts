/** Range: a rectangle of one sheet. It stays where it is when rows are inserted above it. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { hide, addMethods, RANGE, SpreadsheetObject } from './handle';
import { oldRangeNames } from './old-range-names';
import { rangeActions } from './range-actions';
import { rangeFormats } from './range-formats';
import { rangeLooks } from './range-looks';
import { rangePlaces } from './range-places';
import { rangeRichText } from './range-rich-text';
import { rangeValues } from './range-values';

export interface RangeFacade extends GoogleAppsScript.Spreadsheet.Range {}
export class RangeFacade extends SpreadsheetObject {
  declare readonly [RANGE]: WireRange;
  // Readable on the platform too, and all that JSON shows of a range.
  readonly columnEnd: number;
  readonly columnStart: number;
  readonly rowEnd: number;
  readonly rowStart: number;

  constructor(host: HostCall, range: WireRange) {
    super('Range', host);
    hide(this, RANGE, range);
    this.columnEnd = range.column + range.columns - 1;
    this.columnStart = range.column;
    this.rowEnd = range.row + range.rows - 1;
    this.rowStart = range.row;
  }
}

addMethods(
  RangeFacade,
  rangePlaces,
  rangeValues,
  rangeFormats,
  rangeLooks,
  rangeRichText,
  rangeActions,
  oldRangeNames,
);

export function rangeFromWire(host: HostCall, range: WireRange): RangeFacade {
  return new RangeFacade(host, range);
}

export function rangeOrNull(host: HostCall, range: unknown): RangeFacade | null {
  return range ? rangeFromWire(host, range as WireRange) : null;
}
