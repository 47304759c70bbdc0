/** The sheet's own menus. */
import { areaName, columnLetters } from '../logic/area';
import { activeSheet } from '../state/active-sheet';
import * as commands from '../state/commands';
import * as lines from '../state/line-commands';
import { openReplace } from '../state/replace';
import { setTheme, theme, THEMES } from '../state/preferences';
import { openFind } from '../state/find';
import { activeCell, selectedArea } from '../state/selection';
import * as sheets from '../state/sheet-commands';
import { workbook } from '../state/workbook';
import { formatMenu } from './format-menu';
import { copyByMenu, pasteByMenu } from './clipboard-menu';
import { item, SEPARATOR, submenu, type MenuEntry } from './menu-entries';
import { lineEntries } from './line-entries';

export interface OwnMenu {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

/** Read while the menu bar is drawn: labels name the selection. */
export function ownMenus(): readonly OwnMenu[] {
  return [
    { label: 'File', entries: fileMenu() },
    { label: 'Edit', entries: editMenu() },
    { label: 'View', entries: viewMenu() },
    { label: 'Insert', entries: insertMenu() },
    { label: 'Format', entries: formatMenu() },
    { label: 'Data', entries: dataMenu() },
  ];
}

const later = (does: () => Promise<unknown>) => (): void => void does();

function fileMenu(): MenuEntry[] {
  return [
    item('Import CSV…', sheets.chooseCsv),
    item('Download this tab as CSV', sheets.downloadCsv),
    ...(workbook.value?.links.length ? [SEPARATOR] : []),
    ...(workbook.value?.links ?? []).map(({ label, url }) =>
      item(label, () => void open(url, '_blank', 'noopener')),
    ),
  ];
}

function editMenu(): MenuEntry[] {
  return [
    item('Undo', later(commands.undo), { shortcut: 'Ctrl+Z' }),
    item('Redo', later(commands.redo), { shortcut: 'Ctrl+Y' }),
    SEPARATOR,
    item('Cut', () => copyByMenu(true), { shortcut: 'Ctrl+X' }),
    item('Copy', () => copyByMenu(false), { shortcut: 'Ctrl+C' }),
    item(
      'Paste',
      later(() => pasteByMenu(false)),
      { shortcut: 'Ctrl+V' },
    ),
    item(
      'Paste values only',
      later(() => pasteByMenu(true)),
      { shortcut: 'Ctrl+Shift+V' },
    ),
    SEPARATOR,
    item(
      'Fill down',
      later(() => commands.fill('down')),
      { shortcut: 'Ctrl+D' },
    ),
    item(
      'Fill right',
      later(() => commands.fill('right')),
      { shortcut: 'Ctrl+R' },
    ),
    SEPARATOR,
    submenu('Move', lineEntries().move),
    submenu('Delete', lineEntries().remove),
    SEPARATOR,
    item('Find in sheet', openFind, { shortcut: 'Ctrl+F' }),
    item('Find and replace…', openReplace, { shortcut: 'Ctrl+H' }),
  ];
}

function viewMenu(): MenuEntry[] {
  const { row, column } = activeCell.value;
  const sheet = activeSheet.value;
  const freezeRows = (rows: number, label: string): MenuEntry =>
    item(
      label,
      later(() => lines.freeze({ rows })),
      { checked: sheet?.frozenRows === rows },
    );
  const freezeColumns = (columns: number, label: string): MenuEntry =>
    item(
      label,
      later(() => lines.freeze({ columns })),
      { checked: sheet?.frozenColumns === columns },
    );
  const themes = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;
  return [
    submenu('Freeze', [
      freezeRows(0, 'No rows'),
      freezeRows(1, '1 row'),
      freezeRows(2, '2 rows'),
      ...(row > 2 ? [freezeRows(row, `Up to row ${row}`)] : []),
      SEPARATOR,
      freezeColumns(0, 'No columns'),
      freezeColumns(1, '1 column'),
      ...(column > 1 ? [freezeColumns(column, `Up to column ${columnLetters(column)}`)] : []),
    ]),
    submenu('Hidden tabs', hiddenTabs()),
    item(
      'Resize column…',
      later(() => lines.askColumnWidth()),
    ),
    SEPARATOR,
    submenu(
      'Theme',
      THEMES.map((choice) =>
        item(themes[choice], () => setTheme(choice), { checked: theme.value === choice }),
      ),
    ),
  ];
}

function hiddenTabs(): MenuEntry[] {
  const hidden = workbook.value?.sheets.filter((sheet) => sheet.hidden) ?? [];
  if (hidden.length === 0) return [item('None', () => undefined, { disabled: true })];
  return hidden.map((sheet) =>
    item(
      `Show ${sheet.name}`,
      later(() => sheets.showSheet(sheet)),
    ),
  );
}

function insertMenu(): MenuEntry[] {
  return [
    ...lineEntries().insert,
    SEPARATOR,
    item('Note', later(commands.editNote), { shortcut: 'Shift+F2' }),
    item('New tab', later(sheets.addSheet), { shortcut: 'Shift+F11' }),
  ];
}

function dataMenu(): MenuEntry[] {
  const letter = columnLetters(activeCell.value.column);
  const area = selectedArea.value;
  const single = area.rows === 1;
  return [
    item(
      `Sort sheet by column ${letter} (A to Z)`,
      later(() => commands.sortSheet(true)),
    ),
    item(
      `Sort sheet by column ${letter} (Z to A)`,
      later(() => commands.sortSheet(false)),
    ),
    SEPARATOR,
    item(
      `Sort range ${areaName(area)} (A to Z)`,
      later(() => commands.sortRange(true)),
      { disabled: single },
    ),
    item(
      `Sort range ${areaName(area)} (Z to A)`,
      later(() => commands.sortRange(false)),
      { disabled: single },
    ),
    SEPARATOR,
    item(activeSheet.value?.filter ? 'Remove filter' : 'Create a filter', later(commands.toggleFilter)),
  ];
}
