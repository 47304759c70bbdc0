/** The Format menu. */
import * as commands from '../state/commands';
import { item, SEPARATOR, submenu, type MenuEntry } from './menu-entries';

const later = (does: () => Promise<unknown>) => (): void => void does();

const NUMBER_FORMATS: readonly (readonly [string, string | null])[] = [
  ['Automatic', null],
  ['Plain text', '@'],
  ['Number  1,000.12', '#,##0.00'],
  ['Percent  10.12%', '0.00%'],
  ['Date  2026-09-26', 'yyyy-mm-dd'],
  ['Date and time', 'yyyy-mm-dd hh:mm:ss'],
];

export function formatMenu(): MenuEntry[] {
  const style = commands.activeStyle();
  const toggle = (label: string, field: Parameters<typeof commands.toggleStyle>[0], shortcut?: string) =>
    item(label, () => commands.toggleStyle(field), {
      checked: style[field] === true,
      ...(shortcut && { shortcut }),
    });
  const align = (label: string, side: 'left' | 'center' | 'right', key: string): MenuEntry =>
    item(
      label,
      later(() => commands.format({ align: side })),
      {
        checked: style.align === side,
        shortcut: `Ctrl+Shift+${key}`,
      },
    );
  return [
    submenu(
      'Number',
      NUMBER_FORMATS.map(([label, numberFormat]) =>
        item(
          label,
          later(() => commands.format({ numberFormat })),
        ),
      ),
    ),
    submenu('Text', [
      toggle('Bold', 'bold', 'Ctrl+B'),
      toggle('Italic', 'italic', 'Ctrl+I'),
      toggle('Underline', 'underline', 'Ctrl+U'),
      toggle('Strikethrough', 'strikethrough', 'Alt+Shift+5'),
    ]),
    submenu('Alignment', [
      align('Left', 'left', 'L'),
      align('Center', 'center', 'E'),
      align('Right', 'right', 'R'),
    ]),
    toggle('Wrap text', 'wrap'),
    item('Merge cells', later(commands.mergeSelection)),
    item('Unmerge cells', later(commands.unmergeSelection)),
    SEPARATOR,
    item('Clear formatting', later(clearFormat), { shortcut: 'Ctrl+\\' }),
  ];
}

export const clearFormat = (): Promise<unknown> =>
  commands.format({
    background: null,
    color: null,
    bold: null,
    italic: null,
    underline: null,
    strikethrough: null,
    align: null,
    wrap: null,
    fontSize: null,
    fontFamily: null,
    numberFormat: null,
  });
