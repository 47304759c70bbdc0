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

export const axisType = (axis: Axis): 'ROW' | 'COLUMN' => (axis === 'row' ? 'ROW' : 'COLUMN');
