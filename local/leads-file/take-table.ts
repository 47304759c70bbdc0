/** Takes the header and the rows of leads out of a file, and counts what it leaves out. */
import { isBlank, isBlankRow, type HeaderRow } from './find-header-row';
import type { FileRow } from './parse-rows';

export interface Table {
  /** As wide as the widest row; '' where the file names no column. */
  readonly header: readonly string[];
  /** Rectangular, values as in the file. */
  readonly rows: readonly (readonly string[])[];
  readonly rowsAbove: number;
  readonly blankRows: number;
  readonly repeatedHeaders: number;
  readonly shortRows: number;
  /** Lines of the rows that have values beyond the header. */
  readonly longRows: readonly number[];
}

export function takeTable(rows: readonly FileRow[], { index }: HeaderRow): Table {
  const header = rows[index]?.cells ?? [];
  const below = rows.slice(index + 1);
  const filled = below.filter(({ cells }) => !isBlankRow(cells));
  const leads = filled.filter(({ cells }) => !repeats(header, cells));
  const width = leads.reduce((widest, { cells }) => Math.max(widest, cells.length), header.length);
  return {
    header: padded(header, width).map((cell) => cell.trim()),
    rows: leads.map(({ cells }) => padded(cells, width)),
    rowsAbove: rows.slice(0, index).filter(({ cells }) => !isBlankRow(cells)).length,
    blankRows: below.length - filled.length,
    repeatedHeaders: filled.length - leads.length,
    shortRows: leads.filter(({ cells }) => cells.length < header.length).length,
    longRows: leads.filter(({ cells }) => !isBlankRow(cells.slice(header.length))).map(({ line }) => line),
  };
}

/** Exports glued together bring their headers along. A header of one word may be a value as well, so that one stays. */
function repeats(header: readonly string[], cells: readonly string[]): boolean {
  const width = Math.max(header.length, cells.length);
  const same = padded(header, width).every((cell, index) => cell.trim() === (cells[index] ?? '').trim());
  return same && header.filter((cell) => !isBlank(cell)).length > 1;
}

function padded(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? '');
}
