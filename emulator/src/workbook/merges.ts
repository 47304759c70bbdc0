/** Merged cells: blocks that show as one cell, whose content stands in the top left one. */
import { ServiceError } from '../bridge/protocol';
import { areaContains, areasMeet } from './protection';
import type { SheetModel } from './sheet';
import type { Shift } from './structure';
import type { Area } from './types';
import type { Workbook } from './workbook';

/** `across`: each row by itself; `down`: each column by itself. */
export type MergeKind = 'all' | 'across' | 'down';

export const mergesIn = (sheet: SheetModel, area: Area): Area[] =>
  sheet.merges.filter((merge) => areasMeet(merge, area));

/** Only the top left cell of a merged block holds anything. */
export function isCovered(sheet: SheetModel, row: number, column: number): boolean {
  return (
    sheet.merges.length > 0 &&
    mergesIn(sheet, { row, column, rows: 1, columns: 1 }).some(
      (merge) => merge.row !== row || merge.column !== column,
    )
  );
}

function checkWhole(sheet: SheetModel, area: Area): void {
  if (mergesIn(sheet, area).every((merge) => areaContains(area, merge))) return;
  throw new ServiceError('You must select all cells in a merged range to merge or unmerge them.');
}

function partsOf({ row, column, rows, columns }: Area, kind: MergeKind): Area[] {
  switch (kind) {
    case 'all':
      return [{ row, column, rows, columns }];
    case 'across':
      return Array.from({ length: rows }, (_, down) => ({ row: row + down, rows: 1, column, columns }));
    case 'down':
      return Array.from({ length: columns }, (_, across) => ({
        ...{ row, rows },
        ...{ column: column + across, columns: 1 },
      }));
  }
}

/** Each block keeps one value, by the switch the first that there is or that of the top left cell. */
export function mergeCells(workbook: Workbook, sheet: SheetModel, area: Area, kind: MergeKind): void {
  checkWhole(sheet, area);
  const blocks = partsOf(area, kind).filter(({ rows, columns }) => rows * columns > 1);
  sheet.merges = [...sheet.merges.filter((merge) => !areasMeet(merge, area)), ...blocks];
  for (const block of blocks) keepOne(workbook, sheet, block);
}

function keepOne(workbook: Workbook, sheet: SheetModel, block: Area): void {
  const { row, column } = block;
  if (workbook.switches.mergedValue === 'first' && !holds(sheet, row, column)) liftFirst(sheet, block);
  sheet.eachCell(block, (at, across) => {
    if (at === row && across === column) return;
    for (const layer of ['values', 'formulas'] as const) sheet.set(layer, at, across, undefined);
  });
}

const holds = (sheet: SheetModel, row: number, column: number): boolean =>
  sheet.get('values', row, column) !== undefined || sheet.get('formulas', row, column) !== undefined;

function liftFirst(sheet: SheetModel, block: Area): void {
  let isDone = false;
  sheet.eachCell(block, (row, column) => {
    if (isDone || !holds(sheet, row, column)) return;
    for (const layer of ['values', 'formulas', 'richTexts'] as const)
      sheet.set(layer, block.row, block.column, sheet.get(layer, row, column));
    isDone = true;
  });
}

export function unmergeCells(sheet: SheetModel, area: Area): void {
  checkWhole(sheet, area);
  sheet.merges = sheet.merges.filter((merge) => !areasMeet(merge, area));
}

/** Blocks within one row move with it; others would be torn apart. */
export function checkSortable(sheet: SheetModel, area: Area): void {
  if (mergesIn(sheet, area).every((merge) => merge.rows === 1 && areaContains(area, merge))) return;
  throw new ServiceError(
    'Cells merged over several rows, or over the edge of the range, cannot be sorted. Unmerge them first.',
  );
}

/** `offsets`: where in the area the row that comes to stand here was. */
export function moveMerges(sheet: SheetModel, area: Area, offsets: readonly number[]): void {
  if (!sheet.merges.length) return;
  sheet.merges = sheet.merges.map((merge) =>
    areasMeet(merge, area) ? { ...merge, row: area.row + offsets.indexOf(merge.row - area.row) } : merge,
  );
}

/** Moving a part of a block away, or something into it, would tear it apart. */
export function checkMovable(sheet: SheetModel, shift: Extract<Shift, { readonly kind: 'move' }>): void {
  const { axis, at, count, to } = shift;
  const torn = sheet.merges.some((merge) => {
    const [start, length] = axis === 'row' ? [merge.row, merge.rows] : [merge.column, merge.columns];
    const moved = Math.min(start + length, at + count) - Math.max(start, at);
    return (moved > 0 && moved < length) || (to > start && to < start + length);
  });
  if (torn)
    throw new ServiceError(
      `The ${axis}s to move, or the place to move them to, cut through merged cells. Unmerge them first.`,
    );
}

/** The blocks of a copied area come to stand where it lands; those that lay there give way. */
export function copyMerges(
  source: SheetModel,
  from: Area,
  target: SheetModel,
  to: { readonly row: number; readonly column: number },
): void {
  const landing = { ...from, row: to.row, column: to.column };
  const copied = source.merges.filter((merge) => areaContains(from, merge));
  const replaced = target.merges.filter((merge) => areaContains(landing, merge));
  if (!copied.length && !replaced.length) return;
  target.merges = [
    ...target.merges.filter((merge) => !replaced.includes(merge)),
    ...copied.map((merge) => ({
      ...merge,
      row: merge.row - from.row + to.row,
      column: merge.column - from.column + to.column,
    })),
  ];
}
