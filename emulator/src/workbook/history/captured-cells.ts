/** What stands in an area, kept aside and put back. */
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
