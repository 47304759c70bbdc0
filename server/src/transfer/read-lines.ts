/** Reads a file of tasks line by line: CSV or JSON lines, in UTF-8, without keeping more than a line of it. */
import { pipeline, Readable } from 'node:stream';
import { parse as parseCsv, type CsvError, type Info } from 'csv-parse';
import { tellOf } from '../db/database-trouble';
import { ProblemError } from '../errors';
import { COLUMNS, type Format } from './export-tasks';
import { freeFormula } from './formulas';

/** What stands in one line, or why nobody can tell. */
export type FileLine =
  { readonly line: number; readonly fields: unknown } | { readonly line: number; readonly message: string };

/** The longest task, with every character escaped, fits. */
const LINE_LENGTH = 200_000;
const TOO_LONG = `The line is longer than ${LINE_LENGTH} characters. Correct it.`;
/** Cells that stand for nothing when they are empty; in the others an empty cell is an empty text. */
const OPTIONAL: readonly string[] = ['id', 'lead_id', 'created_at', 'version', 'updated_at'];

/** @throws ProblemError invalid_request when the file as a whole cannot be read */
export function readLines(bytes: AsyncIterable<Uint8Array>, format: Format): AsyncGenerator<FileLine> {
  return format === 'csv' ? readCsv(decode(bytes)) : readJsonLines(decode(bytes));
}

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (tellOf(error).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new ProblemError('invalid_request', 'The file is not UTF-8. Save it as UTF-8 and import it again.');
  }
}

async function* readJsonLines(texts: AsyncIterable<string>): AsyncGenerator<FileLine> {
  let line = 0;
  for await (const text of splitLines(texts)) {
    line += 1;
    if (text === null) yield { line, message: TOO_LONG };
    else if (text.trim() !== '') yield readJson(line, text);
  }
}

function readJson(line: number, text: string): FileLine {
  try {
    return { line, fields: JSON.parse(text) as unknown };
  } catch {
    return { line, message: 'The line is not valid JSON. Correct it.' };
  }
}

/** Not `readline`, which also breaks at U+2028 and U+2029: those may stand in a JSON text. Null for a line that is too long. */
async function* splitLines(texts: AsyncIterable<string>): AsyncGenerator<string | null> {
  let rest = '';
  let isTooLong = false;
  for await (const text of texts) {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      yield isTooLong || part.length > LINE_LENGTH ? null : part;
      isTooLong = false;
    }
    if (rest.length > LINE_LENGTH) [rest, isTooLong] = ['', true];
  }
  if (rest !== '' || isTooLong) yield isTooLong ? null : rest;
}

interface CsvRecord {
  readonly info: Info;
  readonly record: readonly string[];
}

async function* readCsv(texts: AsyncIterable<string>): AsyncGenerator<FileLine> {
  const broken: FileLine[] = [];
  const parser = parseCsv({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LINE_LENGTH,
    skip_records_with_error: true,
    on_skip: (error) => void broken.push(brokenLine(error)),
  });
  // What goes wrong on the way is thrown by the loop below.
  pipeline(Readable.from(texts), parser, () => undefined);
  let columns: readonly string[] | null = null;
  for await (const { info, record } of parser as AsyncIterable<CsvRecord>) {
    yield* broken.splice(0);
    if (columns === null) columns = readHeader(record);
    else yield toFields(columns, record, info.lines - breaksIn(record));
  }
  yield* broken;
}

/** @throws ProblemError invalid_request */
function readHeader(record: readonly string[]): readonly string[] {
  const names = record.map((name) => name.trim().toLowerCase());
  const isKnown = names.every((name) => COLUMNS.some((column) => column === name));
  if (isKnown && names.includes('title') && new Set(names).size === names.length) return names;
  throw new ProblemError(
    'invalid_request',
    `The first line must name the columns, with commas between them: title, and any of ${COLUMNS.filter((name) => name !== 'title').join(', ')}, each once and no others. Nothing was imported.`,
  );
}

function toFields(columns: readonly string[], cells: readonly string[], line: number): FileLine {
  if (cells.length !== columns.length)
    return { line, message: 'The line has another number of cells than the first line. Correct it.' };
  const fields = columns.flatMap((name, place) => {
    const cell = freeFormula(cells[place] ?? '');
    if (cell === '' && OPTIONAL.includes(name)) return name === 'lead_id' ? [[name, null]] : [];
    return [[name, cell]];
  });
  return { line, fields: Object.fromEntries(fields) as unknown };
}

/** Line breaks inside of cells: the parser counts to the end of a record, people look for its beginning. */
function breaksIn(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}

function brokenLine(error: CsvError | undefined): FileLine {
  const line = Number(error?.['lines'] ?? 0);
  if (error?.code === 'CSV_MAX_RECORD_SIZE') return { line, message: TOO_LONG };
  return { line, message: 'The quotes of this line do not fit. Correct it.' };
}
