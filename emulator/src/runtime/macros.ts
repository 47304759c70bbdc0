/** Macros of the manifest: entries of the menu Extensions > Macros, which each run a function of the script. */
import type { Manifest } from '../options';
import type { MenuDefinition } from '../services/ui';

interface Macro {
  readonly menuName: string;
  readonly functionName: string;
  readonly defaultShortcut?: string;
}

const SHORTCUT = /^Ctrl\+Alt\+Shift\+\d$/;

/** None without macros. @throws Error for a macro that lacks something, or shortcuts that are none or stand twice */
export function macroMenus({ sheets }: Manifest): readonly MenuDefinition[] {
  const { macros = [] } = (sheets ?? {}) as { macros?: readonly Partial<Macro>[] };
  if (macros.length === 0) return [];
  const shortcuts = new Set<string>();
  const entries = macros.map(({ menuName, functionName, defaultShortcut }) => {
    if (!menuName || !functionName)
      throw new Error('appsscript.json: each of sheets.macros needs a menuName and a functionName');
    if (defaultShortcut !== undefined) checkShortcut(defaultShortcut, shortcuts);
    const shortcut = defaultShortcut === undefined ? {} : { shortcut: defaultShortcut };
    return { kind: 'item', caption: menuName, functionName, ...shortcut } as const;
  });
  const menu: MenuDefinition = { caption: 'Macros', entries };
  return [{ caption: 'Extensions', entries: [{ kind: 'submenu', menu }] }];
}

function checkShortcut(shortcut: string, taken: Set<string>): void {
  if (!SHORTCUT.test(shortcut))
    throw new Error(`appsscript.json: the shortcut ${shortcut} should look like Ctrl+Alt+Shift+1`);
  if (taken.has(shortcut)) throw new Error(`appsscript.json: the shortcut ${shortcut} stands twice`);
  taken.add(shortcut);
}
