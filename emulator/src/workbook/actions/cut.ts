/** Cutting and pasting: values, formats, notes and rules move, and formulas that point there follow. */
import { moveBlock } from '../move-block';
import { CellsStep } from '../history/cells-step';
import type { EditChange, SheetRef } from '../types';
import { checkEditable } from '../write';
import type { ActionContext } from './action-context';
import { grow } from './cell-actions';
import { landingOf } from './landing';

/** One edit, of the place where the cells went. */
export function cutCells(
  context: ActionContext,
  ref: SheetRef,
  from: string,
  topLeft: string,
  to: SheetRef | undefined,
): EditChange {
  const { workbook, author } = context;
  const { origin, source, sheet, area } = landingOf(workbook, { ref, from, topLeft, to });
  checkEditable(workbook, origin, source, author);
  checkEditable(workbook, sheet, area, author);
  const grown = grow(context, sheet, area);
  const emptied = new CellsStep(workbook, origin.id, source);
  const landing = new CellsStep(workbook, sheet.id, area);
  return context.describeEdit(sheet, area, 'paste', () => {
    const followers = moveBlock(workbook, origin, source, sheet, area);
    // Taken back from the end: the landing first, so that where both meet the source has the last word.
    context.remember('cut and paste', [...grown, ...followers, emptied, landing]);
  });
}
