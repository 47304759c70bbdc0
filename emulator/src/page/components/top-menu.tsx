/** One menu of the menu bar: its name, and the list that opens below it. */
import { useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { MenuEntry } from './menu-entries';
import { MenuList } from './menu-list';
import { focusGrid } from '../state/focus';

/** The name of the menu that is open, one at a time. */
export const openMenu = signal<string | null>(null);

interface TopMenuProps {
  /** Unique in the bar. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

export function TopMenu({ label, entries }: TopMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = openMenu.value === label;
  const close = (chosen: boolean): void => {
    openMenu.value = null;
    if (chosen) focusGrid();
    else button.current?.focus();
  };
  const toggle = (): void => {
    openMenu.value = isOpen ? null : label;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    openMenu.value = label;
  };
  return (
    <div class="top-menu" role="none">
      <button
        ref={button}
        type="button"
        class="top-menu-button"
        role="menuitem"
        tabIndex={-1}
        data-top-menu={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerDown={(event) => isOpen && event.stopPropagation()}
        onClick={toggle}
        onKeyDown={onKeyDown}
        onMouseEnter={() => openMenu.value !== null && (openMenu.value = label)}
      >
        {label}
      </button>
      {isOpen && (
        <MenuList
          label={label}
          entries={entries}
          place={{ below: button.current }}
          onClose={close}
          onAside={(step) => stepTo(button.current, step, true)}
        />
      )}
    </div>
  );
}

/** To the neighbour in the bar. */
export function stepTo(from: Element | null, step: 1 | -1, open: boolean): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-top-menu]')];
  const now = all.indexOf(from as HTMLElement);
  const target = all[(now + step + all.length) % all.length];
  target?.focus();
  openMenu.value = open ? (target?.dataset['topMenu'] ?? null) : null;
}
