/** Splits delimited text into rows of cells, strictly first and then as leniently as is safe. */
import { CsvError, parse, type Options } from 'csv-parse/sync';
import { LeadsFileError } from './leads-file-error';

export interface FileRow {
  readonly cells: readonly string[];
  /** Where the row begins in the file, from 1. */
  readonly line: number;
}

/**
 * How strictly quotes were read. 'spaces': blanks stand around quoted cells. 'stray': quotes stand inside cells that
 * are not quoted. Both lose the blanks around unquoted cells.
 */
const QUOTING = {
  strict: {},
  spaces: { trim: true },
  // With `trim`, text after a closing quote is still an error: two rows are never run together in silence.
  stray: { trim: true, relax_quotes: true },
} as const satisfies Record<string, Options>;
export type Quoting = keyof typeof QUOTING;

export interface ParsedRows {
  readonly rows: readonly FileRow[];
  readonly quoting: Quoting;
}

/** What to try when a file cannot be read so. */
const NEXT: Readonly<Record<Quoting, Quoting | null>> = { strict: 'spaces', spaces: 'stray', stray: null };

/**
 * @param file name for messages
 * @throws LeadsFileError QUOTE_NOT_CLOSED or STRAY_QUOTE, with the line
 */
export function parseRows(text: string, delimiter: string, file: string): ParsedRows {
  return parseAs('strict', Buffer.from(text), delimiter, file);
}

function parseAs(quoting: Quoting, bytes: Buffer, delimiter: string, file: string): ParsedRows {
  try {
    return { quoting, rows: split(bytes, { delimiter, ...QUOTING[quoting] }) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const next = NEXT[quoting];
    if (next === null) throw quoteError(error, bytes, file);
    return parseAs(next, bytes, delimiter, file);
  }
}

/** @returns the first rows, up to a quote that cannot be read, to judge a delimiter by */
export function sampleRows(text: string, delimiter: string, count: number): readonly (readonly string[])[] {
  const rows: string[][] = [];
  try {
    parse(text, {
      ...options({ delimiter, ...QUOTING.stray }),
      to: count,
      on_record: (cells) => void rows.push(cells),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return rows;
}

function options(choice: Options): Options {
  return { relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'], ...choice };
}

function split(bytes: Buffer, choice: Options): FileRow[] {
  const rows: FileRow[] = [];
  let line = 1;
  let start = 0;
  const keep = (cells: string[], { bytes: end }: { bytes: number }): void => {
    rows.push({ cells, line });
    line += countLineBreaks(bytes, start, end);
    start = end;
  };
  parse(bytes, { ...options(choice), on_record: (cells, place) => void keep(cells, place) });
  return rows;
}

/** Counted here because the parser counts CRLF inside quotes twice. */
function countLineBreaks(bytes: Buffer, start: number, end: number): number {
  const [CR, LF] = [13, 10];
  let count = 0;
  for (let index = start; index < end; index += 1) {
    if (bytes[index] === LF || (bytes[index] === CR && bytes[index + 1] !== LF)) count += 1;
  }
  return count;
}

/** The parser's own error is not kept as the cause: it quotes the row. */
function quoteError(cause: CsvError, bytes: Buffer, file: string): LeadsFileError {
  const line = 1 + countLineBreaks(bytes, 0, lastWholeCell(cause));
  const [code, reason] =
    cause.code === 'CSV_QUOTE_NOT_CLOSED'
      ? (['QUOTE_NOT_CLOSED', 'a quote (") opens a cell and is never closed: close it or remove it'] as const)
      : ([
          'STRAY_QUOTE',
          'a quoted cell goes on after its closing quote: double the quotes inside it ("")',
        ] as const);
  return new LeadsFileError(code, `${file}, line ${line}: ${reason}.`, { file, line });
}

/** @returns the offset of its end: the quote in question opens there */
function lastWholeCell(cause: CsvError): number {
  return typeof cause['bytes'] === 'number' ? cause['bytes'] : 0;
}
