/** CSV text and rows of texts: as the spreadsheet's own export and import do it. */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Workbook } from '../workbook';
import type { SheetModel } from '../workbook/sheet';
import { ApiError } from './api-error';

const DELIMITERS = [',', ';', '\t'] as const;

/** Everything that is used, as displayed. */
export function tableText(workbook: Workbook, sheet: SheetModel): string {
  const { rows, columns } = workbook.usedSize(sheet);
  const table = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => workbook.display(sheet, row + 1, column + 1)),
  );
  return stringify(table, { record_delimiter: '\r\n' });
}

/** @throws ApiError for text that is no CSV */
export function parseTable(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: false,
      delimiter: delimiterOf(text),
    });
  } catch (error) {
    throw new ApiError('bad_request', `The body is no CSV: ${(error as Error).message}.`);
  }
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const line = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => line.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
