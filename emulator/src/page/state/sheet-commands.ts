/** What is done to tabs and to the file. */
import { csvAddress, importCsv } from '../api/client';
import type { SheetView } from '../api/types';
import { act, here, inTurn } from './actions';
import { activeSheet, shownSheets, wishedSheet } from './active-sheet';
import { ask, confirm } from './dialogs';
import { commit } from './editor';
import { focusGrid } from './focus';
import { tell } from './messages';
import { workbook } from './workbook';

/** What is being typed is kept, as in Sheets. */
export function goToSheet(id: number): void {
  commit();
  wishedSheet.value = id;
  focusGrid();
}

/** The tab so many places to the right among those that show. */
export function stepSheet(by: 1 | -1): void {
  const all = shownSheets.peek();
  const target = all[all.findIndex(({ id }) => id === activeSheet.peek()?.id) + by];
  if (target) goToSheet(target.id);
}

export async function addSheet(): Promise<void> {
  const known = new Set(workbook.peek()?.sheets.map(({ id }) => id));
  if (!(await act({ do: 'addSheet' }))) return;
  const added = workbook.peek()?.sheets.find(({ id }) => !known.has(id));
  if (added) goToSheet(added.id);
}

export async function renameSheet({ id, name }: SheetView): Promise<void> {
  const wanted = await ask({ title: 'Rename tab', label: 'Name', value: name, okay: 'Rename' });
  if (wanted !== null && wanted !== name && wanted.trim() !== '')
    await act({ do: 'renameSheet', sheet: id, name: wanted });
  focusGrid();
}

export async function deleteSheet({ id, name }: SheetView): Promise<void> {
  const text = `The tab “${name}” and all that is in it will be deleted.`;
  if (await confirm('Delete this tab?', text, 'Delete')) await act({ do: 'deleteSheet', sheet: id });
  focusGrid();
}

export const hideSheet = ({ id }: SheetView): Promise<unknown> => act({ do: 'hideSheet', sheet: id });

export async function showSheet({ id }: SheetView): Promise<void> {
  if (await act({ do: 'showSheet', sheet: id })) goToSheet(id);
}

/** One place among the tabs that show. */
export async function moveSheet({ id }: SheetView, by: 1 | -1): Promise<void> {
  const all = shownSheets.peek();
  const neighbour = all[all.findIndex((sheet) => sheet.id === id) + by];
  const position = workbook.peek()?.sheets.findIndex((sheet) => sheet.id === neighbour?.id) ?? -1;
  if (position >= 0) await act({ do: 'moveSheet', sheet: id, position: position + 1 });
}

// --- CSV ---

export function downloadCsv(): void {
  const link = document.createElement('a');
  link.href = csvAddress(here());
  link.download = `${workbook.peek()?.name ?? 'Spreadsheet'} - ${activeSheet.peek()?.name ?? 'Sheet'}.csv`;
  document.body.append(link);
  link.click();
  link.remove();
}

export function chooseCsv(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.csv,text/csv';
  input.hidden = true;
  input.dataset['testid'] = 'csv-file';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    input.remove();
    if (file) void replaceBy(file);
  });
  // Without a choice the field stays until the next one is made.
  document.querySelectorAll('input[data-testid=csv-file]').forEach((old) => old.remove());
  document.body.append(input);
  input.click();
}

async function replaceBy(file: File): Promise<void> {
  const sheet = activeSheet.peek();
  if (!sheet) return;
  const content = await file.text();
  const text = `All that is in the tab “${sheet.name}” will be replaced by ${file.name}. Undo brings it back.`;
  if (!(await confirm('Import this file?', text, 'Replace'))) return;
  if (await inTurn(() => importCsv(sheet.id, content))) tell(`${file.name} is imported.`);
  focusGrid();
}
