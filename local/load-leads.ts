/** Puts a leads file on the tab "Leads", every cell as plain text, so that nothing in the file is changed by being loaded. */
import type { Emulator } from '../emulator/src';
import type { LeadsFile } from './leads-file';
import { LEADS_TAB } from './system';

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
}

/** 1 → A, 27 → AA */
export function lettersOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? lettersOf(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
