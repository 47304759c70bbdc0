/** A visible tab that keeps every value the sync gave up, so that people can see it and take it back (S11, S12). */
import type { ConflictRecord } from '../core/plan';
import { RULES } from '../core/rules';
import type { ConflictLog } from '../ports';
import { asText } from './as-text';
import { TABS } from './names';

const HEADER = ['run', 'lead', 'field', 'sheet had', 'tracker had', 'kept', 'why', 'task'];

export class ConflictTab implements ConflictLog {
  constructor(private readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet) {}

  append(run: number, records: readonly ConflictRecord[]): void {
    const sheet = this.spreadsheet.getSheetByName(TABS.conflicts) ?? this.create();
    const rows = records.map((record) => toRow(run, record));
    // A crash may have left the tab without its header.
    if (sheet.getLastRow() === 0) rows.unshift(HEADER);
    const first = sheet.getLastRow() + 1;
    const missing = first + rows.length - 1 - sheet.getMaxRows();
    if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing);
    const range = sheet.getRange(first, 1, rows.length, HEADER.length);
    range.setNumberFormat('@').setValues(rows);
    // It must stand before the other side is overwritten.
    SpreadsheetApp.flush();
  }

  private create(): GoogleAppsScript.Spreadsheet.Sheet {
    const active = this.spreadsheet.getActiveSheet();
    const sheet = this.spreadsheet.insertSheet(TABS.conflicts, this.spreadsheet.getNumSheets());
    sheet.setFrozenRows(1);
    this.spreadsheet.setActiveSheet(active);
    return sheet;
  }
}

function toRow(run: number, record: ConflictRecord): string[] {
  const kept = record.kept ?? 'nothing yet: set both sides alike to settle it';
  const cells = [
    String(run),
    record.leadId,
    record.field,
    record.sheet,
    record.tracker,
    kept,
    `${record.rule} ${RULES[record.rule]}`,
    record.taskId,
  ];
  return cells.map(asText);
}
