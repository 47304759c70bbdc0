/** Developer metadata: tags on the spreadsheet, a sheet, a whole row or a whole column. */
import type { Axis } from './structure';

export type MetadataVisibility = 'DOCUMENT' | 'PROJECT';

export type MetadataLocation =
  | { readonly type: 'SPREADSHEET' }
  | { readonly type: 'SHEET'; readonly sheetId: number }
  | { readonly type: 'ROW' | 'COLUMN'; readonly sheetId: number; readonly index: number };

export interface Metadata {
  readonly id: number;
  key: string;
  value: string | null;
  visibility: MetadataVisibility;
  location: MetadataLocation;
}

export const METADATA_ON_CELLS_TEXT =
  'Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.';

/** For the spreadsheet's own tags, and again for those of each sheet with its rows and columns; keys and values count. */
const MOST_CHARACTERS = 30_000;
/** The platform's own text is not known. */
export const METADATA_FULL_TEXT = `This would exceed the limit of ${MOST_CHARACTERS} characters of developer metadata. Please remove some of it and try again.`;

/** Whether the tags that share this location's allowance have room for one of so many characters more. */
export function hasRoom(tags: readonly Metadata[], location: MetadataLocation, characters: number): boolean {
  const sheetOf = (place: MetadataLocation): number | null =>
    place.type === 'SPREADSHEET' ? null : place.sheetId;
  const used = tags
    .filter((tag) => sheetOf(tag.location) === sheetOf(location))
    .reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0), 0);
  return used + characters <= MOST_CHARACTERS;
}

export const axisType = (axis: Axis): 'ROW' | 'COLUMN' => (axis === 'row' ? 'ROW' : 'COLUMN');
