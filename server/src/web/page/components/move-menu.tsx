/** The menu of a card: move, edit, delete. In the top layer, since columns cut off what reaches over their edge. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Card } from '../api/types';
import { STATUS_NAMES, STATUSES } from '../logic/status-names';
import { known } from '../state/board';
import { moveCard } from '../state/change-card';
import { deleteCard } from '../state/create-and-delete';
import { openDialog } from '../state/dialogs';
import { requestFocus } from '../state/focus';
import { closeMenu, menu, type OpenMenu } from '../state/menu';
import { BinIcon, EditIcon, StatusIcon } from './icons';

export function MoveMenu() {
  const open = menu.value;
  if (open === null) return null;
  const card = known.value.get(open.card.id) ?? open.card;
  return <OpenMoveMenu key={card.id} open={open} card={card} />;
}

function OpenMoveMenu({ open, card }: { open: OpenMenu; card: Card }) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => show(list.current, open.button), []);
  const choose = (deed: () => void) => () => {
    closeMenu();
    open.button.focus();
    deed();
  };
  return (
    <div
      ref={list}
      class="menu"
      popover="auto"
      role="menu"
      aria-label={`Card: ${card.title}`}
      onToggle={(event) => (event as unknown as ToggleEvent).newState === 'closed' && leave(open)}
      onKeyDown={(event) => step(event, list.current)}
    >
      <div class="menu-label" role="presentation">
        Move to
      </div>
      {STATUSES.map((status) => (
        <button
          key={status}
          class="menu-item"
          type="button"
          role="menuitemradio"
          aria-checked={card.status === status}
          tabIndex={-1}
          onClick={choose(() => {
            requestFocus(card.id);
            void moveCard(card, status);
          })}
        >
          <StatusIcon status={status} />
          {STATUS_NAMES[status]}
        </button>
      ))}
      <div class="menu-line" role="separator" />
      <button
        class="menu-item"
        type="button"
        role="menuitem"
        tabIndex={-1}
        onClick={choose(() => openDialog({ kind: 'edit', card }))}
      >
        <EditIcon />
        Edit
      </button>
      <button
        class="menu-item danger"
        type="button"
        role="menuitem"
        tabIndex={-1}
        onClick={choose(() => void deleteCard(card))}
      >
        <BinIcon />
        Delete
      </button>
    </div>
  );
}

/** Below its button, or above where there is no room; the first way to go has the focus. */
function show(list: HTMLElement | null, button: HTMLElement): void {
  if (list === null) return;
  list.showPopover();
  const anchor = button.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top = below + height > innerHeight - 8 ? Math.max(8, anchor.top - height - 4) : below;
  list.style.top = `${top}px`;
  list.style.left = `${Math.max(8, Math.min(anchor.right - width, innerWidth - width - 8))}px`;
  list.querySelector<HTMLElement>('[role="menuitemradio"][aria-checked="false"]')?.focus();
}

function leave(open: OpenMenu): void {
  if (menu.value !== open) return;
  closeMenu();
  open.button.focus();
}

function step(event: KeyboardEvent, list: HTMLElement | null): void {
  const items = [...(list?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
  const place = items.indexOf(document.activeElement as HTMLElement);
  const wanted = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key];
  if (event.key === 'Tab') list?.hidePopover();
  if (wanted === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items.at(wanted % items.length)?.focus();
}
