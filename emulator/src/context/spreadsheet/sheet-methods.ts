/** Methods of Sheet about names, ranges, content and looks. Rows and columns are in sheet-lines.ts. */
import type { WireRange } from '../../bridge/protocol';
import type { EnumValue } from '../facade';
import { a, anything, flag, integer, list, requireSignature, text, textOrNull } from '../signature';
import { ConditionalFormatRuleFacade, formatRuleToWire, type WireFormatRule } from './conditional-format';
import { enumValue, SHEET_TYPE } from './enums';
import { FilterFacade } from './filter';
import { HOST, SHEET, toCell, whole, wireOf } from './handle';
import { addDeveloperMetadata, DeveloperMetadataFinderFacade, listDeveloperMetadata } from './metadata';
import { namedRanges } from './named-range';
import { ProtectionFacade } from './protection';
import { rangeFromWire, rangeOrNull, type RangeFacade } from './range';
import { RangeListFacade } from './range-list';
import { activateList, activeRangeList, SelectionFacade } from './selection';
import type { SheetFacade } from './sheet';
import { SpreadsheetFacade } from './spreadsheet';
import { TextFinderFacade } from './text-finder';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
const aRange = a('SpreadsheetApp.Range');

/** Calls the method of that name on the host. */
export function onSheet(sheet: SheetFacade, method: string, ...args: readonly unknown[]): unknown {
  return sheet[HOST](`Sheet.${method}`, [sheet[SHEET], ...args]);
}

function getRange(sheet: SheetFacade, ...args: readonly unknown[]): RangeFacade {
  return rangeFromWire(sheet[HOST], onSheet(sheet, 'getRange', ...args) as WireRange);
}

/** What Sheet.clear takes away; notes stay unless only they are asked for. */
function clearOptions(
  options: { contentsOnly?: boolean | undefined; formatOnly?: boolean | undefined } = {},
) {
  const { contentsOnly = false, formatOnly = false } = options;
  const all = contentsOnly === formatOnly;
  return { contents: all || contentsOnly, formats: all || formatOnly, rules: all || formatOnly };
}

