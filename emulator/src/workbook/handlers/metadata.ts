/** Host side of developer metadata: adding, finding, changing and moving tags. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import {
  hasRoom,
  METADATA_FULL_TEXT,
  METADATA_ON_CELLS_TEXT,
  type Metadata,
  type MetadataLocation,
  type MetadataVisibility,
} from '../metadata';
import type { Access } from './access';

/** Where a call wants metadata: the spreadsheet, a sheet, or a range. */
type Place = { readonly spreadsheet: true } | { readonly sheetId: number } | { readonly range: WireRange };

interface Search {
  readonly key?: string;
  readonly value?: string;
  readonly id?: number;
  readonly visibility?: string;
  readonly locationType?: string;
  readonly intersecting?: boolean;
}

/** A whole row or column; undefined for any other range. */
function lineOf(access: Access, range: WireRange): MetadataLocation | undefined {
  const sheet = access.range(range);
  if (range.rows === 1 && range.column === 1 && range.columns === sheet.maxColumns) {
    return { type: 'ROW', sheetId: sheet.id, index: range.row };
  }
  if (range.columns === 1 && range.row === 1 && range.rows === sheet.maxRows) {
    return { type: 'COLUMN', sheetId: sheet.id, index: range.column };
  }
  return undefined;
}

function locationOf(access: Access, place: Place): MetadataLocation | undefined {
  if ('range' in place) return lineOf(access, place.range);
  return 'sheetId' in place ? { type: 'SHEET', sheetId: place.sheetId } : { type: 'SPREADSHEET' };
}

function sameLocation(one: MetadataLocation, other: MetadataLocation): boolean {
  if (one.type !== other.type) return false;
  if (one.type === 'SPREADSHEET' || other.type === 'SPREADSHEET') return true;
  if (one.sheetId !== other.sheetId) return false;
  return one.type === 'SHEET' || other.type === 'SHEET' || one.index === other.index;
}

/** Whether a search of the place sees the tag: wholly inside, or, when asked for, merely touching. */
function inside(access: Access, location: MetadataLocation, place: Place, intersecting: boolean): boolean {
  if ('spreadsheet' in place) return true;
  if (location.type === 'SPREADSHEET') return false;
  if ('sheetId' in place) return location.sheetId === place.sheetId;
  const { range } = place;
  if (location.sheetId !== range.sheetId) return false;
  if (location.type === 'SHEET') return intersecting;
  const row = location.type === 'ROW';
  const [first, count] = row ? [range.row, range.rows] : [range.column, range.columns];
  if (location.index < first || location.index >= first + count) return false;
  const sheet = access.sheet(range.sheetId);
  return intersecting || (row ? range.columns === sheet.maxColumns : range.rows === sheet.maxRows);
}

function matches(tag: Metadata, search: Search): boolean {
  return (
    (search.key === undefined || tag.key === search.key) &&
    (search.value === undefined || tag.value === search.value) &&
    (search.id === undefined || tag.id === search.id) &&
    (search.visibility === undefined || tag.visibility === search.visibility) &&
    (search.locationType === undefined || tag.location.type === search.locationType)
  );
}

function checkRoom(
  tags: readonly Metadata[],
  location: MetadataLocation,
  { key, value }: Pick<Metadata, 'key' | 'value'>,
): void {
  if (!hasRoom(tags, location, key.length + (value?.length ?? 0))) throw new ServiceError(METADATA_FULL_TEXT);
}

export function metadataHandlers(access: Access): HandlerTable {
  const { workbook } = access;
  const find = (id: number): Metadata => {
    const tag = workbook.metadata.find((each) => each.id === id);
    if (!tag) throw new ServiceError('The developer metadata is no longer there.');
    return tag;
  };
  const ownerHandlers = (owner: string): HandlerTable => ({
    [`${owner}.addDeveloperMetadata`]: (
      execution: ExecutionInfo,
      place: Place,
      key: string,
      value: string | null,
      visibility: MetadataVisibility,
    ) => {
      const location = locationOf(access, place);
      if (!location) throw new ServiceError(METADATA_ON_CELLS_TEXT);
      checkRoom(workbook.metadata, location, { key, value });
      workbook.metadata.push({ id: workbook.newId(), key, value, visibility, location });
      access.changed(execution, undefined, false);
    },
    // An exact match: a cell inside a tagged row has no metadata.
    [`${owner}.getDeveloperMetadata`]: (_execution: ExecutionInfo, place: Place) => {
      const location = locationOf(access, place);
      return workbook.metadata
        .filter((tag) => location && sameLocation(tag.location, location))
        .map((tag) => tag.id);
    },
  });
  const move = (execution: ExecutionInfo, id: number, place: Place): void => {
    const location = locationOf(access, place);
    if (!location) throw new ServiceError(METADATA_ON_CELLS_TEXT);
    change(execution, id, { location });
  };
  const change = (execution: ExecutionInfo, id: number, changed: Partial<Omit<Metadata, 'id'>>): void => {
    const tag = find(id);
    const others = workbook.metadata.filter((other) => other !== tag);
    checkRoom(others, changed.location ?? tag.location, { ...tag, ...changed });
    Object.assign(tag, changed);
    access.changed(execution, undefined, false);
  };
  return {
    ...ownerHandlers('Spreadsheet'),
    ...ownerHandlers('Sheet'),
    ...ownerHandlers('Range'),
    'DeveloperMetadataFinder.find': (_execution: ExecutionInfo, place: Place, search: Search) =>
      workbook.metadata
        .filter(
          (tag) => matches(tag, search) && inside(access, tag.location, place, search.intersecting ?? false),
        )
        .map((tag) => tag.id),
    'DeveloperMetadata.getKey': (_execution: ExecutionInfo, id: number) => find(id).key,
    'DeveloperMetadata.getValue': (_execution: ExecutionInfo, id: number) => find(id).value,
    'DeveloperMetadata.getVisibility': (_execution: ExecutionInfo, id: number) => find(id).visibility,
    'DeveloperMetadata.getLocation': (_execution: ExecutionInfo, id: number) => find(id).location,
    'DeveloperMetadata.setKey': (execution: ExecutionInfo, id: number, key: string) =>
      change(execution, id, { key }),
    'DeveloperMetadata.setValue': (execution: ExecutionInfo, id: number, value: string) =>
      change(execution, id, { value }),
    'DeveloperMetadata.setVisibility': (
      execution: ExecutionInfo,
      id: number,
      visibility: MetadataVisibility,
    ) => change(execution, id, { visibility }),
    'DeveloperMetadata.moveToRow': move,
    'DeveloperMetadata.moveToColumn': move,
    'DeveloperMetadata.moveToSheet': move,
    'DeveloperMetadata.moveToSpreadsheet': move,
    'DeveloperMetadata.remove': (execution: ExecutionInfo, id: number) => {
      workbook.metadata.splice(workbook.metadata.indexOf(find(id)), 1);
      access.changed(execution, undefined, false);
    },
  };
}
