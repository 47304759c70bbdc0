/** Moves a block of cells with everything on them, as cut-and-paste and Range.moveTo do. */
import { clearArea, copyBlock } from './copy';
import { moveReferences } from './formula-references';
import { CellsStep } from './history/cells-step';
import { areaContains } from './protection';
import { SheetModel } from './sheet';
import type { Area } from './types';
import type { Workbook } from './workbook';

/** Formulas of the block keep what they refer to; those elsewhere follow it. Gives what takes the changes elsewhere back. */
export function moveBlock(
  workbook: Workbook,
  source: SheetModel,
  from: Area,
  target: SheetModel,
  to: { readonly row: number; readonly column: number },
): CellsStep[] {
  const formulas: { row: number; column: number; text: string }[] = [];
  source.eachCell(from, (row, column) => {
    const text = source.get('formulas', row, column)?.text;
    if (text !== undefined)
      formulas.push({ row: row - from.row + to.row, column: column - from.column + to.column, text });
  });
  // A sheet of its own, since source and landing may overlap.
  const buffer = new SheetModel(-1, '', from.rows, from.columns);
  copyBlock(workbook, source, from, buffer, { row: 1, column: 1 });
  clearArea(source, from, { contents: true, formats: true, notes: true, rules: true });
  source.merges = source.merges.filter((merge) => !areaContains(from, merge));
  copyBlock(workbook, buffer, { ...from, row: 1, column: 1 }, target, to);
  for (const { row, column, text } of formulas) {
    target.set('formulas', row, column, { text, value: undefined, computedAt: -1 });
  }
  return follow(workbook, { sheet: source, area: from }, { sheet: target, area: { ...from, ...pick(to) } });
}

const pick = ({ row, column }: Pick<Area, 'row' | 'column'>): Pick<Area, 'row' | 'column'> => ({
  row,
  column,
});

interface Place {
  readonly sheet: SheetModel;
  readonly area: Area;
}

/** References to the block, wherever they stand, now point to where it went. */
function follow(workbook: Workbook, from: Place, to: Place): CellsStep[] {
  const steps: CellsStep[] = [];
  for (const sheet of workbook.sheets) {
    sheet.rows.forEach((each, index) =>
      each?.layers.formulas?.forEach((cell, offset) => {
        if (!cell) return;
        const place = { row: index + 1, column: offset + 1, rows: 1, columns: 1 };
        const text = moveReferences(
          cell.text,
          sheet.name,
          [from.sheet.name, from.area],
          [to.sheet.name, to.area],
        );
        if (text === cell.text) return;
        // The block's own cells are kept with the block.
        if (sheet !== to.sheet || !areaContains(to.area, place)) {
          steps.push(new CellsStep(workbook, sheet.id, place));
        }
        sheet.set('formulas', place.row, place.column, { text, value: undefined, computedAt: -1 });
      }),
    );
  }
  return steps;
}
