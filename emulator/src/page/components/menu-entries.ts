/** What a menu is made of. */
export type MenuEntry =
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'item';
      readonly label: string;
      /** As people read it, e.g. `Ctrl+Z`. */
      readonly shortcut?: string;
      readonly disabled?: boolean;
      /** Shown with a tick when true. */
      readonly checked?: boolean;
      readonly choose: () => void;
    }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] };

export const SEPARATOR: MenuEntry = { kind: 'separator' };

export function item(
  label: string,
  choose: () => void,
  more: { shortcut?: string; disabled?: boolean; checked?: boolean } = {},
): MenuEntry {
  return { kind: 'item', label, choose, ...more };
}

export function submenu(label: string, entries: readonly MenuEntry[]): MenuEntry {
  return { kind: 'submenu', label, entries };
}
