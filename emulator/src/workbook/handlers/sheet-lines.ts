/** Host side of Sheet for rows and columns: inserting, deleting, moving, freezing, hiding, sizes. */
import type { ExecutionInfo, HandlerTable } from '../../bridge/host';
import { ServiceError, type WireRange } from '../../bridge/protocol';
import { checkInsertion } from '../protection';
import type { Row } from '../row';
import { deleteLines, insertLines, moveLines } from '../row-operations';
import type { SheetModel } from '../sheet';
import type { Axis } from '../structure';
import type { Area } from '../types';
import type { Access } from './access';

const LINES = [
  { axis: 'row', one: 'Row', many: 'Rows', size: 'RowHeight' },
  { axis: 'column', one: 'Column', many: 'Columns', size: 'ColumnWidth' },
] as const;

type ForLines = (execution: ExecutionInfo, id: number, first: number, count: number) => unknown;

const sizeOf = (sheet: SheetModel, axis: Axis): number => (axis === 'row' ? sheet.maxRows : sheet.maxColumns);

function lineArea(sheet: SheetModel, axis: Axis, first: number, count: number): Area {
  return axis === 'row'
    ? { row: first, column: 1, rows: count, columns: sheet.maxColumns }
    : { row: 1, column: first, rows: sheet.maxRows, columns: count };
}

function checkLines(sheet: SheetModel, axis: Axis, first: number, count: number): void {
  if (first < 1 || count < 1 || first + count - 1 > sizeOf(sheet, axis)) {
    throw new ServiceError(`Those ${axis}s are out of bounds.`);
  }
}

function setHidden(sheet: SheetModel, axis: Axis, line: number, hidden: boolean): void {
  if (axis === 'column') sheet.changeColumn(line, { hidden });
  else if (hidden || sheet.row(line)) sheet.ensureRow(line).hidden = hidden;
}

function setSize(sheet: SheetModel, axis: Axis, line: number, size: number): void {
  if (axis === 'column') sheet.changeColumn(line, { width: size });
  else Object.assign(sheet.ensureRow(line), { height: size, heightForced: false });
}

function freeze(
  access: Access,
  execution: ExecutionInfo,
  sheet: SheetModel,
  axis: Axis,
  count: number,
): void {
  if (count < 0 || count >= sizeOf(sheet, axis)) {
    throw new ServiceError(`Sorry, it is not possible to freeze all ${axis}s.`);
  }
  if (axis === 'row') sheet.frozenRows = count;
  else sheet.frozenColumns = count;
  access.changed(execution, sheet, false);
}

/** Widths do not depend on a font here: seven pixels a character and some room, between 25 and 400. */
function fitColumn(access: Access, sheet: SheetModel, column: number): void {
  let longest = 0;
  for (let row = 1; row <= sheet.maxRows; row++) {
    if (sheet.row(row)) longest = Math.max(longest, access.workbook.display(sheet, row, column).length);
  }
  sheet.changeColumn(column, { width: Math.min(400, Math.max(25, longest * 7 + 15)) });
}

