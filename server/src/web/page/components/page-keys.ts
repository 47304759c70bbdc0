/** Keys that work on every page: help and undo. */
import { dialog, openDialog } from '../state/dialogs';
import { wantedCard } from '../state/focus';
import { menu } from '../state/menu';
import { singleKeys } from '../state/preferences';
import { isReady } from '../state/session';
import { undo } from '../state/undo';
import { isTyping } from './board-keys';

export function startPageKeys(): void {
  addEventListener('keydown', press);
  // A card that was to get the focus must not take it away once the person has gone on.
  for (const type of ['keydown', 'pointerdown'])
    addEventListener(type, () => (wantedCard.value = null), { capture: true });
}

function press(event: KeyboardEvent): void {
  if (!isReady.value || dialog.value !== null || menu.value !== null || isTyping(event)) return;
  if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
    event.preventDefault();
    void undo();
  } else if (event.key === '?' && singleKeys.value) {
    event.preventDefault();
    openDialog({ kind: 'shortcuts' });
  }
}
