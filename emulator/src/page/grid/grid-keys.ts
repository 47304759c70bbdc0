/** The keyboard in the grid, as in Sheets. */
import { openGridMenu } from '../components/grid-menus';
import { clearFormat } from '../components/format-menu';
import { cellName, lastRow } from '../logic/area';
import { indexOf } from '../logic/grid-layout';
import { jumpTarget } from '../logic/jump';
import { here } from '../state/actions';
import { activeSheet, layout, shownColumns } from '../state/active-sheet';
import { cellAt, cellsOf } from '../state/cells';
import { copied } from '../state/clipboard';
import * as commands from '../state/commands';
import * as lines from '../state/line-commands';
import { changeText, editor, startEditing } from '../state/editor';
import { openFind } from '../state/find';
import { filterArea, isFilterHead, showFilter } from '../state/filter';
import { openReplace } from '../state/replace';
import {
  activeCell,
  cellAway,
  extendTo,
  select,
  selectAll,
  selectColumns,
  selectedArea,
  selectionEnd,
  selectRows,
} from '../state/selection';
import * as sheets from '../state/sheet-commands';
import { rowsOfPage, viewport } from './view-window';

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** By the keys held: `Ctrl+Shift+Z`; Cmd counts as Ctrl. */
const COMMANDS: Readonly<Record<string, () => unknown>> = {
  'Ctrl+a': selectAll,
  'Ctrl+z': commands.undo,
  'Ctrl+y': commands.redo,
  'Ctrl+Shift+z': commands.redo,
  'Ctrl+d': () => commands.fill('down'),
  'Ctrl+r': () => commands.fill('right'),
  'Ctrl+f': openFind,
  'Ctrl+h': openReplace,
  'Ctrl+b': () => commands.toggleStyle('bold'),
  'Ctrl+i': () => commands.toggleStyle('italic'),
  'Ctrl+u': () => commands.toggleStyle('underline'),
  'Alt+Shift+%': () => commands.toggleStyle('strikethrough'),
  'Alt+Shift+5': () => commands.toggleStyle('strikethrough'),
  'Ctrl+Shift+l': () => commands.format({ align: 'left' }),
  'Ctrl+Shift+e': () => commands.format({ align: 'center' }),
  'Ctrl+Shift+r': () => commands.format({ align: 'right' }),
  'Ctrl+\\': clearFormat,
  'Ctrl+ ': () => selectColumns(...columnSpan()),
  'Shift+ ': () => selectRows(...rowSpan()),
  'Alt+Shift+ArrowUp': () => lines.moveRows(-1),
  'Alt+Shift+ArrowDown': () => lines.moveRows(1),
  'Ctrl+Shift+PageUp': () => sheets.stepSheet(-1),
  'Ctrl+Shift+PageDown': () => sheets.stepSheet(1),
  'Alt+ArrowUp': () => sheets.stepSheet(-1),
  'Alt+ArrowDown': openList,
  'Alt+Enter': openLink,
  'Shift+F2': commands.editNote,
  'Shift+F11': sheets.addSheet,
  'Shift+F10': menuOfCell,
  ContextMenu: menuOfCell,
  F2: () => startEditing(),
  Delete: commands.clearSelection,
  Backspace: commands.clearSelection,
  Escape: () => (copied.value = null),
  Home: () => goTo({ column: 1 }),
  'Shift+Home': () => goTo({ column: 1 }, true),
  End: () => goTo({ column: usedColumn() }),
  'Shift+End': () => goTo({ column: usedColumn() }, true),
  'Ctrl+Home': goToStart,
  'Ctrl+Shift+Home': () => goTo({ row: 1, column: 1 }, true),
  'Ctrl+End': () => goTo({ row: usedRow(), column: usedColumn() }),
  'Ctrl+Shift+End': () => goTo({ row: usedRow(), column: usedColumn() }, true),
  PageUp: () => move(-rowsOfPage(), 0, false),
  PageDown: () => move(rowsOfPage(), 0, false),
  'Shift+PageUp': () => move(-rowsOfPage(), 0, true),
  'Shift+PageDown': () => move(rowsOfPage(), 0, true),
  Tab: () => move(0, 1, false),
  'Shift+Tab': () => move(0, -1, false),
  Enter: enter,
  'Shift+Enter': () => move(-1, 0, false),
  ' ': space,
};

