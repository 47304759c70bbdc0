/** Finds the row that names the columns, below whatever banner an export puts above it. */
import { matchColumns, type ColumnMatches } from './match-columns';

export interface HeaderRow {
  /** Position among the rows given. */
  readonly index: number;
  readonly matches: ColumnMatches;
  /** Fields recognised; one that needed a typo forgiven counts half. */
  readonly score: number;
  /** Cells that are not blank. */
  readonly cells: number;
}

/** Rows that are not blank and may be the header. */
const ROWS_LOOKED_AT = 20;

/** @returns the best row, the first of equals, or null when none names an id, a name or an e-mail */
export function findHeaderRow(rows: readonly (readonly string[])[]): HeaderRow | null {
  const candidates = [...rows.entries()].filter(([, cells]) => !isBlankRow(cells)).slice(0, ROWS_LOOKED_AT);
  return candidates
    .map(([index, cells]) => rate(index, cells))
    .filter(isHeader)
    .reduce<HeaderRow | null>((best, row) => (best && !isBetter(row, best) ? best : row), null);
}

export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every(isBlank);
}

export function isBlank(cell: string): boolean {
  return cell.trim() === '';
}

/** An address in the row: it holds a lead, not headers, even when its source is 'Email'. */
export function hasAddress(cells: readonly string[]): boolean {
  return cells.some((cell) => /\S@\S+\.\S/.test(cell));
}

function rate(index: number, cells: readonly string[]): HeaderRow {
  const matches: ColumnMatches = hasAddress(cells) ? new Map() : matchColumns(cells);
  const score = [...matches.values()].reduce((sum, { typo }) => sum + (typo ? 0.5 : 1), 0);
  return { index, matches, score, cells: cells.filter((cell) => !isBlank(cell)).length };
}

function isHeader({ matches, score }: HeaderRow): boolean {
  return score >= 1 && (matches.has('id') || matches.has('name') || matches.has('email'));
}

function isBetter(row: HeaderRow, best: HeaderRow): boolean {
  return row.score > best.score || (row.score === best.score && row.cells > best.cells);
}
