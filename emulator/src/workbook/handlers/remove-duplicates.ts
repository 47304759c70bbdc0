/** Host side of Range.removeDuplicates: later rows that repeat an earlier one go, and the range's rows below move up. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { clearArea, copyBlock } from '../copy';
import type { SheetModel } from '../sheet';
import { plainText } from '../values';
import type { Access } from './access';

/** Case, formats and formulas do not count. */
function keyOf(access: Access, sheet: SheetModel, row: number, columns: readonly number[]): string {
  const texts = columns.map((column) => {
    const content = access.workbook.content(sheet, row, column);
    return [typeof content, plainText(content).toLowerCase()];
  });
  return JSON.stringify(texts);
}

function removeDuplicates(
  access: Access,
  sheet: SheetModel,
  range: WireRange,
  columns: readonly number[],
): void {
  const seen = new Set<string>();
  const kept: number[] = [];
  for (let row = range.row; row < range.row + range.rows; row++) {
    const key = keyOf(access, sheet, row, columns);
    if (!seen.has(key)) kept.push(row);
    seen.add(key);
  }
  kept.forEach((from, index) => {
    const to = { row: range.row + index, column: range.column };
    if (from !== to.row) copyBlock(access.workbook, sheet, { ...range, row: from, rows: 1 }, sheet, to);
  });
  const rest = { ...range, row: range.row + kept.length, rows: range.rows - kept.length };
  clearArea(sheet, rest, { contents: true, formats: true, notes: true });
}

export function removeDuplicatesHandlers(access: Access): HandlerTable {
  return {
    /** `columns` are the sheet's, 1-based; none means all of the range. */
    'Range.removeDuplicates': (execution: ExecutionInfo, range: WireRange, columns: readonly number[]) => {
      const sheet = access.range(range);
      const all = Array.from({ length: range.columns }, (_, index) => range.column + index);
      if (columns.some((column) => !all.includes(column))) {
        throw new ServiceError('The coordinates or dimensions of the range are invalid.');
      }
      access.change(execution, sheet, range, () =>
        removeDuplicates(access, sheet, range, columns.length ? columns : all),
      );
    },
  };
}
