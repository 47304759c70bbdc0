/** What stands in an area, kept aside and put back. */
import { areaContains, areasMeet } from '../protection';
import { LAYERS, type FormulaCell, type Layer } from '../row';
import type { SheetModel } from '../sheet';
import type { Area } from '../types';

export type CapturedCells = readonly (Partial<Record<Layer, readonly unknown[]>> | undefined)[];

export function captureCells(sheet: SheetModel, area: Area): CapturedCells {
  const start = area.column - 1;
  return Array.from({ length: area.rows }, (_, offset) => {
    const row = sheet.row(area.row + offset);
    if (!row) return undefined;
    const captured: Partial<Record<Layer, readonly unknown[]>> = {};
    for (const layer of LAYERS) {
      const cells = row.layers[layer]?.slice(start, start + area.columns);
      if (cells?.length) captured[layer] = cells;
    }
    return captured;
  });
}

/** `moved` brings a kept formula's references up to date. */
export function restoreCells(
  sheet: SheetModel,
  area: Area,
  rows: CapturedCells,
  moved: (formula: string) => string,
): void {
  rows.forEach((captured, offset) => {
    const row = area.row + offset;
    if (!captured && !sheet.row(row)) return;
    for (const layer of LAYERS) {
      for (let index = 0; index < area.columns; index++) {
        const cell = captured?.[layer]?.[index];
        const kept = layer === 'formulas' && cell ? freshFormula(moved((cell as FormulaCell).text)) : cell;
        sheet.set(layer, row, area.column + index, kept as never);
      }
    }
  });
}

const freshFormula = (text: string): FormulaCell => ({ text, value: undefined, computedAt: -1 });

/** Merged blocks of an area, counted from its first cell. */
export function captureMerges(sheet: SheetModel, area: Area): readonly Area[] {
  return sheet.merges
    .filter((merge) => areaContains(area, merge))
    .map((merge) => ({ ...merge, row: merge.row - area.row, column: merge.column - area.column }));
}

/** Those that reach over the area's edge stay, and so keep others from coming back. */
export function restoreMerges(sheet: SheetModel, area: Area, merges: readonly Area[]): void {
  if (!merges.length && !sheet.merges.length) return;
  const others = sheet.merges.filter((merge) => !areaContains(area, merge));
  const back = merges
    .map((merge) => ({ ...merge, row: merge.row + area.row, column: merge.column + area.column }))
    .filter((merge) => !others.some((other) => areasMeet(other, merge)));
  sheet.merges = [...others, ...back];
}
