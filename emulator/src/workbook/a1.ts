/** A1 and R1C1 notation. */
import { ServiceError } from '../bridge/protocol';
import type { Area } from './types';

export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

export const cellName = (row: number, column: number): string => `${columnLetters(column)}${row}`;

/** A1 notation of an area; whole columns and rows are written out, as the platform does. */
export function areaName({ row, column, rows, columns }: Area): string {
  const first = cellName(row, column);
  return rows === 1 && columns === 1 ? first : `${first}:${cellName(row + rows - 1, column + columns - 1)}`;
}

export const quoteSheetName = (name: string): string => `'${name.replaceAll("'", "''")}'`;

/** The sheet's name, if one is given, and the rest of the notation. */
export function splitSheetName(notation: string): { sheet: string | undefined; cells: string } {
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.*)$/s.exec(notation);
  if (!match) return { sheet: undefined, cells: notation };
  return { sheet: match[1]?.replaceAll("''", "'") ?? match[2], cells: match[3] ?? '' };
}

interface Corner {
  readonly row?: number;
  readonly column?: number;
}

function parseCorner(text: string): Corner | undefined {
  const r1c1 = /^R(\d+)C(\d+)$/i.exec(text);
  if (r1c1) return { row: Number(r1c1[1]), column: Number(r1c1[2]) };
  const match = /^\$?([A-Z]{1,3})?\$?(\d{1,8})?$/i.exec(text);
  if (!match || (!match[1] && !match[2])) return undefined;
  return {
    ...(match[1] ? { column: columnNumber(match[1]) } : {}),
    ...(match[2] ? { row: Number(match[2]) } : {}),
  };
}

const outside = (): ServiceError =>
  new ServiceError('The coordinates of the range are outside the dimensions of the sheet.');

/** The area that a notation without sheet name means in a grid of this size; open ends reach to the grid's edge. */
export function parseArea(cells: string, maxRows: number, maxColumns: number): Area {
  const texts = cells.trim().split(':');
  const corners = texts.map(parseCorner);
  const [first, last = first] = corners;
  if (texts.length > 2 || corners.includes(undefined) || !first || !last)
    throw new ServiceError('Range not found');
  // A lone `A` or `8` is no range; `A:A` and `8:8` are.
  if (texts.length === 1 && (first.row === undefined || first.column === undefined)) {
    throw new ServiceError('Range not found');
  }
  const rowBounds = ends(first.row, last.row, maxRows);
  const columnBounds = ends(first.column, last.column, maxColumns);
  if (rowBounds[0] < 1 || columnBounds[0] < 1) throw new ServiceError('Range not found');
  if (rowBounds[1] > maxRows || columnBounds[1] > maxColumns) throw outside();
  return {
    row: rowBounds[0],
    column: columnBounds[0],
    rows: rowBounds[1] - rowBounds[0] + 1,
    columns: columnBounds[1] - columnBounds[0] + 1,
  };
}

/** `A:A` has no rows: all of them. `A2:A` lacks one end: to the edge. */
function ends(first: number | undefined, last: number | undefined, max: number): [number, number] {
  if (first === undefined && last === undefined) return [1, max];
  if (first === undefined || last === undefined)
    return [first ?? last ?? 1, Math.max(max, first ?? last ?? 1)];
  return [Math.min(first, last), Math.max(first, last)];
}

/** Checks coordinates in the platform's order: start, size, then the grid. */
export function checkArea(area: Area, maxRows: number, maxColumns: number): Area {
  const { row, column, rows, columns } = area;
  if (row < 1) throw new ServiceError('The starting row of the range is too small.');
  if (column < 1) throw new ServiceError('The starting column of the range is too small.');
  if (rows < 1) throw new ServiceError('The number of rows in the range must be at least 1.');
  if (columns < 1) throw new ServiceError('The number of columns in the range must be at least 1.');
  if (row + rows - 1 > maxRows || column + columns - 1 > maxColumns) throw outside();
  return area;
}
