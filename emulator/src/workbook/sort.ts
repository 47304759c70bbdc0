/** Sorts rows of a range: contents, formats and notes move; row positions, and so tags, stay. */
import { compare } from './formula-values';
import { offsetReferences } from './formula-references';
import { checkSortable, moveMerges } from './merges';
import { LAYERS, type FormulaCell, type Layer, type Layers } from './row';
import type { SheetModel } from './sheet';
import type { Area } from './types';
import { CellError, type CellContent } from './values';
import type { Workbook } from './workbook';

export interface SortKey {
  /** The sheet's column, 1-based. */
  readonly column: number;
  readonly ascending: boolean;
}

/** Numbers, then text, then booleans, then errors; blanks come last in either direction. */
function compareContents(one: CellContent, other: CellContent, ascending: boolean): number {
  const blanks = Number(one === undefined || one === '') - Number(other === undefined || other === '');
  if (blanks || one === undefined || one === '') return blanks;
  const errors = Number(one instanceof CellError) - Number(other instanceof CellError);
  const order = errors || one instanceof CellError ? errors : compare(one, other);
  return ascending ? order : -order;
}

/** The order of the area's rows, as offsets from its first row. */
function sortedOffsets(
  workbook: Workbook,
  sheet: SheetModel,
  area: Area,
  keys: readonly SortKey[],
): number[] {
  const offsets = Array.from({ length: area.rows }, (_, offset) => offset);
  const columns = keys.map((key) =>
    offsets.map((offset) => workbook.content(sheet, area.row + offset, key.column)),
  );
  return offsets.sort((one, other) => {
    for (const [index, key] of keys.entries()) {
      const values = columns[index];
      const order = compareContents(values?.[one], values?.[other], key.ascending);
      if (order) return order;
    }
    return one - other;
  });
}

function movedFormula(cell: FormulaCell | undefined, rows: number): FormulaCell | undefined {
  return cell && { text: offsetReferences(cell.text, rows, 0), value: undefined, computedAt: -1 };
}

/** Cells outside the area stay; hidden rows are sorted too. */
export function sortArea(workbook: Workbook, sheet: SheetModel, area: Area, keys: readonly SortKey[]): void {
  checkSortable(sheet, area);
  reorder(workbook, sheet, area, sortedOffsets(workbook, sheet, area, keys));
}

function reorder(workbook: Workbook, sheet: SheetModel, area: Area, offsets: readonly number[]): void {
  const layers = LAYERS.filter((layer) => layer !== 'rules' || workbook.switches.validationFollowsSort);
  // All is read before anything is written: another value takes a cell's rich text away.
  const moves = layers.map((layer) => permutation(sheet, area, layer, offsets));
  for (const move of moves) move();
  moveMerges(sheet, area, offsets);
  workbook.layout.add({ kind: 'sort', sheetId: sheet.id, area });
  if (workbook.switches.metadataFollowsSort) moveTags(workbook, sheet, area, offsets);
}

/** Reads a layer of the area now, and writes it in the new order when it is called. */
function permutation<L extends Layer>(
  sheet: SheetModel,
  area: Area,
  layer: L,
  offsets: readonly number[],
): () => void {
  const used = sheet.rows
    .slice(area.row - 1, area.row - 1 + area.rows)
    .some((row) => row?.layers[layer]?.length);
  if (!used) return () => undefined;
  const columns = Array.from({ length: area.columns }, (_, across) => {
    const column = area.column + across;
    return { column, before: offsets.map((_row, offset) => sheet.get(layer, area.row + offset, column)) };
  });
  return () => {
    for (const { column, before } of columns) {
      offsets.forEach((from, to) =>
        sheet.set(layer, area.row + to, column, moved(layer, before[from], to - from)),
      );
    }
  };
}

function moved<L extends Layer>(layer: L, cell: Layers[L][number], rows: number): Layers[L][number] {
  if (layer !== 'formulas' || rows === 0) return cell;
  return movedFormula(cell as FormulaCell | undefined, rows);
}

function moveTags(workbook: Workbook, sheet: SheetModel, area: Area, offsets: readonly number[]): void {
  for (const tag of workbook.metadata) {
    const { location } = tag;
    if (location.type !== 'ROW' || location.sheetId !== sheet.id) continue;
    const to = offsets.indexOf(location.index - area.row);
    if (to >= 0) tag.location = { ...location, index: area.row + to };
  }
}
