/** The menus that open in the grid: of cells, of row numbers and of column letters. */
import { columnLetters } from '../logic/area';
import { activeSheet } from '../state/active-sheet';
import * as commands from '../state/commands';
import * as lines from '../state/line-commands';
import { contextMenu } from '../state/context-menu';
import { activeCell } from '../state/selection';
import { copyByMenu, pasteByMenu } from './clipboard-menu';
import { lineEntries } from './line-entries';
import { item, SEPARATOR, type MenuEntry } from './menu-entries';
import type { Place } from './popup-place';

export type GridPart = 'cell' | 'row' | 'column';

export function openGridMenu(part: GridPart, place: Place): void {
  const { row, column } = activeCell.peek();
  const labels = { cell: 'Cell', row: `Row ${row}`, column: `Column ${columnLetters(column)}` };
  contextMenu.value = { label: labels[part], place, entries: [...clipboard(), SEPARATOR, ...more(part)] };
}

const clipboard = (): MenuEntry[] => [
  item('Cut', () => copyByMenu(true), { shortcut: 'Ctrl+X' }),
  item('Copy', () => copyByMenu(false), { shortcut: 'Ctrl+C' }),
  item('Paste', () => void pasteByMenu(false), { shortcut: 'Ctrl+V' }),
];

function more(part: GridPart): MenuEntry[] {
  const { insert, remove, move } = lineEntries();
  if (part === 'row') return [...insert.slice(0, 2), remove[0]!, remove[2]!, SEPARATOR, ...move.slice(0, 2)];
  if (part === 'column') {
    return [
      ...sorting(),
      SEPARATOR,
      ...insert.slice(2),
      remove[1]!,
      remove[2]!,
      SEPARATOR,
      ...move.slice(2),
      SEPARATOR,
      item('Resize column…', () => void lines.askColumnWidth()),
      item('Fit to data', () => void lines.fitColumn(activeCell.peek().column)),
    ];
  }
  return [
    ...insert,
    SEPARATOR,
    ...remove,
    SEPARATOR,
    ...sorting(),
    item(
      activeSheet.peek()?.filter ? 'Remove filter' : 'Create a filter',
      () => void commands.toggleFilter(),
    ),
    SEPARATOR,
    item('Note', () => void commands.editNote(), { shortcut: 'Shift+F2' }),
  ];
}

const sorting = (): MenuEntry[] => [
  item('Sort sheet A to Z', () => void commands.sortSheet(true)),
  item('Sort sheet Z to A', () => void commands.sortSheet(false)),
];
