/** The script's own menus, at the end of the menu bar. */
import { item, SEPARATOR, submenu, type MenuEntry } from '../../components/menu-entries';
import { TopMenu } from '../../components/top-menu';
import { assertNever } from '../../../assert-never';
import type { MenuDefinition } from '../../api/types';
import { scriptMenus } from '../state/menus';
import { runMenuItem } from '../state/runs';

export function ScriptMenus() {
  return (
    <>
      {scriptMenus.value.map((menu) => (
        <TopMenu key={menu.caption} label={menu.caption} entries={entriesOf(menu, [menu.caption])} />
      ))}
    </>
  );
}

/** @param path captions from the menu bar to this menu: how the emulator is told what was chosen */
function entriesOf(menu: MenuDefinition, path: readonly string[]): readonly MenuEntry[] {
  return menu.entries.map((entry) => {
    switch (entry.kind) {
      case 'separator':
        return SEPARATOR;
      case 'item':
        return item(
          entry.caption,
          () => void runMenuItem([...path, entry.caption]),
          entry.shortcut === undefined ? {} : { shortcut: entry.shortcut },
        );
      case 'submenu':
        return submenu(entry.menu.caption, entriesOf(entry.menu, [...path, entry.menu.caption]));
      default:
        return assertNever(entry);
    }
  });
}
