/** The mouse in the grid: select, drag, fill, resize, open menus and editors. */
import { openGridMenu } from '../components/grid-menus';
import { areaBetween, contains, lastColumn, lastRow, type Area, type Cell } from '../logic/area';
import { cornerOf } from '../logic/merged-blocks';
import { layout } from '../state/active-sheet';
import { cellAt } from '../state/cells';
import * as commands from '../state/commands';
import * as lines from '../state/line-commands';
import { here } from '../state/actions';
import { commit, editor, startEditing } from '../state/editor';
import { showFilter } from '../state/filter';
import { focusGrid } from '../state/focus';
import {
  activeCell,
  extendTo,
  select,
  selectAll,
  selectAlso,
  selectColumns,
  selectedArea,
  selectRows,
} from '../state/selection';
import { dashedDrag, drag } from './drag';
import { pressedLetter, pressedNumber } from './line-mouse';
import { hoveredCell } from './hover-card';
import { cellUnder } from './view-window';

const part = (target: EventTarget | null, selector: string): HTMLElement | null =>
  (target as Element | null)?.closest<HTMLElement>(selector) ?? null;

const numberIn = (element: HTMLElement | null, name: string): number => Number(element?.dataset[name] ?? 0);

/** A click on a link selects its cell first; in the active cell it opens the link. */
let linkIsReady = false;

export const gridMouse = {
  onPointerDown: (event: PointerEvent): void => {
    // A finger scrolls; what it taps comes as a click.
    if (event.pointerType === 'touch' || event.button !== 0) return;
    if (part(event.target, '.cell-editor, .choices, .hover-card')) return;
    if (editor.peek()) commit();
    linkIsReady = part(event.target, '.cell')?.classList.contains('active') === true;
    pressed(event);
  },
  onClick: (event: MouseEvent): void => {
    if (part(event.target, '.cell a') && !linkIsReady && !event.ctrlKey && !event.metaKey)
      event.preventDefault();
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (isTouch) tapped(event);
    else clickedInCell(event);
  },
  onDblClick: (event: MouseEvent): void => {
    const edge = part(event.target, '[data-resizer]');
    if (edge) void lines.fitColumn(numberIn(edge, 'resizer'));
    else if (part(event.target, '.cell') && !part(event.target, '.cell-editor, [data-box], .choices'))
      startEditing();
  },
  onContextMenu: (event: MouseEvent): void => {
    if (part(event.target, '.cell-editor')) return;
    event.preventDefault();
    openMenuAt(event);
  },
  onPointerOver: (event: PointerEvent): void => {
    const cell = event.pointerType === 'touch' ? null : part(event.target, '.cell');
    const under = cell && cellUnder(event.clientX, event.clientY);
    hoveredCell.value = under && cornerOf(layout.peek().merges, under);
  },
  onPointerLeave: (): void => {
    hoveredCell.value = null;
  },
};

function pressed(event: PointerEvent): void {
  const { target } = event;
  if (part(target, '[data-letter-menu], .filter-button')) return;
  if (part(target, '[data-resizer]')) resize(event, numberIn(part(target, '[data-resizer]'), 'resizer'));
  else if (part(target, '[data-fill-handle]')) fillByDrag(event);
  else if (part(target, '[data-corner]')) selectAll();
  else if (part(target, '[data-row-number]')) pressedNumber(event);
  else if (part(target, '[data-letter]')) pressedLetter(event);
  else if (part(target, '.cell')) selectByDrag(event);
  else return;
  event.preventDefault();
  focusGrid();
}

function selectByDrag(event: PointerEvent): void {
  const cell = cellUnder(event.clientX, event.clientY);
  if (event.shiftKey) extendTo(cell, false);
  else if (event.ctrlKey || event.metaKey) selectAlso(cell);
  else select(cell, cell, null);
  drag(event, { move: (x, y) => extendTo(cellUnder(x, y), false) });
}

