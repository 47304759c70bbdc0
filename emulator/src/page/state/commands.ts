/** What menus, keys and buttons do to the selection. */
import type { ActionAnswer, StyleView, UserAction } from '../api/types';
import { areaName, type Area } from '../logic/area';
import { act, actAndSelect, here, typeInto } from './actions';
import { activeSheet } from './active-sheet';
import { cellAt } from './cells';
import { ask } from './dialogs';
import { focusGrid } from './focus';
import { announce, tell } from './messages';
import { activeCell, selectArea, selectedArea, selectedRanges } from './selection';

const selectedRange = (): string => areaName(selectedArea.peek());

// --- Contents ---

export const clearSelection = (): Promise<unknown> =>
  act({ do: 'clear', sheet: here(), range: selectedRanges.peek() });

/** Ctrl+D and Ctrl+R: the first line of the selection again; of a single cell its neighbour's. */
export async function fill(direction: 'down' | 'right'): Promise<void> {
  const area = selectedArea.peek();
  const along = direction === 'down' ? area.rows : area.columns;
  const first = direction === 'down' ? area.row : area.column;
  if (along === 1 && first === 1) return;
  const whole = along > 1 ? area : before(area, direction);
  const from = direction === 'down' ? { ...whole, rows: 1 } : { ...whole, columns: 1 };
  await act({ do: 'fill', sheet: here(), from: areaName(from), range: areaName(whole) });
}

const before = (area: Area, direction: 'down' | 'right'): Area =>
  direction === 'down'
    ? { ...area, row: area.row - 1, rows: 2 }
    : { ...area, column: area.column - 1, columns: 2 };

/** What the fill handle does. */
export function fillTo(from: Area, range: Area): Promise<void> {
  const action = { do: 'fill', sheet: here(), from: areaName(from), range: areaName(range) } as const;
  return actAndSelect(action, () => selectArea(range));
}

/** All of the selected boxes: ticked, unless all are already. */
export function toggleCheckboxes(): void {
  const [sheet, area] = [here(), selectedArea.peek()];
  // As they are shown, also while they are being read again: the key must not be lost.
  const boxes = Array.from({ length: area.rows }, (_, down) => area.row + down).flatMap((row) =>
    Array.from({ length: area.columns }, (_, right) => area.column + right).flatMap((column) => {
      const cell = cellAt(sheet, row, column);
      return cell?.rule?.kind === 'checkbox' ? [{ row, column, on: isTicked(cell.text) }] : [];
    }),
  );
  const target = boxes.every(({ on }) => on) ? 'FALSE' : 'TRUE';
  for (const { row, column } of boxes) void typeInto(sheet, row, column, target);
}

export const isTicked = (text: string): boolean => text.toUpperCase() === 'TRUE';

export async function undo(): Promise<void> {
  sayDone(await act({ do: 'undo' }), 'Undone', 'Nothing to undo');
}

export async function redo(): Promise<void> {
  sayDone(await act({ do: 'redo' }), 'Done again', 'Nothing to redo');
}

function sayDone(answer: ActionAnswer | null, done: string, nothing: string): void {
  if (answer?.action === null) tell(nothing);
  else if (answer) announce(answer.action ? `${done}: ${answer.action}` : done);
}

export async function editNote(): Promise<void> {
  const { row, column } = activeCell.peek();
  const range = areaName({ row, column, rows: 1, columns: 1 });
  const sheet = here();
  const value = cellAt(sheet, row, column)?.note ?? '';
  const note = await ask({ title: `Note for ${range}`, label: 'Note', kind: 'lines', value, okay: 'Save' });
  if (note !== null && note !== value) await act({ do: 'note', sheet, range, note });
  focusGrid();
}

// --- Data ---

export function sortSheet(ascending: boolean, column = activeCell.peek().column): Promise<unknown> {
  return act({ do: 'sort', sheet: here(), column, ascending });
}

export function sortRange(ascending: boolean): Promise<unknown> {
  const { column } = activeCell.peek();
  return act({ do: 'sort', sheet: here(), column, range: selectedRange(), ascending });
}

export function toggleFilter(): Promise<unknown> {
  const sheet = activeSheet.peek();
  if (!sheet) return Promise.resolve();
  const area = selectedArea.peek();
  const used = {
    row: 1,
    column: 1,
    rows: Math.max(1, sheet.usedRows),
    columns: Math.max(1, sheet.usedColumns),
  };
  const range = areaName(area.rows * area.columns > 1 ? area : used);
  return act({ do: 'filter', sheet: sheet.id, range: sheet.filter === null ? range : null });
}

// --- Format ---

type StyleChange = Extract<UserAction, { do: 'format' }>['style'];

export const format = (style: StyleChange): Promise<unknown> =>
  act({ do: 'format', sheet: here(), range: selectedRanges.peek(), style });

/** As the active cell is, so the others become its opposite. */
export function toggleStyle(field: 'bold' | 'italic' | 'underline' | 'strikethrough' | 'wrap'): void {
  void format({ [field]: activeStyle()[field] ? null : true });
}

export function activeStyle(): StyleView {
  const { row, column } = activeCell.value;
  return cellAt(here(), row, column)?.style ?? {};
}

export function mergeSelection(): Promise<unknown> {
  return act({ do: 'merge', sheet: here(), range: areaName(selectedArea.peek()) });
}

export function unmergeSelection(): Promise<unknown> {
  return act({ do: 'unmerge', sheet: here(), range: areaName(selectedArea.peek()) });
}
