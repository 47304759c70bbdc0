/** Menu entries for the selected rows and columns; they say how many. */
import { columnLetters, lastColumn, lastRow } from '../logic/area';
import * as commands from '../state/commands';
import * as lines from '../state/line-commands';
import { selectedArea } from '../state/selection';
import { item, type MenuEntry } from './menu-entries';

export function lineEntries(): Record<'insert' | 'remove' | 'move', MenuEntry[]> {
  const area = selectedArea.value;
  const rows = area.rows === 1 ? 'row' : `${area.rows} rows`;
  const columns = area.columns === 1 ? 'column' : `${area.columns} columns`;
  const span = (first: string | number, last: string | number) =>
    first === last ? `${first}` : `${first}–${last}`;
  const rowNames = span(area.row, lastRow(area));
  const columnNames = span(columnLetters(area.column), columnLetters(lastColumn(area)));
  return {
    insert: [
      item(`Insert ${rows} above`, () => void lines.insertRows('above')),
      item(`Insert ${rows} below`, () => void lines.insertRows('below')),
      item(`Insert ${columns} left`, () => void lines.insertColumns('left')),
      item(`Insert ${columns} right`, () => void lines.insertColumns('right')),
    ],
    remove: [
      item(`Delete ${area.rows === 1 ? 'row' : 'rows'} ${rowNames}`, () => void lines.deleteRows()),
      item(
        `Delete ${area.columns === 1 ? 'column' : 'columns'} ${columnNames}`,
        () => void lines.deleteColumns(),
      ),
      item('Delete values', () => void commands.clearSelection(), { shortcut: 'Delete' }),
    ],
    move: [
      item(`Move ${rows} up`, () => void lines.moveRows(-1), { shortcut: 'Alt+Shift+↑' }),
      item(`Move ${rows} down`, () => void lines.moveRows(1), { shortcut: 'Alt+Shift+↓' }),
      item(`Move ${columns} left`, () => void lines.moveColumns(-1)),
      item(`Move ${columns} right`, () => void lines.moveColumns(1)),
    ],
  };
}
