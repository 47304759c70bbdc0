/** SpreadsheetApp, as a script finds it. */
import type { HostCall } from '../../bridge/protocol';
import { a, flag, requireSignature, text } from '../signature';
import { ConditionalFormatRuleBuilderFacade } from './conditional-format';
import { DataValidationBuilderFacade } from './data-validation';
import { ENUMS } from './enums';
import { FilterCriteriaBuilderFacade } from './filter';
import { addMethods, HOST, SpreadsheetObject } from './handle';
import type { RangeFacade } from './range';
import { RichTextValueBuilderFacade } from './rich-text-value';
import { activateList, activeRangeList, SelectionFacade } from './selection';
import type { SheetFacade } from './sheet';
import { SpreadsheetFacade } from './spreadsheet';
import { TextStyleBuilderFacade } from './text-style';
import { UiFacade } from './ui';

export { rangeFromWire } from './range';
export { spreadsheetFromWire } from './spreadsheet';

type App = GoogleAppsScript.Spreadsheet.SpreadsheetApp;
const aSheet = a('SpreadsheetApp.Sheet');
const aRange = a('SpreadsheetApp.Range');

export interface SpreadsheetAppFacade extends GoogleAppsScript.Spreadsheet.SpreadsheetApp {}
export class SpreadsheetAppFacade extends SpreadsheetObject {
  constructor(host: HostCall) {
    super('SpreadsheetApp', host);
    for (const [name, value] of Object.entries(ENUMS))
      Object.defineProperty(this, name, { value, enumerable: true });
  }
}

function activeFile(app: SpreadsheetAppFacade): SpreadsheetFacade {
  const found = app[HOST]('SpreadsheetApp.getActiveSpreadsheet', []);
  // The published types know no null, the platform does: there is no bound file in a web app.
  return (found ? new SpreadsheetFacade(app[HOST]) : null) as SpreadsheetFacade;
}

const appMethods = {
  getActiveSpreadsheet() {
    return activeFile(this);
  },
  getActive() {
    return activeFile(this);
  },
  setActiveSpreadsheet(...args: unknown[]) {
    requireSignature('SpreadsheetApp.setActiveSpreadsheet', args, [a('SpreadsheetApp.Spreadsheet')]);
  },
  openById(...args: unknown[]) {
    requireSignature('SpreadsheetApp.openById', args, [text]);
    this[HOST]('SpreadsheetApp.openById', [String(args[0])]);
    return new SpreadsheetFacade(this[HOST]);
  },
  openByUrl(...args: unknown[]) {
    requireSignature('SpreadsheetApp.openByUrl', args, [text]);
    this[HOST]('SpreadsheetApp.openByUrl', [String(args[0])]);
    return new SpreadsheetFacade(this[HOST]);
  },
  flush() {
    this[HOST]('SpreadsheetApp.flush', []);
  },
  getUi() {
    this[HOST]('SpreadsheetApp.getUi', []);
    return new UiFacade(this[HOST]);
  },
  newDataValidation() {
    return new DataValidationBuilderFacade(this[HOST]);
  },
  newConditionalFormatRule() {
    return new ConditionalFormatRuleBuilderFacade(this[HOST]);
  },
  newRichTextValue() {
    return new RichTextValueBuilderFacade();
  },
  newTextStyle() {
    return new TextStyleBuilderFacade();
  },
  newFilterCriteria() {
    return new FilterCriteriaBuilderFacade(this[HOST]);
  },
  getActiveSheet() {
    return activeFile(this).getActiveSheet();
  },
  setActiveSheet(...args: unknown[]) {
    requireSignature('SpreadsheetApp.setActiveSheet', args, [aSheet], [aSheet, flag]);
    return activeFile(this).setActiveSheet(args[0] as SheetFacade);
  },
  getActiveRange() {
    return activeFile(this).getActiveRange() as RangeFacade;
  },
  setActiveRange(...args: unknown[]) {
    requireSignature('SpreadsheetApp.setActiveRange', args, [aRange]);
    return (args[0] as RangeFacade).activate();
  },
  getActiveRangeList() {
    return activeRangeList(this[HOST]);
  },
  setActiveRangeList(...args: unknown[]) {
    return activateList('', args);
  },
  getSelection() {
    return new SelectionFacade(this[HOST]);
  },
  getCurrentCell() {
    return activeFile(this).getCurrentCell() as RangeFacade;
  },
  setCurrentCell(...args: unknown[]) {
    requireSignature('SpreadsheetApp.setCurrentCell', args, [aRange]);
    return (args[0] as RangeFacade).activateAsCurrentCell();
  },
} satisfies Partial<App> & ThisType<SpreadsheetAppFacade>;

addMethods(SpreadsheetAppFacade, appMethods);

/** `host` carries out every call; see bridge/protocol.ts. */
export function createSpreadsheetApp(host: HostCall): SpreadsheetAppFacade {
  return new SpreadsheetAppFacade(host);
}
