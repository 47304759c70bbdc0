/** One line of a menu: an item, a submenu or a separator. */
import { useRef } from 'preact/hooks';
import type { MenuEntry } from './menu-entries';
import { assertNever } from '../../assert-never';
import { MenuList } from './menu-list';

interface MenuRowProps {
  readonly entry: MenuEntry;
  readonly index: number;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onShut: () => void;
  readonly onChosen: () => void;
}

export function MenuRow(props: MenuRowProps) {
  const { entry } = props;
  switch (entry.kind) {
    case 'separator':
      return <div class="menu-separator" role="separator" />;
    case 'submenu':
      return <SubmenuRow {...props} entry={entry} />;
    case 'item':
      return <ItemRow {...props} entry={entry} />;
    default:
      return assertNever(entry);
  }
}

function SubmenuRow({
  entry,
  index,
  isOpen,
  onOpen,
  onShut,
  onChosen,
}: MenuRowProps & { readonly entry: Extract<MenuEntry, { kind: 'submenu' }> }) {
  const row = useRef<HTMLButtonElement>(null);
  const closed = (chosen: boolean): void => {
    onShut();
    if (chosen) onChosen();
    else row.current?.focus();
  };
  return (
    <div role="none" onMouseLeave={onShut}>
      <button
        ref={row}
        type="button"
        class="menu-item"
        role="menuitem"
        tabIndex={-1}
        data-index={index}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onMouseEnter={onOpen}
        onClick={onOpen}
      >
        <span class="menu-tick" aria-hidden="true" />
        <span class="menu-label">{entry.label}</span>
        <span class="menu-shortcut" aria-hidden="true">
          ▸
        </span>
      </button>
      {isOpen && (
        <MenuList
          label={entry.label}
          entries={entry.entries}
          place={{ beside: row.current }}
          onClose={closed}
        />
      )}
    </div>
  );
}

function ItemRow({
  entry,
  index,
  onChosen,
}: MenuRowProps & { readonly entry: Extract<MenuEntry, { kind: 'item' }> }) {
  const choose = (): void => {
    if (entry.disabled) return;
    onChosen();
    entry.choose();
  };
  const ticked = entry.checked !== undefined;
  return (
    <button
      type="button"
      class="menu-item"
      role={ticked ? 'menuitemcheckbox' : 'menuitem'}
      {...(ticked && { 'aria-checked': entry.checked })}
      aria-disabled={entry.disabled ? true : undefined}
      tabIndex={-1}
      data-index={index}
      onMouseEnter={(event) => event.currentTarget.focus()}
      onClick={choose}
    >
      <span class="menu-tick" aria-hidden="true">
        {entry.checked ? '✓' : ''}
      </span>
      <span class="menu-label">{entry.label}</span>
      {entry.shortcut && (
        <span class="menu-shortcut" aria-hidden="true">
          {entry.shortcut}
        </span>
      )}
    </button>
  );
}
