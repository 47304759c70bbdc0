/** A new spreadsheet with its first tab and its owner at the keyboard. */
import { createDirectSpreadsheet, type DirectOptions } from '../../../../emulator/src/workbook/direct';

export type Values = (string | number | boolean | Date | null)[][];

export function open(options: DirectOptions = {}) {
  const direct = createDirectSpreadsheet(options);
  const file = direct.SpreadsheetApp.getActiveSpreadsheet();
  const sheet = file.getSheets()[0] as GoogleAppsScript.Spreadsheet.Sheet;
  const fill = (values: Values): void => {
    sheet.getRange(1, 1, values.length, values[0]?.length ?? 0).setValues(values);
  };
  return { ...direct, file, sheet, user: direct.workbook.user, fill };
}

/** A script by another person on the same workbook. */
export function openAs(user: string, workbook: DirectOptions['workbook']) {
  return open({ ...(workbook ? { workbook } : {}), execution: { effectiveUser: user, activeUser: user } });
}

export const first = (range: GoogleAppsScript.Spreadsheet.Range): unknown => range.getValues()[0]?.[0];
