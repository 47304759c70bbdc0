/** Methods of Spreadsheet that speak of its active sheet and range. */
import type { WireRange } from '../../bridge/protocol';
import { a, flag, requireSignature, text } from '../signature';
import { HOST, sheetIdOf } from './handle';
import { rangeFromWire, type RangeFacade } from './range';
import { activateList, activeRangeList, SelectionFacade } from './selection';
import { SheetFacade } from './sheet';
import type { SpreadsheetFacade } from './spreadsheet';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
const aRange = a('SpreadsheetApp.Range');
const aSheet = a('SpreadsheetApp.Sheet');

/** These do to the active sheet what Sheet's method of the same name does. */
const DELEGATED = [
  'appendRow', 'autoResizeColumn', 'deleteColumn', 'deleteColumns', 'deleteRow', 'deleteRows', 'getColumnWidth', 'getDataRange',
  'getFrozenColumns', 'getFrozenRows', 'getLastColumn', 'getLastRow', 'getRowHeight', 'getSheetId', 'getSheetName',
  'getSheetValues', 'hideColumn', 'hideRow', 'insertColumnAfter', 'insertColumnBefore', 'insertColumnsAfter',
  'insertColumnsBefore', 'insertRowAfter', 'insertRowBefore', 'insertRowsAfter', 'insertRowsBefore', 'isColumnHiddenByUser',
  'isRowHiddenByFilter', 'isRowHiddenByUser', 'setColumnWidth', 'setFrozenColumns', 'setFrozenRows', 'setRowHeight', 'sort',
  'unhideColumn', 'unhideRow',
] as const satisfies readonly (keyof Spreadsheet & keyof SheetFacade)[]; // prettier-ignore

type Method = (this: unknown, ...args: unknown[]) => unknown;

function delegated(): Partial<Record<keyof Spreadsheet, Method>> {
  const method = (name: (typeof DELEGATED)[number]) =>
    function (this: SpreadsheetFacade, ...args: unknown[]): unknown {
      const sheet = this.getActiveSheet();
      return (sheet[name] as Method).apply(sheet, args);
    };
  return Object.fromEntries(DELEGATED.map((name) => [name, method(name)]));
}

const ownMethods = {
  getActiveSheet() {
    return new SheetFacade(this[HOST], this[HOST]('Spreadsheet.getActiveSheet', []) as number);
  },
  setActiveSheet(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.setActiveSheet', args, [aSheet], [aSheet, flag]);
    this[HOST]('Spreadsheet.setActiveSheet', [sheetIdOf(args[0])]);
    return args[0] as SheetFacade;
  },
  getActiveRange() {
    return rangeFromWire(this[HOST], this[HOST]('Spreadsheet.getActiveRange', []) as WireRange);
  },
  getActiveCell() {
    return this.getCurrentCell() as RangeFacade;
  },
  getCurrentCell() {
    const range = this[HOST]('Spreadsheet.getActiveRange', []) as WireRange;
    return rangeFromWire(this[HOST], { ...range, rows: 1, columns: 1 });
  },
  setActiveRange(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.setActiveRange', args, [aRange]);
    return (args[0] as RangeFacade).activate();
  },
  getActiveRangeList() {
    return activeRangeList(this[HOST]);
  },
  setActiveRangeList(...args: unknown[]) {
    return activateList('Spreadsheet.', args);
  },
  getSelection() {
    return new SelectionFacade(this[HOST]);
  },
  setActiveSelection(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.setActiveSelection', args, [aRange], [text]);
    const range = typeof args[0] === 'string' ? this.getRange(args[0]) : (args[0] as RangeFacade);
    return range.activate();
  },
  setCurrentCell(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.setCurrentCell', args, [aRange]);
    return (args[0] as RangeFacade).activateAsCurrentCell();
  },
  renameActiveSheet(name: string) {
    this.getActiveSheet().setName(name);
  },
  deleteActiveSheet() {
    this.deleteSheet(this.getActiveSheet());
    return this.getActiveSheet();
  },
  duplicateActiveSheet() {
    return new SheetFacade(this[HOST], this[HOST]('Spreadsheet.duplicateActiveSheet', []) as number);
  },
  moveActiveSheet(position: number) {
    this[HOST]('Spreadsheet.moveActiveSheet', [position]);
  },
} satisfies Partial<Spreadsheet> & ThisType<SpreadsheetFacade>;

export const activeSheetMethods = { ...delegated(), ...ownMethods };
