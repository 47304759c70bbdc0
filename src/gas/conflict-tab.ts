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
    const first = sheet.getLastRow() + 1;
    const missing = first + records.length - 1 - sheet.getMaxRows();
    if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing);
    const rows = records.map((record) => toRow(run, record));
    sheet.getRange(first, 1, rows.length, HEADER.length).setValues(rows);
    // It must stand before the other side is overwritten.
    SpreadsheetApp.flush();
  }

  private create(): GoogleAppsScript.Spreadsheet.Sheet {
    const active = this.spreadsheet.getActiveSheet();
    const sheet = this.spreadsheet.insertSheet(TABS.conflicts, this.spreadsheet.getNumSheets());
    sheet.getRange('A:H').setNumberFormat('@');
    sheet.getRange(1, 1, 1, HEADER.length).setValues([HEADER]).setFontWeight('bold');
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
