/** The board's keys. Without a mouse everything is done by them. */
import { useEffect } from 'preact/hooks';
import type { Card } from '../api/types';
import { isArrow, neighbourCard } from '../logic/neighbour-card';
import { statusBeside, STATUSES } from '../logic/status-names';
import { announce } from '../state/announcer';
import { columns } from '../state/board';
import { moveCard } from '../state/change-card';
import { deleteCard } from '../state/create-and-delete';
import { dialog, openDialog } from '../state/dialogs';
import { requestFocus } from '../state/focus';
import { menu, openMenu } from '../state/menu';
import { singleKeys } from '../state/preferences';
import { mayWrite } from '../state/session';

export function BoardKeys() {
  useEffect(() => {
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return null;
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || dialog.value !== null || menu.value !== null || isTyping(event)) return;
  const element = cardElement(event);
  const card = element === null ? null : findCard(element.dataset['card'] ?? '');
  if (handles(event, card)) event.preventDefault();
}

/** @returns whether the key meant something here */
function handles(event: KeyboardEvent, card: Card | null): boolean {
  if (isMoveKey(event)) return card !== null && moveBeside(card, event.key === 'ArrowRight' ? 1 : -1);
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (isArrow(event.key)) return step(event, card);
  if (card !== null && actOn(card, event)) return true;
  return singleKeys.value && act(event.key);
}

function isMoveKey(event: KeyboardEvent): boolean {
  const isSideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  return isSideways && (event.ctrlKey || event.altKey) && !event.metaKey && !event.shiftKey;
}

function moveBeside(card: Card, steps: number): boolean {
  const status = statusBeside(card.status, steps);
  if (!mayWrite.value) announce('Your key may only read.');
  else if (status === null) announce('There is no column on that side.');
  else {
    requestFocus(card.id);
    void moveCard(card, status);
  }
  // Also at the edge: the browser would go back a page.
  return true;
}

function step(event: KeyboardEvent, card: Card | null): boolean {
  if (!isArrow(event.key)) return false;
  const isElsewhere = card === null && document.activeElement !== document.body;
  if (isElsewhere) return false;
  const next =
    card === null
      ? (STATUSES.flatMap((status) => columns.value[status])[0]?.id ?? null)
      : neighbourCard(columns.value, card.id, event.key);
  if (next !== null) requestFocus(next);
  return true;
}

function actOn(card: Card, event: KeyboardEvent): boolean {
  if (!mayWrite.value) return false;
  switch (event.key) {
    case 'Delete':
      void deleteCard(card);
      return true;
    case 'e':
      openDialog({ kind: 'edit', card });
      return true;
    case 'm': {
      const button = cardElement(event)?.querySelector<HTMLElement>('.move-button');
      if (button) openMenu(card, button);
      return true;
    }
    default:
      return false;
  }
}

function act(key: string): boolean {
  switch (key) {
    case 'n':
      if (mayWrite.value) openDialog({ kind: 'new', status: STATUSES[0] ?? 'TODO' });
      return true;
    case '/':
      document.querySelector<HTMLInputElement>('#filter-text')?.focus();
      return true;
    default:
      return false;
  }
}

function cardElement(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null;
}

function findCard(id: string): Card | null {
  return STATUSES.flatMap((status) => columns.value[status]).find((card) => card.id === id) ?? null;
}

export function isTyping(event: Event): boolean {
  return event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
}
