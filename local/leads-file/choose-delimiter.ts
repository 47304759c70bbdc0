/** Decides which character separates the cells of a file, from its first rows. */
import { findHeaderRow, isBlankRow } from './find-header-row';
import { sampleRows } from './parse-rows';

/** In order of preference when nothing else tells them apart. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const ROWS_SAMPLED = 100;

interface Rating {
  /** Fields recognised in the header: a wrong delimiter recognises hardly any. */
  readonly score: number;
  /** Share of the rows that are as wide as the header; decides when a header has one column only. */
  readonly agreement: number;
}

export function chooseDelimiter(text: string): Delimiter {
  return declaredDelimiter(text) ?? bestDelimiter(text);
}

/** Excel writes, and obeys, a first line such as `sep=;`. */
function declaredDelimiter(text: string): Delimiter | undefined {
  const declared = /^"?sep=(.)"?\r?\n/i.exec(text)?.[1];
  return DELIMITERS.find((delimiter) => delimiter === declared);
}

function bestDelimiter(text: string): Delimiter {
  const rated = DELIMITERS.map((delimiter) => ({ delimiter, rating: rate(text, delimiter) }));
  return rated.reduce((best, next) => (isBetter(next.rating, best.rating) ? next : best)).delimiter;
}

function rate(text: string, delimiter: Delimiter): Rating {
  const rows = sampleRows(text, delimiter, ROWS_SAMPLED);
  const header = findHeaderRow(rows);
  if (!header) return { score: 0, agreement: 0 };
  const width = rows[header.index]?.length ?? 0;
  const data = rows.slice(header.index + 1).filter((cells) => !isBlankRow(cells));
  const agreeing = data.filter((cells) => cells.length === width).length;
  return { score: header.score, agreement: agreeing / Math.max(1, data.length) };
}

function isBetter(rating: Rating, best: Rating): boolean {
  return rating.score > best.score || (rating.score === best.score && rating.agreement > best.agreement);
}
