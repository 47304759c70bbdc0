/** What one person has selected in the spreadsheet. */
import type { SheetModel } from './sheet';
import type { Area } from './types';

export interface Selection {
  readonly sheetId: number;
  readonly area: Area;
  /** All selected blocks, the active one last; absent where there is only that one. */
  readonly areas?: readonly Area[];
}

export const FIRST_CELL: Area = { row: 1, column: 1, rows: 1, columns: 1 };

/** Before anybody has selected anything: of the first tab that shows. */
export function firstCell(sheets: readonly SheetModel[]): Selection {
  const first = sheets.find((sheet) => !sheet.hidden) ?? sheets[0];
  return { sheetId: first?.id ?? 0, area: FIRST_CELL };
}
