/** The keyboard's focus: menus, dialogs and bars give it back to the active cell. */
import { signal } from '@preact/signals';

/** Grows when the active cell shall take the focus. */
export const focusWish = signal(0);

export function focusGrid(): void {
  focusWish.value += 1;
}
