/** Conditional formats: which style a cell shows because of what it holds. */
import { areaContains } from './protection';
import { conditionHolds, type Condition } from './condition';
import { offsetReferences } from './formula-references';
import type { SheetModel } from './sheet';
import type { Style } from './style';
import type { Area } from './types';
import type { Workbook } from './workbook';

/** The fields that a rule may set; the first rule in the list that holds and sets a field wins. */
export interface ConditionalFormat {
  readonly ranges: readonly Area[];
  readonly condition: Condition;
  readonly style: Style;
}

type CellPlace = Pick<Area, 'row' | 'column'>;

function holds(workbook: Workbook, sheet: SheetModel, format: ConditionalFormat, at: CellPlace): boolean {
  const { row, column } = at;
  const corner = format.ranges[0] ?? at;
  return conditionHolds(format.condition, workbook.content(sheet, row, column), {
    text: () => workbook.display(sheet, row, column),
    // A formula is written for the first range's corner and moves with the cell.
    formulaHolds: (formula) =>
      workbook.evaluate(
        sheet,
        row,
        column,
        offsetReferences(formula, row - corner.row, column - corner.column),
      ) === true,
  });
}

/** What the rules add to the style of a cell; undefined for most. */
export function conditionalStyle(workbook: Workbook, sheet: SheetModel, at: CellPlace): Style | undefined {
  let style: Style | undefined;
  for (const format of sheet.conditionalFormats) {
    const cell = { ...at, rows: 1, columns: 1 };
    if (!format.ranges.some((range) => areaContains(range, cell))) continue;
    if (holds(workbook, sheet, format, at)) style = { ...format.style, ...style };
  }
  return style;
}