export const sheetMethods = {
  getName() {
    return onSheet(this, 'getName') as string;
  },
  getSheetName() {
    return onSheet(this, 'getName') as string;
  },
  setName(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.setName', args, [text]);
    onSheet(this, 'setName', String(args[0]));
    return this;
  },
  getSheetId() {
    return this[SHEET];
  },
  getIndex() {
    return onSheet(this, 'getIndex') as number;
  },
  getType() {
    return enumValue(SHEET_TYPE, 'GRID');
  },
  /** null: no form is linked here. */
  getFormUrl() {
    return null;
  },
  getParent() {
    return new SpreadsheetFacade(this[HOST]);
  },
  getLastRow() {
    return onSheet(this, 'getLastRow') as number;
  },
  getLastColumn() {
    return onSheet(this, 'getLastColumn') as number;
  },
  getMaxRows() {
    return onSheet(this, 'getMaxRows') as number;
  },
  getMaxColumns() {
    return onSheet(this, 'getMaxColumns') as number;
  },
  getRange(...args: unknown[]) {
    const [two, three] = [
      [integer, integer],
      [integer, integer, integer],
    ];
    requireSignature('SpreadsheetApp.Sheet.getRange', args, [textOnly], two, three, [...three, integer]);
    return getRange(this, ...(typeof args[0] === 'string' ? args : args.map(whole)));
  },
  getRangeList(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.getRangeList', args, [list]);
    return new RangeListFacade(this[HOST], onSheet(this, 'getRangeList', args[0]) as WireRange[]);
  },
  getDataRange() {
    return rangeFromWire(this[HOST], onSheet(this, 'getDataRange') as WireRange);
  },
  getSheetValues(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.getSheetValues', args, [integer, integer, integer, integer]);
    const [row, column, rows, columns] = args.map(whole);
    const last = (rows === -1 ? this.getLastRow() : rows) as number;
    const lastColumn = (columns === -1 ? this.getLastColumn() : columns) as number;
    return getRange(this, row, column, last, lastColumn).getValues();
  },
  getNamedRanges() {
    return namedRanges(this[HOST]).filter((named) => named.getRange().getGridId() === this[SHEET]);
  },
  appendRow(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.appendRow', args, [list]);
    onSheet(this, 'appendRow', Array.from(args[0] as unknown[], toCell));
    return this;
  },
  clear(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.clear', args, [], [anything]);
    onSheet(this, 'clear', clearOptions(args[0] as Parameters<typeof clearOptions>[0]));
    return this;
  },
  clearContents() {
    onSheet(this, 'clearContents');
    return this;
  },
  clearFormats() {
    onSheet(this, 'clearFormats');
    return this;
  },
  clearNotes() {
    onSheet(this, 'clearNotes');
    return this;
  },
  sort(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.sort', args, [integer], [integer, flag]);
    onSheet(this, 'sort', whole(args[0]), args[1] !== false);
    return this;
  },
  copyTo(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.copyTo', args, [a('SpreadsheetApp.Spreadsheet')]);
    return new this.constructor(this[HOST], onSheet(this, 'copyTo') as number);
  },
  isSheetHidden() {
    return onSheet(this, 'isSheetHidden') as boolean;
  },
  hideSheet() {
    onSheet(this, 'hideSheet');
    return this;
  },
  showSheet() {
    onSheet(this, 'showSheet');
    return this;
  },
  getTabColor() {
    return onSheet(this, 'getTabColor') as string | null;
  },
  setTabColor(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.setTabColor', args, [textOrNull]);
    onSheet(this, 'setTabColor', args[0]);
    return this;
  },
  activate() {
    onSheet(this, 'activate');
    return this;
  },
  getActiveRange() {
    return rangeOrNull(this[HOST], onSheet(this, 'getActiveRange'));
  },
  getActiveCell() {
    return getRange(this, ...firstOf(onSheet(this, 'getActiveRange')));
  },
  getCurrentCell() {
    return getRange(this, ...firstOf(onSheet(this, 'getActiveRange')));
  },
  setActiveRange(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.setActiveRange', args, [aRange]);
    return (args[0] as RangeFacade).activate();
  },
  getActiveRangeList() {
    return activeRangeList(this[HOST]);
  },
  setActiveRangeList(...args: unknown[]) {
    return activateList('Sheet.', args);
  },
  getSelection() {
    return new SelectionFacade(this[HOST]);
  },
  setActiveSelection(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.setActiveSelection', args, [aRange], [text]);
    const range = typeof args[0] === 'string' ? getRange(this, args[0]) : (args[0] as RangeFacade);
    return range.activate();
  },
  setCurrentCell(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.setCurrentCell', args, [aRange]);
    return (args[0] as RangeFacade).activateAsCurrentCell();
  },
  protect() {
    return new ProtectionFacade(this[HOST], onSheet(this, 'protect') as number);
  },
  getProtections(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.getProtections', args, [a('SpreadsheetApp.ProtectionType')]);
    const ids = onSheet(this, 'getProtections', (args[0] as EnumValue).name()) as number[];
    return ids.map((id) => new ProtectionFacade(this[HOST], id));
  },
  createTextFinder(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.createTextFinder', args, [text]);
    const everything = [1, 1, this.getMaxRows(), this.getMaxColumns()];
    return new TextFinderFacade(this[HOST], String(args[0]), [wireOf(getRange(this, ...everything))]);
  },
  addDeveloperMetadata(...args: unknown[]) {
    addDeveloperMetadata(this[HOST], 'Sheet', { sheetId: this[SHEET] }, args);
    return this;
  },
  getDeveloperMetadata() {
    return listDeveloperMetadata(this[HOST], 'Sheet', { sheetId: this[SHEET] });
  },
  createDeveloperMetadataFinder() {
    return new DeveloperMetadataFinderFacade(this[HOST], { sheetId: this[SHEET] });
  },
  getFilter() {
    return onSheet(this, 'getFilter') ? new FilterFacade(this[HOST], this[SHEET]) : null;
  },
  getConditionalFormatRules() {
    const rules = onSheet(this, 'getConditionalFormatRules') as WireFormatRule[];
    return rules.map((rule) => new ConditionalFormatRuleFacade(this[HOST], rule));
  },
  setConditionalFormatRules(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Sheet.setConditionalFormatRules', args, [formatRules]);
    onSheet(this, 'setConditionalFormatRules', (args[0] as unknown[]).map(formatRuleToWire));
  },
  clearConditionalFormatRules() {
    onSheet(this, 'clearConditionalFormatRules');
  },
} satisfies Partial<Sheet> & ThisType<SheetFacade & { readonly constructor: typeof SheetFacade }>;

const aFormatRule = a('SpreadsheetApp.ConditionalFormatRule');
const formatRules = (value: unknown): boolean => Array.isArray(value) && value.every(aFormatRule);

/** A notation is text in earnest: a lone number is no range. */
function textOnly(value: unknown): boolean {
  return typeof value === 'string';
}

function firstOf(range: unknown): [number, number] {
  const { row = 1, column = 1 } = (range ?? {}) as Partial<WireRange>;
  return [row, column];
}
