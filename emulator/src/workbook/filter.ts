/** A tab's basic filter: rows below its first one are hidden by what they show in its columns. */
import { conditionHolds, type Condition } from './condition';
import { offsetReferences } from './formula-references';
import type { SheetModel } from './sheet';
import { shiftArea, shiftIndex, type Shift } from './structure';
import type { Area } from './types';
import type { Workbook } from './workbook';

/** Either list may be null: every value then. */
export interface FilterCriteria {
  readonly hiddenValues: readonly string[] | null;
  readonly visibleValues: readonly string[] | null;
  readonly condition: Condition | null;
}

export interface BasicFilter {
  readonly area: Area;
  /** By the sheet's column, 1-based. */
  readonly criteria: Readonly<Record<number, FilterCriteria>>;
}

function shows(workbook: Workbook, sheet: SheetModel, filter: BasicFilter, row: number): boolean {
  return Object.entries(filter.criteria).every(([key, { hiddenValues, visibleValues, condition }]) => {
    const column = Number(key);
    const text = workbook.display(sheet, row, column);
    if (hiddenValues?.includes(text)) return false;
    if (visibleValues && !visibleValues.includes(text)) return false;
    if (!condition) return true;
    return conditionHolds(condition, workbook.content(sheet, row, column), {
      text: () => text,
      formulaHolds: (formula) =>
        workbook.evaluate(sheet, row, column, offsetReferences(formula, row - filter.area.row - 1, 0)) ===
        true,
    });
  });
}

/** Criteria with those of one column set, or taken away. */
export function withCriteria(
  { area, criteria }: BasicFilter,
  column: number,
  own: FilterCriteria | null,
): BasicFilter {
  const others = Object.entries(criteria).filter(([key]) => Number(key) !== column);
  return { area, criteria: Object.fromEntries(own ? [...others, [column, own]] : others) };
}

/** Hides and shows rows; as in Sheets, later edits do not until the filter is set again. */
export function applyFilter(workbook: Workbook, sheet: SheetModel): void {
  const { filter } = sheet;
  const first = (filter?.area.row ?? 0) + 1;
  const last = filter ? filter.area.row + filter.area.rows - 1 : 0;
  for (let row = 1; row <= sheet.maxRows; row++) {
    const filtered = filter !== null && row >= first && row <= last && !shows(workbook, sheet, filter, row);
    if (filtered) sheet.ensureRow(row).filtered = true;
    else if (sheet.row(row)) sheet.ensureRow(row).filtered = false;
  }
}

export function shiftFilter(filter: BasicFilter, shift: Shift): BasicFilter | null {
  const area = shiftArea(filter.area, shift);
  if (!area || shift.axis === 'row') return area ? { ...filter, area } : null;
  const criteria = Object.entries(filter.criteria).flatMap(([column, each]) => {
    const moved = shiftIndex(Number(column), shift);
    return moved === undefined ? [] : [[moved, each] as const];
  });
  return { area, criteria: Object.fromEntries(criteria) };
}
