/** Typing, pasting, copying, cutting, filling, clearing, sorting, replacing. */
import { parseArea } from '../a1';
import { clearArea, copyBlock } from '../copy';
import { fillArea } from '../fill';
import { CellsStep } from '../history/cells-step';
import { ShrinkGrid } from '../history/line-steps';
import type { Step } from '../history/step';
import { replaceInArea } from '../replace';
import type { SheetModel } from '../sheet';
import { sortArea } from '../sort';
import type { Area, EditAction, EditChange, SheetRef, UserActions } from '../types';
import { checkEditable, growTo, writeRaw } from '../write';
import { wholeSheet, type ActionContext } from './action-context';
import { cutCells } from './cut';
import { landingOf } from './landing';
import { sortStep } from './sort-step';

type CellActions = Pick<
  UserActions,
  'edit' | 'paste' | 'copy' | 'cut' | 'fill' | 'clear' | 'clearRanges' | 'sort' | 'replace' | 'importTable'
>;

/** The grid grows where a paste needs it; the steps shrink it again. */
export function grow(context: ActionContext, sheet: SheetModel, area: Area): Step[] {
  const { workbook } = context;
  const { maxRows, maxColumns } = sheet;
  growTo(workbook, sheet, area.row + area.rows - 1, area.column + area.columns - 1);
  const added = { row: sheet.maxRows - maxRows, column: sheet.maxColumns - maxColumns } as const;
  return (['row', 'column'] as const).flatMap((axis) =>
    added[axis] > 0
      ? [new ShrinkGrid(workbook, { sheetId: sheet.id, axis, first: 0, count: added[axis] })]
      : [],
  );
}

function write(
  context: ActionContext,
  ref: SheetRef,
  topLeft: string,
  rows: readonly (readonly string[])[],
  action: EditAction,
): EditChange {
  const { workbook, author } = context;
  const sheet = workbook.sheet(ref);
  const start = parseArea(topLeft, sheet.maxRows, sheet.maxColumns);
  const area = {
    row: start.row,
    column: start.column,
    rows: Math.max(1, rows.length),
    columns: rows.reduce((widest, row) => Math.max(widest, row.length), 1),
  };
  const before = grow(context, sheet, area);
  const perform = (): void =>
    writeRaw(workbook, sheet, area, (row, column) => rows[row]?.[column] ?? '', author);
  return context.edited(sheet, area, action, perform, { before });
}

function copy(
  context: ActionContext,
  ref: SheetRef,
  from: string,
  topLeft: string,
  to: SheetRef | undefined,
): EditChange {
  const { workbook, author } = context;
  const { origin, source, sheet, area } = landingOf(workbook, { ref, from, topLeft, to });
  const before = grow(context, sheet, area);
  checkEditable(workbook, sheet, area, author);
  return context.edited(sheet, area, 'paste', () => copyBlock(workbook, origin, source, sheet, area), {
    before,
  });
}

/** The tab's content is replaced; its formats stay. */
function importTable(
  context: ActionContext,
  ref: SheetRef,
  rows: readonly (readonly string[])[],
): EditChange {
  const { workbook, author } = context;
  const sheet = workbook.sheet(ref);
  checkEditable(workbook, sheet, wholeSheet(sheet), author);
  const area = {
    ...{ row: 1, column: 1, rows: Math.max(1, rows.length) },
    columns: rows.reduce((widest, row) => Math.max(widest, row.length), 1),
  };
  const before = grow(context, sheet, area);
  const used = sheet.contentSize();
  const touched = {
    ...area,
    rows: Math.max(area.rows, used.rows),
    columns: Math.max(area.columns, used.columns),
  };
  const perform = (): void => {
    clearArea(sheet, wholeSheet(sheet), { contents: true });
    writeRaw(workbook, sheet, area, (row, column) => rows[row]?.[column] ?? '', author);
  };
  const change = context.edited(sheet, touched, 'import', perform, { before });
  return { ...change, range: area };
}

export function cellActions(context: ActionContext): CellActions {
  const { workbook } = context;
  return {
    edit: (ref, cell, text) => write(context, ref, cell, [[text]], 'type'),
    paste: (ref, topLeft, rows) => write(context, ref, topLeft, rows, 'paste'),
    copy: (ref, from, topLeft, to) => copy(context, ref, from, topLeft, to),
    cut: (ref, from, topLeft, to) => cutCells(context, ref, from, topLeft, to),
    fill: (ref, from, range) => {
      const { sheet, area } = context.editable(ref, range);
      const source = parseArea(from, sheet.maxRows, sheet.maxColumns);
      return context.edited(sheet, area, 'paste', () => fillArea(workbook, sheet, source, area), {
        label: 'fill',
      });
    },
    clear: (ref, range) => {
      const { sheet, area } = context.editable(ref, range);
      return context.edited(sheet, area, 'clear', () => clearArea(sheet, area, { contents: true }));
    },
    clearRanges: (ref, ranges) => {
      const places = ranges.map((range) => context.editable(ref, range));
      context.remember('clear', places.map(({ sheet, area }) => new CellsStep(workbook, sheet.id, area))); // prettier-ignore
      return places.map(({ sheet, area }) =>
        context.describeEdit(sheet, area, 'clear', () => clearArea(sheet, area, { contents: true })),
      );
    },
    sort: (ref, range, column, ascending = true) => {
      const { sheet, area } = context.editable(ref, range);
      const before = sortStep(workbook, sheet, area);
      const perform = (cells: { noteSort(): void }): void => {
        sortArea(workbook, sheet, area, [{ column, ascending }]);
        cells.noteSort();
      };
      return context.edited(sheet, area, 'sort', perform, { before });
    },
    replace: (ref, find, replacement, range, matchCase = false, wholeCell = false) => {
      const sheet = workbook.sheet(ref);
      const area = range === undefined ? wholeSheet(sheet) : context.editable(ref, range).area;
      return replaceInArea(context, sheet, area, { find, replacement, matchCase, wholeCell });
    },
    importTable: (ref, rows) => importTable(context, ref, rows),
  };
}