export function onGridKey(event: KeyboardEvent): void {
  if (event.isComposing || (event.target as Element).closest('.cell-editor, button')) return;
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const command = COMMANDS[nameOf(event)];
  const arrow = ARROWS[key];
  if (command) inOrder(command);
  else if (arrow && !altKey && (ctrlKey || metaKey)) jump(arrow, shiftKey);
  else if (arrow && !altKey) inOrder(() => move(arrow[0], arrow[1], shiftKey));
  else if (key.length === 1 && !ctrlKey && !metaKey && !altKey) inOrder(() => typeFirst(key));
  else {
    // Of a key that composes a character nothing is known yet: it goes into the field that opens.
    if (key === 'Process' || key === 'Dead') startEditing({ typed: '' });
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** A jump to the edge may have to read cells first: keys that come meanwhile wait for it. */
let jumping: Promise<unknown> | null = null;

function inOrder(does: () => unknown): void {
  if (jumping) void jumping.then(does);
  else void does();
}

function jump(arrow: readonly [number, number], extend: boolean): void {
  const mine = (jumping ?? Promise.resolve()).then(() => jumpNow(arrow, extend));
  jumping = mine;
  void mine.finally(() => {
    if (jumping === mine) jumping = null;
  });
}

function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const held = [(ctrlKey || metaKey) && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift'].filter(Boolean);
  return [...held, key.length === 1 ? key.toLowerCase() : key].join('+');
}

function typeFirst(key: string): void {
  const open = editor.peek();
  // Keys that waited for a jump: the first has opened the field, the others go on in it.
  if (open) changeText(open.text + key);
  else if (activeRule()?.kind !== 'checkbox') startEditing({ typed: key });
}

async function jumpNow([down, right]: readonly [number, number], extend: boolean): Promise<void> {
  const from = extend ? selectionEnd.peek() : activeCell.peek();
  const target = await edgeFrom(from, down, right);
  if (extend) extendTo(target);
  else select(target);
}

function move(down: number, right: number, extend: boolean): void {
  if (extend) extendTo(cellAway(selectionEnd.peek(), down, right));
  else select(cellAway(activeCell.peek(), down, right));
}

/** The whole line is needed to know where its block ends. */
async function edgeFrom(from: { row: number; column: number }, down: number, right: number) {
  const sheet = activeSheet.peek();
  if (!sheet) return from;
  const by = down + right > 0 ? 1 : -1;
  if (right === 0) {
    const { rows } = layout.peek();
    const area = { row: 1, column: from.column, rows: Math.max(1, sheet.usedRows), columns: 1 };
    const cells = await cellsOf(sheet.id, area).catch(() => []);
    const filled = rows.map((row) => (cells[row - 1]?.[0]?.text ?? '') !== '');
    return { ...from, row: rows[jumpTarget(filled, indexOf(rows, from.row), by)] ?? from.row };
  }
  const columns = shownColumns.peek();
  const area = { row: from.row, column: 1, rows: 1, columns: Math.max(1, sheet.usedColumns) };
  const [cells = []] = await cellsOf(sheet.id, area).catch(() => []);
  const filled = columns.map((column) => (cells[column - 1]?.text ?? '') !== '');
  return { ...from, column: columns[jumpTarget(filled, indexOf(columns, from.column), by)] ?? from.column };
}

function goTo(place: { row?: number; column?: number }, extend = false): void {
  const from = extend ? selectionEnd.peek() : activeCell.peek();
  const target = { ...from, ...place };
  if (extend) extendTo(target);
  else select(target);
}

/** The first cell may be frozen and so in sight anyway: what scrolls goes to its start too. */
function goToStart(): void {
  goTo({ row: 1, column: 1 });
  viewport.current?.scrollTo(0, 0);
}

const usedRow = (): number => Math.max(1, activeSheet.peek()?.usedRows ?? 1);
const usedColumn = (): number => Math.max(1, activeSheet.peek()?.usedColumns ?? 1);

function columnSpan(): [number, number] {
  const { column, columns } = selectedArea.peek();
  return [column, column + columns - 1];
}

function rowSpan(): [number, number] {
  return [selectedArea.peek().row, lastRow(selectedArea.peek())];
}

/** The first link of the active cell. */
function openLink(): void {
  viewport.current?.querySelector<HTMLElement>('.cell.active a')?.click();
}

function activeRule() {
  const { row, column } = activeCell.peek();
  return cellAt(here(), row, column)?.rule;
}

function enter(): void {
  if (activeRule()?.kind === 'checkbox') commands.toggleCheckboxes();
  else startEditing();
}

function space(): void {
  if (activeRule()?.kind === 'checkbox') commands.toggleCheckboxes();
  else startEditing({ typed: ' ' });
}

/** Of a filter's head the filter, else the choices of the cell. */
function openList(): void {
  const { row, column } = activeCell.peek();
  const button = document.querySelector(`[data-cell="${cellName(row, column)}"] .filter-button`);
  if (button && isFilterHead(filterArea(), row, column)) void showFilter(column, button);
  else if (activeRule()?.kind === 'list') startEditing();
}

function menuOfCell(): void {
  openGridMenu('cell', { below: document.querySelector('.cell.active') });
}
