/** Methods of Range about where it lies, and ranges next to it. */
import { areaName } from '../../workbook/a1';
import type { WireRange } from '../../bridge/protocol';
import type { EnumValue } from '../facade';
import { a, exception, integer, requireSignature } from '../signature';
import { HOST, RANGE, whole } from './handle';
import { rangeFromWire, type RangeFacade } from './range';
import { onRange } from './range-values';
import { SheetFacade } from './sheet';

type Range = GoogleAppsScript.Spreadsheet.Range;
export const aRange = a('SpreadsheetApp.Range');

export const rangePlaces = {
  getRow() {
    return this[RANGE].row;
  },
  getRowIndex() {
    return this[RANGE].row;
  },
  getColumn() {
    return this[RANGE].column;
  },
  getLastRow() {
    return this[RANGE].row + this[RANGE].rows - 1;
  },
  getLastColumn() {
    return this[RANGE].column + this[RANGE].columns - 1;
  },
  getNumRows() {
    return this[RANGE].rows;
  },
  getNumColumns() {
    return this[RANGE].columns;
  },
  /** In rows and columns, not in pixels. */
  getHeight() {
    return this[RANGE].rows;
  },
  getWidth() {
    return this[RANGE].columns;
  },
  getA1Notation() {
    return areaName(this[RANGE]);
  },
  getGridId() {
    return this[RANGE].sheetId;
  },
  getSheet() {
    return new SheetFacade(this[HOST], this[RANGE].sheetId);
  },
  /** Relative to the range's first cell. */
  getCell(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.getCell', args, [integer, integer]);
    const [row, column] = args.map(whole) as [number, number];
    const { rows, columns, ...corner } = this[RANGE];
    if (row < 1 || column < 1 || row > rows || column > columns)
      throw exception('Cell reference out of range');
    const cell = {
      ...corner,
      row: corner.row + row - 1,
      column: corner.column + column - 1,
      rows: 1,
      columns: 1,
    };
    return rangeFromWire(this[HOST], cell);
  },
  offset(...args: unknown[]) {
    const three = [integer, integer, integer];
    requireSignature('SpreadsheetApp.Range.offset', args, [integer, integer], three, [...three, integer]);
    const [down, across, rows = this[RANGE].rows, columns = this[RANGE].columns] = args.map(whole) as [
      number,
      number,
    ];
    const { sheetId, row, column } = this[RANGE];
    const checked = this[HOST]('Range.offset', [sheetId, row + down, column + across, rows, columns]);
    return rangeFromWire(this[HOST], checked as RangeFacade[typeof RANGE]);
  },
  getNextDataCell(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.getNextDataCell', args, [a('SpreadsheetApp.Direction')]);
    const found = onRange(this, 'getNextDataCell', (args[0] as EnumValue).name());
    return rangeFromWire(this[HOST], found as WireRange);
  },
  getDataRegion(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Range.getDataRegion', args, [], [a('SpreadsheetApp.Dimension')]);
    const found = onRange(this, 'getDataRegion', (args[0] as EnumValue | undefined)?.name() ?? null);
    return rangeFromWire(this[HOST], found as WireRange);
  },
} satisfies Partial<Range> & ThisType<RangeFacade>;
