/** Which service calls are sheet reads, sheet writes, property reads and writes: the words that budgets are written in. */

export const CALL_CLASSES = [
  'sheet read',
  'sheet write',
  'property read',
  'property write',
  'fetch',
  'other',
] as const;
export type CallClass = (typeof CALL_CLASSES)[number];

/** Objects whose methods reach into the spreadsheet. */
const SHEET_OBJECTS =
  /^(SpreadsheetApp|Spreadsheet|Sheet|Range|RangeList|TextFinder|Filter|Protection|NamedRange|DeveloperMetadata|DeveloperMetadataFinder)\./;

/** Handle navigation: it names a place and reads nothing that another user could have changed. */
const NAVIGATION = new Set([
  'SpreadsheetApp.getActive', 'SpreadsheetApp.getActiveSpreadsheet', 'SpreadsheetApp.getActiveSheet', 'SpreadsheetApp.getActiveRange',
  'SpreadsheetApp.getCurrentCell', 'SpreadsheetApp.getActiveRangeList', 'SpreadsheetApp.setActiveSheet', 'SpreadsheetApp.setActiveRange',
  'SpreadsheetApp.setActiveSpreadsheet', 'SpreadsheetApp.getSelection', 'SpreadsheetApp.getUi', 'SpreadsheetApp.openById',
  'SpreadsheetApp.openByUrl', 'Spreadsheet.getSheetByName', 'Spreadsheet.getSheetById', 'Spreadsheet.getActiveSheet',
  'Spreadsheet.getId', 'Spreadsheet.getUrl', 'Spreadsheet.getRange', 'Spreadsheet.getRangeByName', 'Spreadsheet.getRangeList',
  'Spreadsheet.setActiveSheet', 'Spreadsheet.setActiveRange', 'Spreadsheet.toast', 'Spreadsheet.getOwner', 'Spreadsheet.getSpreadsheetTimeZone',
  'Spreadsheet.getSpreadsheetLocale', 'Sheet.getRange', 'Sheet.getRangeList', 'Sheet.getSheetId', 'Sheet.getParent', 'Sheet.activate',
  'Sheet.getActiveRange', 'Sheet.getActiveCell', 'Sheet.getCurrentCell', 'Range.getCell', 'Range.offset', 'Range.activate', 'Range.getSheet',
]); // prettier-ignore

const WRITES =
  /\.(set|append|insert|delete|remove|clear|move|copy|sort|merge|break|trim|split|hide|show|unhide|protect|create|add|apply|check|uncheck|duplicate|rename|replace|randomize|autoFill|autoResize|expand|collapse|shift|activateAs)/;

/** Range.copyTo and friends write; `flush` sends earlier writes and costs a round trip. */
export function classify(method: string): CallClass {
  if (method.startsWith('UrlFetchApp.fetch')) return 'fetch';
  if (method.startsWith('Properties.')) return /\.(get)/.test(method) ? 'property read' : 'property write';
  if (!SHEET_OBJECTS.test(method) || NAVIGATION.has(method)) return 'other';
  return WRITES.test(method) ? 'sheet write' : 'sheet read';
}
