/** Inserting, deleting and moving rows and columns, with the refusals that both scripts and people meet. */
import { ServiceError } from '../bridge/protocol';
import { checkMovable } from './merges';
import type { SheetModel } from './sheet';
import type { Axis } from './structure';
import type { Workbook } from './workbook';

const NAMES = { row: 'rows', column: 'columns' } as const;

const sizeOf = (sheet: SheetModel, axis: Axis): number => (axis === 'row' ? sheet.maxRows : sheet.maxColumns);

function outOfBounds(axis: Axis): ServiceError {
  return new ServiceError(`Those ${NAMES[axis]} are out of bounds.`);
}

/** Inserts before position `at`; `like` names the row or column whose formats the new ones take. */
export function insertLines(
  workbook: Workbook,
  sheet: SheetModel,
  axis: Axis,
  at: number,
  count: number,
  like: number,
): void {
  if (count < 1 || at < 1 || at > sizeOf(sheet, axis) + 1) throw outOfBounds(axis);
  workbook.checkCellCount(count * (axis === 'row' ? sheet.maxColumns : sheet.maxRows));
  workbook.shift(sheet, { kind: 'insert', axis, at, count }, like);
}

export function deleteLines(
  workbook: Workbook,
  sheet: SheetModel,
  axis: Axis,
  at: number,
  count: number,
): void {
  const size = sizeOf(sheet, axis);
  if (count < 1 || at < 1 || at + count - 1 > size) throw outOfBounds(axis);
  const frozen = axis === 'row' ? sheet.frozenRows : sheet.frozenColumns;
  const frozenDeleted = Math.max(0, Math.min(frozen, at + count - 1) - at + 1);
  if (count - frozenDeleted >= size - frozen) {
    throw new ServiceError(
      frozen > 0
        ? `Sorry, it is not possible to delete all non-frozen ${NAMES[axis]}.`
        : `You can't delete all the ${NAMES[axis]} on the sheet.`,
    );
  }
  workbook.shift(sheet, { kind: 'delete', axis, at, count });
}

/** `to` is counted before the move. A block moved onto itself stays. */
export function moveLines(
  workbook: Workbook,
  sheet: SheetModel,
  axis: Axis,
  at: number,
  count: number,
  to: number,
): void {
  const size = sizeOf(sheet, axis);
  if (at < 1 || count < 1 || at + count - 1 > size || to < 1 || to > size + 1) throw outOfBounds(axis);
  if (to >= at && to <= at + count) return;
  const shift = { kind: 'move', axis, at, count, to } as const;
  checkMovable(sheet, shift);
  workbook.shift(sheet, shift);
}
