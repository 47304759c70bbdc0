/** Says in plain sentences how a file was read. Sentences hold headers and counts, never a lead's data. */
import type { Delimiter } from './choose-delimiter';
import type { Encoding } from './decode-text';
import type { Quoting } from './parse-rows';
import type { Table } from './take-table';

export interface Reading {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly quoting: Quoting;
}

const ENCODING_NOTICES: Readonly<Record<Encoding, string | null>> = {
  'UTF-8': null,
  'UTF-16': 'Read as UTF-16.',
  'Windows-1252': 'Read as Windows-1252, because it is not UTF-8.',
};

const DELIMITER_NOTICES: Readonly<Record<Delimiter, string | null>> = {
  ',': null,
  ';': 'Cells are separated by semicolons.',
  '\t': 'Cells are separated by tabs.',
  '|': 'Cells are separated by vertical bars.',
};

const QUOTING_NOTICES: Readonly<Record<Quoting, string | null>> = {
  strict: null,
  spaces: 'Spaces stand around quoted cells: they, and those around unquoted cells, were left out.',
  stray: 'Quotes inside unquoted cells were kept as text, and spaces around cells were left out.',
};

/** Things named before the rest is only counted. */
const MOST_NAMED = 5;
const LONGEST_SHOWN = 40;

export function describeReading({ encoding, delimiter, quoting }: Reading): string[] {
  return [ENCODING_NOTICES[encoding], DELIMITER_NOTICES[delimiter], QUOTING_NOTICES[quoting]].filter(
    (notice) => notice !== null,
  );
}

export function describeRows(table: Table): string[] {
  const { rowsAbove, blankRows, repeatedHeaders, shortRows, longRows } = table;
  return [
    rowsAbove > 0 && `${count(rowsAbove, 'row')} above the header left out.`,
    blankRows > 0 && `${count(blankRows, 'blank row')} left out.`,
    repeatedHeaders > 0 && `${count(repeatedHeaders, 'row')} repeating the header left out.`,
    shortRows > 0 &&
      `${count(shortRows, 'row')} with fewer cells than the header filled up with blank cells.`,
    longRows.length > 0 &&
      `${count(longRows.length, 'row')} with more cells than the header (in line ${list(longRows)}): check that no value has moved.`,
  ].filter((notice) => notice !== false);
}

/** '1 row', '2 rows'. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** 'a, b, c, d, e and 3 more'. */
export function list(things: readonly (string | number)[]): string {
  const rest = things.length - MOST_NAMED;
  return `${things.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** A header as one short line, whatever it holds. */
export function quoted(header: string): string {
  return `'${header
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_SHOWN)}'`;
}
