/** The workbook without its cells, as one person has it in front of them. */
import type { Emulator } from '../../index';
import { viewSheet } from '../../workbook/view';
import type { WorkbookView } from '../types';

export function workbookView(
  { workbook, users, people }: Emulator,
  user: string,
  links: WorkbookView['links'],
): WorkbookView {
  const { id, name, locale, timeZone, revision, owner } = workbook;
  return {
    ...{ id, name, locale, timeZone, revision, owner, users, people: people.list(), links },
    sheets: workbook.sheets.map((sheet) => viewSheet(workbook, sheet, user)),
    activeSheet: workbook.selection(user).sheetId,
  };
}
