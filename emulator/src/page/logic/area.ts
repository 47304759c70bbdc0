/** Blocks of cells: `{ row, column, rows, columns }`, 1-based. */
import { areaName, parseArea } from '../../workbook/a1';
import type { Area } from '../../workbook/types';

export { areaName, cellName, columnLetters } from '../../workbook/a1';
export type { Area };

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export const lastRow = (area: Area): number => area.row + area.rows - 1;
export const lastColumn = (area: Area): number => area.column + area.columns - 1;

/** The block that has these two as corners. */
export function areaBetween(one: Cell, other: Cell): Area {
  return {
    row: Math.min(one.row, other.row),
    column: Math.min(one.column, other.column),
    rows: Math.abs(one.row - other.row) + 1,
    columns: Math.abs(one.column - other.column) + 1,
  };
}

export function contains(area: Area, { row, column }: Cell): boolean {
  return row >= area.row && row <= lastRow(area) && column >= area.column && column <= lastColumn(area);
}

export function intersects(one: Area, other: Area): boolean {
  return (
    one.row <= lastRow(other) &&
    other.row <= lastRow(one) &&
    one.column <= lastColumn(other) &&
    other.column <= lastColumn(one)
  );
}

export function sameArea(one: Area, other: Area): boolean {
  return areaName(one) === areaName(other);
}

/** The part of an area inside the grid, or null. */
export function clip(area: Area, rows: number, columns: number): Area | null {
  const lastInside = { row: Math.min(lastRow(area), rows), column: Math.min(lastColumn(area), columns) };
  if (area.row > lastInside.row || area.column > lastInside.column) return null;
  return areaBetween(area, lastInside);
}

/** Null where the text is no range of this grid. */
export function readArea(text: string, rows: number, columns: number): Area | null {
  try {
    return parseArea(text, rows, columns);
  } catch {
    return null;
  }
}
