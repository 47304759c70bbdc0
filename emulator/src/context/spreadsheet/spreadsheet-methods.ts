/** Methods of Spreadsheet about the file itself: its name, people, tabs, names, tags and toasts. */
import type { WireRange } from '../../bridge/protocol';
import type { EnumValue } from '../facade';
import { UserFacade } from '../services/session';
import {
  a,
  integer,
  list,
  orNull,
  plainObject,
  requireSignature,
  signatureError,
  text,
  textOrNull,
} from '../signature';
import { HOST, sheetIdOf, textOf, whole, wireOf } from './handle';
import { addDeveloperMetadata, DeveloperMetadataFinderFacade, listDeveloperMetadata } from './metadata';
import { namedRanges } from './named-range';
import { emailOf, ProtectionFacade } from './protection';
import { rangeFromWire, rangeOrNull } from './range';
import { RangeListFacade } from './range-list';
import { SheetFacade, sheetOrNull } from './sheet';
import type { SpreadsheetFacade } from './spreadsheet';
import { TextFinderFacade } from './text-finder';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
const aSheet = a('SpreadsheetApp.Sheet');
const WHOLE = { spreadsheet: true } as const;

function onFile(spreadsheet: SpreadsheetFacade, method: string, ...args: readonly unknown[]): unknown {
  return spreadsheet[HOST](`Spreadsheet.${method}`, args);
}

/** Any of name, index and options, in this order. */
function insertSheetOptions(args: readonly unknown[]): object {
  const rest = [...args];
  const name = typeof rest[0] === 'string' ? rest.shift() : null;
  const index = typeof rest[0] === 'number' ? whole(rest.shift()) : null;
  const options = plainObject(rest[0]) ? (rest.shift() as { template?: unknown }) : {};
  if (rest.length) throw signatureError('SpreadsheetApp.Spreadsheet.insertSheet', args);
  return { name, index, templateSheetId: options.template ? sheetIdOf(options.template) : null };
}

interface OldMenuItem {
  readonly name: string;
  readonly functionName: string;
}

export const spreadsheetMethods = {
  getId() {
    return onFile(this, 'getId') as string;
  },
  getName() {
    return onFile(this, 'getName') as string;
  },
  rename(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.rename', args, [text]);
    onFile(this, 'rename', String(args[0]));
  },
  getUrl() {
    return onFile(this, 'getUrl') as string;
  },
  /** Nobody has a form linked to this file; the published type leaves null out. */
  getFormUrl() {
    return null;
  },
  getSpreadsheetLocale() {
    return onFile(this, 'getSpreadsheetLocale') as string;
  },
  setSpreadsheetLocale(locale: string) {
    onFile(this, 'setSpreadsheetLocale', locale);
  },
  getSpreadsheetTimeZone() {
    return onFile(this, 'getSpreadsheetTimeZone') as string;
  },
  setSpreadsheetTimeZone(zone: string) {
    onFile(this, 'setSpreadsheetTimeZone', zone);
  },
  getOwner() {
    return new UserFacade(onFile(this, 'getOwner') as string);
  },
  getEditors() {
    return (onFile(this, 'getEditors') as string[]).map((email) => new UserFacade(email));
  },
  addEditor(person: string | GoogleAppsScript.Base.User) {
    onFile(this, 'addEditors', [emailOf(person)]);
    return this;
  },
  addEditors(emails: string[]) {
    onFile(this, 'addEditors', emails);
    return this;
  },
  removeEditor(person: string | GoogleAppsScript.Base.User) {
    onFile(this, 'removeEditor', emailOf(person));
    return this;
  },
  getViewers() {
    return [];
  },
  getSheets() {
    return (onFile(this, 'getSheets') as number[]).map((id) => new SheetFacade(this[HOST], id));
  },
  getSheetByName(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.getSheetByName', args, [text]);
    return sheetOrNull(this[HOST], onFile(this, 'getSheetByName', String(args[0])));
  },
  getSheetById(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.getSheetById', args, [integer]);
    return sheetOrNull(this[HOST], onFile(this, 'getSheetById', args[0]));
  },
  getNumSheets() {
    return onFile(this, 'getNumSheets') as number;
  },
  insertSheet(...args: unknown[]) {
    return new SheetFacade(this[HOST], onFile(this, 'insertSheet', insertSheetOptions(args)) as number);
  },
  deleteSheet(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.deleteSheet', args, [aSheet]);
    onFile(this, 'deleteSheet', sheetIdOf(args[0]));
  },
  getRange(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.getRange', args, [text]);
    return rangeFromWire(this[HOST], onFile(this, 'getRange', String(args[0])) as WireRange);
  },
  getRangeList(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.getRangeList', args, [list]);
    const ranges = (args[0] as unknown[]).map(
      (notation) => onFile(this, 'getRange', String(notation)) as WireRange,
    );
    return new RangeListFacade(this[HOST], ranges);
  },
  getRangeByName(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.getRangeByName', args, [text]);
    return rangeOrNull(this[HOST], onFile(this, 'getRangeByName', String(args[0])));
  },
  getNamedRanges() {
    return namedRanges(this[HOST]);
  },
  setNamedRange(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.setNamedRange', args, [text, a('SpreadsheetApp.Range')]);
    onFile(this, 'setNamedRange', String(args[0]), wireOf(args[1]));
  },
  removeNamedRange(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.removeNamedRange', args, [text]);
    onFile(this, 'removeNamedRange', String(args[0]));
  },
  getProtections(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.getProtections', args, [a('SpreadsheetApp.ProtectionType')]);
    const ids = onFile(this, 'getProtections', (args[0] as EnumValue).name()) as number[];
    return ids.map((id) => new ProtectionFacade(this[HOST], id));
  },
  createTextFinder(...args: unknown[]) {
    requireSignature('SpreadsheetApp.Spreadsheet.createTextFinder', args, [text]);
    return new TextFinderFacade(this[HOST], String(args[0]), null);
  },
  addDeveloperMetadata(...args: unknown[]) {
    addDeveloperMetadata(this[HOST], 'Spreadsheet', WHOLE, args);
    return this;
  },
  getDeveloperMetadata() {
    return listDeveloperMetadata(this[HOST], 'Spreadsheet', WHOLE);
  },
  createDeveloperMetadataFinder() {
    return new DeveloperMetadataFinderFacade(this[HOST], WHOLE);
  },
  /** Five seconds unless told otherwise; a negative time stays until dismissed. */
  toast(...args: unknown[]) {
    const seconds = orNull(integer);
    const titled = [text, orNull(textOrNull)];
    requireSignature('SpreadsheetApp.Spreadsheet.toast', args, [text], titled, [...titled, seconds]);
    const [message, title, timeout] = args;
    onFile(this, 'toast', String(message), textOf(title ?? ''), timeout ?? null);
  },
  /** The menu of old; null entries are separators. */
  addMenu(name: string, items: readonly (OldMenuItem | null)[]) {
    const entries = items.map((item) =>
      item ? { kind: 'item', caption: item.name, functionName: item.functionName } : { kind: 'separator' },
    );
    this[HOST]('Menu.addToUi', [{ caption: name, entries }]);
  },
} satisfies Partial<Spreadsheet> & ThisType<SpreadsheetFacade>;
