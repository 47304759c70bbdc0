/** Ctrl+Alt+Shift and a digit run the macro that the manifest gave this shortcut. */
import type { MenuDefinition } from '../../api/types';
import { scriptMenus } from '../state/menus';
import { runMenuItem } from '../state/runs';

export function startMacroKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (!event.ctrlKey || !event.altKey || !event.shiftKey || event.repeat) return;
    // With Shift held a digit's key gives another character.
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const path = digit && pathOf(scriptMenus.peek(), `Ctrl+Alt+Shift+${digit}`);
    if (!path) return;
    event.preventDefault();
    void runMenuItem(path);
  });
}

/** Captions from the menu bar to the item. */
function pathOf(menus: readonly MenuDefinition[], shortcut: string): readonly string[] | null {
  for (const { caption, entries } of menus) {
    for (const entry of entries) {
      if (entry.kind === 'item' && entry.shortcut === shortcut) return [caption, entry.caption];
      const deeper = entry.kind === 'submenu' ? pathOf([entry.menu], shortcut) : null;
      if (deeper) return [caption, ...deeper];
    }
  }
  return null;
}
