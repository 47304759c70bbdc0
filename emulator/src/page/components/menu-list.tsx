/** An open menu: arrows, Home/End, first letters, submenus, Escape; the focus is inside as long as it is open. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MenuEntry } from './menu-entries';
import { MenuRow } from './menu-row';
import { keepInWindow, type Place } from './popup-place';

interface MenuListProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly place: Place;
  /** @param chosen whether an item was chosen; the focus has to go somewhere either way */
  readonly onClose: (chosen: boolean) => void;
  /** Left and right where this menu has no use for them: to the neighbour in the menu bar. */
  readonly onAside?: (step: 1 | -1) => void;
}

export function MenuList({ label, entries, place, onClose, onAside }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (list.current) keepInWindow(list.current, place);
  });
  useLayoutEffect(() => itemsOf(list.current)[0]?.focus({ preventScroll: true }), []);
  useOutsideClick(list, () => onClose(false));

  const onKeyDown = (event: KeyboardEvent): void => {
    const items = itemsOf(list.current);
    const now = items.indexOf(document.activeElement as HTMLElement);
    if (now === -1) return;
    const entry = entries[Number(items[now]?.dataset['index'])];
    const target = targetOf(event.key, now, items);
    if (target !== undefined) target.focus();
    else if (event.key === 'ArrowRight' && entry?.kind === 'submenu') setOpen(entries.indexOf(entry));
    else if (event.key === 'ArrowRight' && onAside) onAside(1);
    else if (event.key === 'ArrowLeft' && onAside) onAside(-1);
    else if (event.key === 'ArrowLeft' || event.key === 'Escape' || event.key === 'Tab') onClose(false);
    else if (event.key === 'Enter' || event.key === ' ') items[now]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="menu" role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {entries.map((entry, index) => (
        <MenuRow
          key={index}
          entry={entry}
          index={index}
          isOpen={open === index}
          onOpen={() => setOpen(index)}
          onShut={() => setOpen(null)}
          onChosen={() => onClose(true)}
        />
      ))}
    </div>
  );
}

/** The items of this menu only, not those of its submenus. */
function itemsOf(list: HTMLElement | null): HTMLElement[] {
  const all = list?.querySelectorAll<HTMLElement>('.menu-item') ?? [];
  return [...all].filter((element) => element.closest('[role=menu]') === list);
}

function targetOf(key: string, now: number, items: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(now + 1) % items.length];
  if (key === 'ArrowUp') return items[(now - 1 + items.length) % items.length];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const later = [...items.slice(now + 1), ...items.slice(0, now + 1)];
  const starts = (element: HTMLElement) =>
    element.querySelector('.menu-label')?.textContent?.toLowerCase().startsWith(key.toLowerCase());
  return later.find(starts);
}

function useOutsideClick(list: { current: HTMLElement | null }, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const onDown = (event: Event): void => {
      if (!list.current?.contains(event.target as Node)) latest.current();
    };
    document.addEventListener('pointerdown', onDown, true);
    return () => document.removeEventListener('pointerdown', onDown, true);
  }, []);
}
