/** Where rows and columns stand: hidden ones left out, frozen ones first. */
import type { SheetView } from '../api/types';
import { readArea } from './area';
import { mergedBlocks, type MergedBlocks } from './merged-blocks';

/** Height of rows that have none of their own, of the letters above and width of the numbers beside, in pixels. */
export const ROW_HEIGHT = 25;
export const HEAD_HEIGHT = 25;
export const NUMBERS_WIDTH = 52;
const COLUMN_WIDTH = 100;

export interface GridLayout {
  /** Row numbers from top to bottom. */
  readonly rows: readonly number[];
  /** How many of them, the first ones, do not scroll. */
  readonly frozenRows: number;
  /** Where each of them begins, from the top of row 1; one more at the end, where the last one ends. */
  readonly tops: readonly number[];
  readonly merges: MergedBlocks;
  readonly columns: readonly ColumnPlace[];
  readonly frozenColumns: number;
  /** Right edge of the last frozen column and of the last column. */
  readonly frozenWidth: number;
  readonly width: number;
}

export interface ColumnPlace {
  readonly column: number;
  /** From the left edge of column A. */
  readonly left: number;
  readonly width: number;
}

export function layOut(sheet: SheetView): GridLayout {
  const rows = shown(sheet.rows, sheet.hiddenRows);
  const merges = sheet.merges.flatMap((name) => readArea(name, sheet.rows, sheet.columns) ?? []);
  const columns: ColumnPlace[] = [];
  let left = 0;
  for (const column of shown(sheet.columns, sheet.hiddenColumns)) {
    const width = sheet.columnWidths[column] ?? COLUMN_WIDTH;
    columns.push({ column, left, width });
    left += width;
  }
  const frozenColumns = columns.filter(({ column }) => column <= sheet.frozenColumns).length;
  const lastFrozen = columns[frozenColumns - 1];
  return {
    rows,
    frozenRows: rows.filter((row) => row <= sheet.frozenRows).length,
    tops: topsOf(rows, sheet.rowHeights),
    merges: mergedBlocks(merges),
    columns,
    frozenColumns,
    frozenWidth: lastFrozen ? lastFrozen.left + lastFrozen.width : 0,
    width: left,
  };
}

function topsOf(rows: readonly number[], heights: SheetView['rowHeights']): number[] {
  const tops = [0];
  let bottom = 0;
  for (const row of rows) tops.push((bottom += heights[row] ?? ROW_HEIGHT));
  return tops;
}

/** Of rows by their index among those that show; the end is not included. */
export function heightBetween({ tops }: GridLayout, first: number, end: number): number {
  const last = tops.length - 1;
  return (tops[Math.min(end, last)] ?? 0) - (tops[Math.min(first, last)] ?? 0);
}

/** Index of the row at a place from the top of row 1; beyond the edges the nearest. */
export function rowIndexAt({ tops, rows }: GridLayout, place: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle + 1] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, Math.min(low, rows.length - 1));
}

function shown(count: number, hidden: readonly number[]): number[] {
  const away = new Set(hidden);
  return Array.from({ length: count }, (_, index) => index + 1).filter((line) => !away.has(line));
}

/** Index of a line in a list of numbers in order; of a hidden one the next that is shown. */
export function indexOf(lines: readonly number[], line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, lines.length - 1);
}

/** The line so many steps on among those shown, and no further than the edge. */
export function step(lines: readonly number[], line: number, by: number): number {
  const index = Math.max(0, Math.min(lines.length - 1, indexOf(lines, line) + by));
  return lines[index] ?? line;
}

/** The first and last index of columns that show between two places from column A's left edge. */
export function columnsBetween(layout: GridLayout, left: number, right: number): [number, number] {
  const { columns } = layout;
  let first = columns.findIndex((place) => place.left + place.width > left);
  if (first === -1) first = Math.max(0, columns.length - 1);
  let last = first;
  while (last + 1 < columns.length && (columns[last + 1]?.left ?? 0) < right) last += 1;
  return [first, last];
}
