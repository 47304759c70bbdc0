/** Which card has, had, or shall get the keyboard's focus; a card outside the visible part is scrolled to first. */
import { signal } from '@preact/signals';

/** The card that Tab comes back to. */
export const activeCard = signal<string | null>(null);
/** The card that takes the focus as soon as it is on the page. */
export const wantedCard = signal<string | null>(null);

export function requestFocus(id: string): void {
  activeCard.value = id;
  wantedCard.value = id;
}
