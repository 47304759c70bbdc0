/** Inserting, deleting and moving rows and columns; freezing and widths. */
import { ServiceError } from '../../bridge/protocol';
import { DeletedLines, lineArea } from '../history/deleted-lines';
import { BringLinesBack, MoveLines, RemoveLines } from '../history/line-steps';
import { checkInsertion } from '../protection';
import { deleteLines, insertLines, moveLines } from '../row-operations';
import type { SheetModel } from '../sheet';
import type { Axis } from '../structure';
import type { SheetRef, StructureChange, UserActions, UserChange } from '../types';
import { checkEditable } from '../write';
import type { ActionContext } from './action-context';

type LineActions = Pick<
  UserActions,
  | 'insertRows'
  | 'insertColumns'
  | 'deleteRows'
  | 'deleteColumns'
  | 'moveRows'
  | 'moveColumns'
  | 'freeze'
  | 'setFrozenRows'
  | 'columnWidth'
>;

const CHANGE_OF = {
  insert: { row: 'INSERT_ROW', column: 'INSERT_COLUMN' },
  delete: { row: 'REMOVE_ROW', column: 'REMOVE_COLUMN' },
} as const;

/** Pixels. */
const WIDTHS = { least: 2, most: 2000 };

const sizeOf = (sheet: SheetModel, axis: Axis): number => (axis === 'row' ? sheet.maxRows : sheet.maxColumns);

function insert(
  context: ActionContext,
  ref: SheetRef,
  axis: Axis,
  first: number,
  count: number,
): StructureChange {
  const { workbook, user } = context;
  const sheet = workbook.sheet(ref);
  checkInsertion(workbook.protections, sheet.id, axis, first, user, workbook.owner);
  // As "insert above" does: the new row looks like the one it pushes down, at the end like the last.
  insertLines(workbook, sheet, axis, first, count, Math.min(first, sizeOf(sheet, axis)));
  context.remember(`insert ${axis}s`, [new RemoveLines(workbook, { sheetId: sheet.id, axis, first, count })]);
  return context.structure(sheet.id, CHANGE_OF.insert[axis], `insert ${axis}s`, true);
}

function remove(
  context: ActionContext,
  ref: SheetRef,
  axis: Axis,
  first: number,
  count: number,
): StructureChange {
  const { workbook, author } = context;
  const sheet = workbook.sheet(ref);
  checkEditable(workbook, sheet, lineArea(sheet, axis, first, count), author);
  const outside = first < 1 || count < 1 || first + count - 1 > sizeOf(sheet, axis);
  const deleted = outside ? undefined : new DeletedLines(workbook, sheet, axis, first, count);
  deleteLines(workbook, sheet, axis, first, count);
  if (deleted) {
    const lines = { sheetId: sheet.id, axis, first, count };
    context.remember(`delete ${axis}s`, [new BringLinesBack(workbook, lines, deleted)]);
  }
  return context.structure(sheet.id, CHANGE_OF.delete[axis], `delete ${axis}s`, true);
}

/** A move fires both events; the edit's range is where the block went. */
function move(
  context: ActionContext,
  ref: SheetRef,
  axis: Axis,
  [first, count, before]: readonly [number, number, number],
): UserChange[] {
  const { workbook, author } = context;
  const sheet = workbook.sheet(ref);
  checkEditable(workbook, sheet, lineArea(sheet, axis, first, count), author);
  const landed = before > first ? before - count : before;
  const mark = workbook.layout.mark();
  const edit = context.describeEdit(sheet, lineArea(sheet, axis, landed, count), 'paste', () =>
    moveLines(workbook, sheet, axis, first, count, before),
  );
  if (workbook.layout.mark() !== mark) {
    const lines = { sheetId: sheet.id, axis, first: landed, count };
    const back = before > first ? first : first + count;
    context.remember(`move ${axis}s`, [new MoveLines(workbook, lines, back)]);
  }
  return [edit, context.structure(sheet.id, 'OTHER', `move ${axis}s`)];
}

/** What is not given stays. */
function freeze(context: ActionContext, ref: SheetRef, rows?: number, columns?: number): StructureChange {
  const sheet = context.workbook.sheet(ref);
  const wanted: [number, number] = [rows ?? sheet.frozenRows, columns ?? sheet.frozenColumns];
  for (const [index, axis] of (['row', 'column'] as const).entries()) {
    const count = wanted[index] ?? 0;
    if (!Number.isInteger(count) || count < 0 || count >= sizeOf(sheet, axis)) {
      throw new ServiceError(`Sorry, it is not possible to freeze all ${axis}s.`);
    }
  }
  const property = {
    exact: true,
    read: (each: SheetModel): [number, number] => [each.frozenRows, each.frozenColumns],
    write: (each: SheetModel, value: [number, number]) => {
      [each.frozenRows, each.frozenColumns] = value;
    },
  };
  return context.set(sheet, property, wanted, 'freeze');
}

function columnWidth(context: ActionContext, ref: SheetRef, column: number, width: number): StructureChange {
  const sheet = context.workbook.sheet(ref);
  if (!sheet.isColumn(column)) throw new ServiceError('Those columns are out of bounds.');
  if (!(width >= WIDTHS.least && width <= WIDTHS.most)) {
    throw new ServiceError(`A column's width must be between ${WIDTHS.least} and ${WIDTHS.most} pixels.`);
  }
  const property = {
    exact: true,
    read: (each: SheetModel): number | undefined => each.columns[column - 1]?.width,
    write: (each: SheetModel, value: number | undefined) => {
      const { hidden } = each.columns[column - 1] ?? {};
      const rest = hidden ? { hidden } : undefined;
      each.columns[column - 1] = value === undefined ? rest : { ...rest, width: value };
    },
  };
  return context.set(sheet, property, Math.round(width), 'column width');
}

export function lineActions(context: ActionContext): LineActions {
  return {
    insertRows: (ref, before, count = 1) => insert(context, ref, 'row', before, count),
    insertColumns: (ref, before, count = 1) => insert(context, ref, 'column', before, count),
    deleteRows: (ref, first, count = 1) => remove(context, ref, 'row', first, count),
    deleteColumns: (ref, first, count = 1) => remove(context, ref, 'column', first, count),
    moveRows: (ref, first, count, before) => move(context, ref, 'row', [first, count, before]),
    moveColumns: (ref, first, count, before) => move(context, ref, 'column', [first, count, before]),
    freeze: (ref, rows, columns) => freeze(context, ref, rows, columns),
    setFrozenRows: (ref, rows) => freeze(context, ref, rows),
    columnWidth: (ref, column, width) => columnWidth(context, ref, column, width),
  };
}
