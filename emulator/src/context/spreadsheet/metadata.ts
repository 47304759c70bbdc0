/** Developer metadata: tags on the spreadsheet, a sheet, a whole row or a whole column. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import type { EnumValue } from '../facade';
import { a, integer, requireSignature, text } from '../signature';
import { enumValue, METADATA_LOCATION, METADATA_VISIBILITY } from './enums';
import { HOST, sheetIdOf, SpreadsheetObject, wireOf } from './handle';
import { rangeFromWire, type RangeFacade } from './range';
import { SheetFacade } from './sheet';
import { SpreadsheetFacade } from './spreadsheet';

type Visibility = GoogleAppsScript.Spreadsheet.DeveloperMetadataVisibility;
type LocationType = GoogleAppsScript.Spreadsheet.DeveloperMetadataLocationType;
export type Place =
  { readonly spreadsheet: true } | { readonly sheetId: number } | { readonly range: WireRange };
type Location = { readonly type: string; readonly sheetId?: number; readonly index?: number };

const aVisibility = a('SpreadsheetApp.DeveloperMetadataVisibility');

/** Shared by Spreadsheet, Sheet and Range: key[, value][, visibility]; visible to the document unless said otherwise. */
export function addDeveloperMetadata(
  host: HostCall,
  owner: string,
  place: Place,
  args: readonly unknown[],
): void {
  const method = `${owner}.addDeveloperMetadata`;
  requireSignature(
    `SpreadsheetApp.${method}`,
    args,
    [text],
    [text, aVisibility],
    [text, text],
    [text, text, aVisibility],
  );
  const visibility = args.find((argument) => aVisibility(argument)) as EnumValue | undefined;
  const value = args.length > 1 && !aVisibility(args[1]) ? String(args[1]) : null;
  host(method, [place, String(args[0]), value, visibility?.name() ?? 'DOCUMENT']);
}

export function listDeveloperMetadata(
  host: HostCall,
  owner: string,
  place: Place,
): DeveloperMetadataFacade[] {
  const ids = host(`${owner}.getDeveloperMetadata`, [place]) as number[];
  return ids.map((id) => new DeveloperMetadataFacade(host, id));
}

export interface DeveloperMetadataFacade extends GoogleAppsScript.Spreadsheet.DeveloperMetadata {}
export class DeveloperMetadataFacade extends SpreadsheetObject {
  readonly #id: number;

