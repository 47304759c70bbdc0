/** Puts a leads file on the tab "Leads", every cell as plain text, so that nothing in the file is changed by being loaded. */
import type { Emulator } from '../emulator/src';
import type { LeadsFile } from './leads-file';
import { LEADS_TAB } from './system';

const ROWS_LOOKED_AT = 200;
const PIXELS_PER_CHARACTER = 8;
const PADDING_PIXELS = 48;
const LEAST_PIXELS = 72;
const MOST_PIXELS = 260;

export function loadLeads(emulator: Emulator, { header, rows }: LeadsFile): void {
  const { workbook } = emulator;
  const user = workbook.as();
  const first = workbook.sheets[0];
  if (first === undefined) throw new Error('The spreadsheet has no tab.');
  user.renameSheet(first.id, LEADS_TAB);
  const spare = rows.length + 1 - 1000;
  if (spare > 0) user.insertRows(LEADS_TAB, 1000, spare);
  const wider = header.length - 26;
  if (wider > 0) user.insertColumns(LEADS_TAB, 26, wider);
  const everything = `A:${lettersOf(Math.max(26, header.length))}`;
  user.setNumberFormat(LEADS_TAB, everything, '@');
  user.importTable(LEADS_TAB, [header, ...rows]);
  user.setFrozenRows(LEADS_TAB, 1);
  user.format(LEADS_TAB, `A1:${lettersOf(header.length)}1`, { bold: true });
  header.forEach((_, index) => user.columnWidth(LEADS_TAB, index + 1, widthFor([header, ...rows], index)));
}

/** @returns pixels that show what stands in a column, within reason */
function widthFor(rows: LeadsFile['rows'], column: number): number {
  const longest = Math.max(...rows.slice(0, ROWS_LOOKED_AT).map((cells) => cells[column]?.length ?? 0));
  return Math.min(MOST_PIXELS, Math.max(LEAST_PIXELS, longest * PIXELS_PER_CHARACTER + PADDING_PIXELS));
}

/** 1 → A, 27 → AA */
export function lettersOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? lettersOf(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
