/** Turns the bytes of a leads file into a leads tab, and says what was understood and how. */
import { chooseDelimiter } from './choose-delimiter';
import { decodeText } from './decode-text';
import { describeColumns, describeExtras, describeIds } from './describe-columns';
import { describeReading, describeRows } from './describe-reading';
import { findHeaderRow } from './find-header-row';
import { layOutSheet } from './lay-out-sheet';
import { LeadsFileError } from './leads-file-error';
import { noHeaderError } from './no-header-error';
import { parseRows } from './parse-rows';
import { takeTable } from './take-table';

/** What to put on the sheet, as plain text: a value such as `=SUM(A1:A10)` is what the file says, not a formula. */
export interface LeadsFile {
  /** `id, name, email, status, source, task_id`, then the file's other columns, all distinct in any case. */
  readonly header: string[];
  /** As wide as the header. Values of the six columns are trimmed, all others are as in the file. */
  readonly rows: string[][];
  /** One sentence each. They hold headers and counts, never a lead's data. */
  readonly notices: string[];
}

/**
 * @param name of the file, for messages
 * @throws LeadsFileError
 */
export function parseLeadsFile(bytes: Buffer, name: string): LeadsFile {
  const { text, encoding } = decodeText(bytes, name);
  const delimiter = chooseDelimiter(text);
  const { rows, quoting } = parseRows(text, delimiter, name);
  const headerRow = findHeaderRow(rows.map(({ cells }) => cells));
  if (!headerRow) throw noHeaderError(rows, name);
  const table = takeTable(rows, headerRow);
  if (table.rows.length === 0) throw noRowsError(name);
  const layout = layOutSheet(table, headerRow.matches);
  const notices = [
    ...describeReading({ encoding, delimiter, quoting }),
    ...describeColumns(table, headerRow.matches),
    ...describeRows(table),
    ...describeIds(table, layout, headerRow.matches),
    ...describeExtras(layout),
  ];
  return { header: layout.header, rows: layout.rows, notices };
}

function noRowsError(file: string): LeadsFileError {
  const message = `${file} has a header and no leads below it: export it again with its rows.`;
  return new LeadsFileError('NO_ROWS', message, { file });
}