  constructor(host: HostCall, id: number) {
    super('DeveloperMetadata', host);
    this.#id = id;
  }
  getId(): number {
    return this.#id;
  }
  getKey(): string {
    return this.#call('getKey') as string;
  }
  getValue(): string | null {
    return this.#call('getValue') as string | null;
  }
  getVisibility(): Visibility {
    return enumValue(METADATA_VISIBILITY, this.#call('getVisibility') as string);
  }
  getLocation(): DeveloperMetadataLocationFacade {
    return new DeveloperMetadataLocationFacade(this[HOST], this.#call('getLocation') as Location);
  }
  setKey(key: string): DeveloperMetadataFacade {
    return this.#done('setKey', key);
  }
  setValue(value: string): DeveloperMetadataFacade {
    return this.#done('setValue', value);
  }
  setVisibility(visibility: Visibility): DeveloperMetadataFacade {
    return this.#done('setVisibility', (visibility as unknown as EnumValue).name());
  }
  moveToRow(row: GoogleAppsScript.Spreadsheet.Range): DeveloperMetadataFacade {
    return this.#done('moveToRow', { range: wireOf(row) });
  }
  moveToColumn(column: GoogleAppsScript.Spreadsheet.Range): DeveloperMetadataFacade {
    return this.#done('moveToColumn', { range: wireOf(column) });
  }
  moveToSheet(sheet: GoogleAppsScript.Spreadsheet.Sheet): DeveloperMetadataFacade {
    return this.#done('moveToSheet', { sheetId: sheetIdOf(sheet) });
  }
  moveToSpreadsheet(): DeveloperMetadataFacade {
    return this.#done('moveToSpreadsheet', { spreadsheet: true });
  }
  remove(): void {
    this.#call('remove');
  }
  #call(method: string, ...args: readonly unknown[]): unknown {
    return this[HOST](`DeveloperMetadata.${method}`, [this.#id, ...args]);
  }
  #done(method: string, ...args: readonly unknown[]): DeveloperMetadataFacade {
    this.#call(method, ...args);
    return this;
  }
}

export interface DeveloperMetadataLocationFacade
  extends GoogleAppsScript.Spreadsheet.DeveloperMetadataLocation {}
export class DeveloperMetadataLocationFacade extends SpreadsheetObject {
  readonly #location: Location;

  constructor(host: HostCall, location: Location) {
    super('DeveloperMetadataLocation', host);
    this.#location = location;
  }
  getLocationType(): LocationType {
    return enumValue(METADATA_LOCATION, this.#location.type);
  }
  getRow(): RangeFacade | null {
    return this.#line('ROW');
  }
  getColumn(): RangeFacade | null {
    return this.#line('COLUMN');
  }
  getSheet(): SheetFacade | null {
    const { type, sheetId } = this.#location;
    return type === 'SHEET' && sheetId !== undefined ? new SheetFacade(this[HOST], sheetId) : null;
  }
  getSpreadsheet(): SpreadsheetFacade | null {
    return this.#location.type === 'SPREADSHEET' ? new SpreadsheetFacade(this[HOST]) : null;
  }
  #line(type: 'ROW' | 'COLUMN'): RangeFacade | null {
    const { sheetId, index } = this.#location;
    if (this.#location.type !== type) return null;
    const lines = type === 'ROW' ? `${index}:${index}` : index;
    if (typeof lines === 'string') {
      return rangeFromWire(this[HOST], this[HOST]('Sheet.getRange', [sheetId, lines]) as WireRange);
    }
    const rows = this[HOST]('Sheet.getMaxRows', [sheetId]);
    return rangeFromWire(this[HOST], this[HOST]('Sheet.getRange', [sheetId, 1, index, rows, 1]) as WireRange);
  }
}

export interface DeveloperMetadataFinderFacade extends GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder {}
export class DeveloperMetadataFinderFacade extends SpreadsheetObject {
  readonly #place: Place;
  #search: Readonly<Record<string, unknown>> = {};

  constructor(host: HostCall, place: Place) {
    super('DeveloperMetadataFinder', host);
    this.#place = place;
  }
  find(): DeveloperMetadataFacade[] {
    const ids = this[HOST]('DeveloperMetadataFinder.find', [this.#place, this.#search]) as number[];
    return ids.map((id) => new DeveloperMetadataFacade(this[HOST], id));
  }
  withKey(...args: unknown[]): DeveloperMetadataFinderFacade {
    requireSignature('SpreadsheetApp.DeveloperMetadataFinder.withKey', args, [text]);
    return this.#with({ key: String(args[0]) });
  }
  withValue(...args: unknown[]): DeveloperMetadataFinderFacade {
    requireSignature('SpreadsheetApp.DeveloperMetadataFinder.withValue', args, [text]);
    return this.#with({ value: String(args[0]) });
  }
  withId(...args: unknown[]): DeveloperMetadataFinderFacade {
    requireSignature('SpreadsheetApp.DeveloperMetadataFinder.withId', args, [integer]);
    return this.#with({ id: args[0] });
  }
  withVisibility(visibility: Visibility): DeveloperMetadataFinderFacade {
    return this.#with({ visibility: (visibility as unknown as EnumValue).name() });
  }
  withLocationType(type: LocationType): DeveloperMetadataFinderFacade {
    return this.#with({ locationType: (type as unknown as EnumValue).name() });
  }
  /** Range searches only: tags whose row or column merely touches the range count too. */
  onIntersectingLocations(): DeveloperMetadataFinderFacade {
    return this.#with({ intersecting: true });
  }
  #with(search: Readonly<Record<string, unknown>>): DeveloperMetadataFinderFacade {
    this.#search = { ...this.#search, ...search };
    return this;
  }
}