/** Down or across, whichever the mouse has gone further; back over the selection nothing is filled. */
function fillByDrag(event: PointerEvent): void {
  const from = selectedArea.peek();
  drag(event, {
    move: (x, y) => (dashedDrag.value = fillArea(from, cellUnder(x, y))),
    end: () => {
      const range = dashedDrag.peek();
      dashedDrag.value = null;
      if (range) void commands.fillTo(from, range);
    },
  });
}

function fillArea(from: Area, to: Cell): Area | null {
  if (contains(from, to)) return null;
  const down = Math.max(to.row - lastRow(from), from.row - to.row, 0);
  const across = Math.max(to.column - lastColumn(from), from.column - to.column, 0);
  const end = { row: lastRow(from), column: lastColumn(from) };
  if (down >= across)
    return to.row > end.row
      ? areaBetween(from, { ...end, row: to.row })
      : areaBetween({ ...from, row: to.row }, end);
  return to.column > end.column
    ? areaBetween(from, { ...end, column: to.column })
    : areaBetween({ ...from, column: to.column }, end);
}

/** Shows the width at once; it is told when the mouse is let go. */
function resize(event: PointerEvent, column: number): void {
  const place = layout.peek().columns.find((candidate) => candidate.column === column);
  const letter = part(event.target, '[data-letter]');
  if (!place || !letter) return;
  const widthAt = (x: number): number => Math.max(20, Math.round(place.width + x - event.clientX));
  let width = place.width;
  letter.classList.add('resizing');
  drag(event, {
    move: (x) => {
      width = widthAt(x);
      letter.style.setProperty('--resized', `${width}px`);
    },
    end: () => {
      letter.classList.remove('resizing');
      if (width !== place.width) void lines.setColumnWidth(column, width);
    },
  });
}

function clickedInCell(event: MouseEvent): void {
  const letterMenu = part(event.target, '[data-letter-menu]');
  const filter = part(event.target, '.filter-button');
  if (letterMenu) {
    const column = numberIn(letterMenu, 'letterMenu');
    selectColumns(column, column);
    openGridMenu('column', { below: letterMenu });
  } else if (filter) void showFilter(numberIn(filter, 'filter'), filter);
  else if (part(event.target, '[data-box]')) commands.toggleCheckboxes();
  else if (part(event.target, '[data-chip]') && !editor.peek()) startEditing();
}

/** A second tap on the active cell opens it. */
function tapped(event: PointerEvent): void {
  if (part(event.target, '.cell-editor, .choices')) return;
  const cell = cornerOf(layout.peek().merges, cellUnder(event.clientX, event.clientY));
  const { row, column } = activeCell.peek();
  if (editor.peek()) commit();
  if (part(event.target, '[data-letter]') && !part(event.target, '[data-letter-menu]')) {
    selectColumns(cell.column, cell.column);
  } else if (part(event.target, '[data-row-number]')) selectRows(cell.row, cell.row);
  else if (part(event.target, '.cell')) {
    const again = row === cell.row && column === cell.column;
    if (!again) select(cell, cell, null);
    const isBox = cellAt(here(), cell.row, cell.column)?.rule?.kind === 'checkbox';
    if (again && !isBox) startEditing();
    else clickedInCell(event);
  } else clickedInCell(event);
}

function openMenuAt(event: MouseEvent): void {
  const place = { x: event.clientX, y: event.clientY };
  const cell = cellUnder(event.clientX, event.clientY);
  const inside = contains(selectedArea.peek(), cell);
  if (part(event.target, '[data-row-number]')) {
    if (!inside) selectRows(cell.row, cell.row);
    openGridMenu('row', place);
  } else if (part(event.target, '[data-letter]')) {
    if (!inside) selectColumns(cell.column, cell.column);
    openGridMenu('column', place);
  } else if (part(event.target, '.cell')) {
    if (!inside) select(cell, cell, null);
    openGridMenu('cell', place);
  }
}
