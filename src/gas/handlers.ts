/** What triggers call: the push after an edit, and the two-way run on schedule. */
import { findColumns } from '../core/lead';
import { LOCK_WAIT } from './names';
import { runSync } from './run-sync';
import { documentProperties, PROPERTY } from './settings-store';
import { isCurrentTrigger } from './triggers';

type EditEvent = GoogleAppsScript.Events.SheetsOnEdit;

/** Installable on-edit trigger. A hint that makes things fast; the scheduled run catches what it misses. */
export function handleEdit(event: EditEvent): void {
  if (!isCurrentTrigger(event.triggerUid ?? '')) return;
  const rows = editedLeadRows(event.range);
  if (rows !== null) runSync({ kind: 'rows', ...rows }, LOCK_WAIT.edit);
}

/** Installable time-driven trigger. */
export function runScheduledSync(event: GoogleAppsScript.Events.TimeDriven): void {
  if (isCurrentTrigger(event.triggerUid)) runSync({ kind: 'all' }, LOCK_WAIT.scheduled);
}

/** @returns the rows of the edit that may hold leads, or null when it does not concern them */
function editedLeadRows(range: GoogleAppsScript.Spreadsheet.Range): { first: number; last: number } | null {
  const sheet = range.getSheet();
  if (String(sheet.getSheetId()) !== documentProperties().getProperty(PROPERTY.leadsTab)) return null;
  const last = range.getLastRow();
  if (last < 2) return null;
  const lastColumn = sheet.getLastColumn();
  if (lastColumn === 0) return null;
  const [header = []] = sheet.getRange(1, 1, 1, lastColumn).getValues() as unknown[][];
  const edited = (column: number): boolean =>
    column + 1 >= range.getColumn() && column + 1 <= range.getLastColumn();
  const concerns = Object.values(findColumns(header)).some((column) => column >= 0 && edited(column));
  return concerns ? { first: Math.max(2, range.getRow()), last } : null;
}