function handlersFor(access: Access, { axis, one, many, size }: (typeof LINES)[number]): HandlerTable {
  const { workbook } = access;
  const each =
    (content: boolean, perform: (sheet: SheetModel, line: number, extra: number) => void) =>
    (execution: ExecutionInfo, id: number, first: number, count: number, extra = 0): void => {
      const sheet = access.sheet(id);
      checkLines(sheet, axis, first, count);
      for (let line = first; line < first + count; line++) perform(sheet, line, extra);
      access.changed(execution, sheet, content);
    };
  const insert =
    (after: boolean): ForLines =>
    (execution, id, position, count) => {
      const sheet = access.sheet(id);
      checkLines(sheet, axis, position, 1);
      const { protections, owner } = workbook;
      checkInsertion(protections, id, axis, after ? position + 1 : position, execution.effectiveUser, owner);
      // The new lines look like the one they were asked next to.
      insertLines(workbook, sheet, axis, after ? position + 1 : position, count, position);
      access.changed(execution, sheet, true);
    };
  const hiddenByUser = (_execution: ExecutionInfo, id: number, line: number): boolean => {
    const sheet = access.sheet(id);
    return (axis === 'row' ? sheet.row(line)?.hidden : sheet.columns[line - 1]?.hidden) ?? false;
  };
  const remove: ForLines = (execution, id, first, count) => {
    const sheet = access.sheet(id);
    access.checkEditable(execution, sheet, lineArea(sheet, axis, first, count));
    deleteLines(workbook, sheet, axis, first, count);
    access.changed(execution, sheet, true);
  };
  const hide = each(false, (sheet, line) => setHidden(sheet, axis, line, true));
  const show = each(false, (sheet, line) => setHidden(sheet, axis, line, false));
  const resize = each(false, (sheet, line, pixels) => setSize(sheet, axis, line, pixels));
  return {
    // The one-line methods come with a count of 1.
    [`Sheet.insert${one}Before`]: insert(false),
    [`Sheet.insert${many}Before`]: insert(false),
    [`Sheet.insert${many}`]: insert(false),
    [`Sheet.insert${one}After`]: insert(true),
    [`Sheet.insert${many}After`]: insert(true),
    [`Sheet.delete${one}`]: remove,
    [`Sheet.delete${many}`]: remove,
    [`Sheet.move${many}`]: (execution: ExecutionInfo, id: number, spec: WireRange, to: number) => {
      const sheet = access.sheet(id);
      const [first, count] = axis === 'row' ? [spec.row, spec.rows] : [spec.column, spec.columns];
      access.checkEditable(execution, sheet, lineArea(sheet, axis, first, count));
      moveLines(workbook, sheet, axis, first, count, to);
      access.changed(execution, sheet, true);
    },
    [`Sheet.getFrozen${many}`]: (_execution: ExecutionInfo, id: number) =>
      axis === 'row' ? access.sheet(id).frozenRows : access.sheet(id).frozenColumns,
    [`Sheet.setFrozen${many}`]: (execution: ExecutionInfo, id: number, count: number) =>
      freeze(access, execution, access.sheet(id), axis, count),
    [`Sheet.hide${one}`]: hide,
    [`Sheet.hide${many}`]: hide,
    [`Sheet.unhide${one}`]: show,
    [`Sheet.show${many}`]: show,
    [`Sheet.is${one}HiddenByUser`]: hiddenByUser,
    [`Sheet.set${size}`]: resize,
    [`Sheet.set${size}s`]: resize,
    [`Sheet.get${size}`]: (_execution: ExecutionInfo, id: number, line: number) => {
      const sheet = access.sheet(id);
      return axis === 'row' ? sheet.rowHeight(line) : sheet.columnWidth(line);
    },
  };
}

export function sheetLineHandlers(access: Access): HandlerTable {
  const fit: ForLines = (execution, id, first, count) => {
    const sheet = access.sheet(id);
    checkLines(sheet, 'column', first, count);
    for (let column = first; column < first + count; column++) fitColumn(access, sheet, column);
    access.changed(execution, sheet, false);
  };
  const eachRow =
    (perform: (row: Row, pixels: number) => void) =>
    (execution: ExecutionInfo, id: number, first: number, count: number, pixels: number): void => {
      const sheet = access.sheet(id);
      checkLines(sheet, 'row', first, count);
      for (let row = first; row < first + count; row++) perform(sheet.ensureRow(row), pixels);
      access.changed(execution, sheet, false);
    };
  return {
    ...handlersFor(access, LINES[0]),
    ...handlersFor(access, LINES[1]),
    'Sheet.isRowHiddenByFilter': (_execution: ExecutionInfo, id: number, row: number) =>
      access.sheet(id).row(row)?.filtered ?? false,
    'Sheet.setRowHeightsForced': eachRow((row, height) => Object.assign(row, { height, heightForced: true })),
    'Sheet.autoResizeRows': eachRow((row) => Object.assign(row, { height: undefined, heightForced: false })),
    'Sheet.hasHiddenGridlines': (_execution: ExecutionInfo, id: number) => access.sheet(id).gridlinesHidden,
    'Sheet.setHiddenGridlines': (execution: ExecutionInfo, id: number, hidden: boolean) => {
      access.sheet(id).gridlinesHidden = hidden;
      access.changed(execution, access.sheet(id), false);
    },
    'Sheet.autoResizeColumn': fit,
    'Sheet.autoResizeColumns': fit,
  };
}
