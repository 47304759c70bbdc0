/** Short ways to read test files and texts. */
import { join } from 'node:path';
import {
  FIELDS,
  LeadsFileError,
  parseLeadsFile,
  readLeadsFile,
  type Field,
  type LeadsFile,
} from '../../../local/leads-file';

export function readText(text: string): LeadsFile {
  return parseLeadsFile(Buffer.from(text), 'leads.csv');
}

/** @param file below test/data */
export function readData(file: string): LeadsFile {
  return readLeadsFile(join(__dirname, '../../data', file));
}

/** @returns the notice about columns for a file with this header and one row */
export function columnsOf(...header: string[]): string {
  const row = header.map((_, index) => `value ${index}`);
  const notices = readText(`${header.join(',')}\n${row.join(',')}\n`).notices;
  return notices.find((notice) => notice.startsWith('Columns: '))?.slice('Columns: '.length) ?? '';
}

/** @returns one column's values */
export function column({ header, rows }: LeadsFile, name: string): (string | undefined)[] {
  return rows.map((cells) => cells[header.indexOf(name)]);
}

/** @returns one row as an object of the six fields */
export function lead({ rows }: LeadsFile, index: number): Record<Field, string | undefined> {
  const entries = FIELDS.map((field, position) => [field, rows[index]?.[position]] as const);
  return Object.fromEntries(entries) as Record<Field, string | undefined>;
}

/** @returns the error that reading throws */
export function failure(read: () => unknown): LeadsFileError {
  try {
    read();
  } catch (error) {
    if (error instanceof LeadsFileError) return error;
    throw error;
  }
  throw new Error('The file was read without an error.');
}
