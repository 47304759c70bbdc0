/** What menus, keys and the mouse do to rows and columns. */
import { columnLetters, lastColumn, lastRow } from '../logic/area';
import { step } from '../logic/grid-layout';
import { act, actAndSelect, here } from './actions';
import { activeSheet, layout } from './active-sheet';
import { cellsOf } from './cells';
import { ask } from './dialogs';
import { focusGrid } from './focus';
import {
  activeCell,
  select,
  selectArea,
  selectColumns,
  selectedArea,
  selectRows,
  selectsWholeRows,
} from './selection';

let earlier: Promise<unknown> = Promise.resolve();

/** Pressed twice in a row, the second means what the first has left selected. */
function inOrder(work: () => Promise<void>): Promise<void> {
  const turn = earlier.then(work);
  earlier = turn.catch(() => undefined);
  return turn;
}

export const insertRows = (where: 'above' | 'below'): Promise<void> => inOrder(() => insertRowsNow(where));
export const insertColumns = (where: 'left' | 'right'): Promise<void> =>
  inOrder(() => insertColumnsNow(where));
export const deleteRows = (): Promise<void> => inOrder(deleteRowsNow);
export const deleteColumns = (): Promise<void> => inOrder(deleteColumnsNow);
export const moveRows = (by: 1 | -1): Promise<void> => inOrder(() => moveRowsNow(by));
export const moveColumns = (by: 1 | -1): Promise<void> => inOrder(() => moveColumnsNow(by));

async function insertRowsNow(where: 'above' | 'below'): Promise<void> {
  const area = selectedArea.peek();
  const at = where === 'above' ? area.row : lastRow(area) + 1;
  await actAndSelect({ do: 'insertRows', sheet: here(), before: at, count: area.rows }, () =>
    selectArea({ ...area, row: at }),
  );
}

async function insertColumnsNow(where: 'left' | 'right'): Promise<void> {
  const area = selectedArea.peek();
  const at = where === 'left' ? area.column : lastColumn(area) + 1;
  await actAndSelect({ do: 'insertColumns', sheet: here(), before: at, count: area.columns }, () =>
    selectArea({ ...area, column: at }),
  );
}

async function deleteRowsNow(): Promise<void> {
  const { row, column, rows } = selectedArea.peek();
  await actAndSelect({ do: 'deleteRows', sheet: here(), first: row, count: rows }, () =>
    select({ row, column }),
  );
}

async function deleteColumnsNow(): Promise<void> {
  const { row, column, columns } = selectedArea.peek();
  await actAndSelect({ do: 'deleteColumns', sheet: here(), first: column, count: columns }, () =>
    select({ row, column }),
  );
}

/** By one place among those that show. */
async function moveRowsNow(by: 1 | -1): Promise<void> {
  const area = selectedArea.peek();
  const edge = by === -1 ? area.row : lastRow(area);
  const neighbour = step(layout.peek().rows, edge, by);
  if (neighbour === edge) return;
  await moveRowsTo(area.row, area.rows, by === -1 ? neighbour : neighbour + 1);
}

async function moveColumnsNow(by: 1 | -1): Promise<void> {
  const area = selectedArea.peek();
  const at = by === -1 ? area.column - 1 : lastColumn(area) + 2;
  if (at < 1 || at > (activeSheet.peek()?.columns ?? 0) + 1) return;
  await moveColumnsTo(area.column, area.columns, at);
}

export async function moveRowsTo(first: number, count: number, before: number): Promise<void> {
  const [sheet, whole] = [here(), selectsWholeRows.peek()];
  const area = selectedArea.peek();
  const row = before > first ? before - count : before;
  await actAndSelect({ do: 'moveRows', sheet, first, count, before }, () => {
    if (whole) selectRows(row, row + count - 1);
    else selectArea({ ...area, row });
  });
}

export async function moveColumnsTo(first: number, count: number, before: number): Promise<void> {
  const sheet = here();
  const column = before > first ? before - count : before;
  await actAndSelect({ do: 'moveColumns', sheet, first, count, before }, () =>
    selectColumns(column, column + count - 1),
  );
}

export const setColumnWidth = (column: number, width: number): Promise<unknown> =>
  act({ do: 'columnWidth', sheet: here(), column, width });

export async function askColumnWidth(column = activeCell.peek().column): Promise<void> {
  const now = activeSheet.peek()?.columnWidths[column] ?? 100;
  const title = `Resize column ${columnLetters(column)}`;
  const width = await ask({ title, label: 'Width in pixels', kind: 'number', value: String(now) });
  if (width !== null && Number(width) >= 2) await setColumnWidth(column, Math.round(Number(width)));
  focusGrid();
}

/** Wide enough for what stands in it, as a double click on its edge does. */
export async function fitColumn(column: number): Promise<void> {
  const sheet = activeSheet.peek();
  if (!sheet || sheet.usedRows === 0) return;
  const rows = await cellsOf(sheet.id, { row: 1, column, rows: sheet.usedRows, columns: 1 });
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return;
  pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  const widths = rows.map(([cell]) => pen.measureText(cell?.text ?? '').width + (cell?.rule ? 44 : 14));
  await setColumnWidth(column, Math.round(Math.min(600, Math.max(40, ...widths))));
}

export const freeze = (size: { rows?: number; columns?: number }): Promise<unknown> =>
  act({ do: 'freeze', sheet: here(), ...size });
