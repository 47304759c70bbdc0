/** Where the tour is, and whether this browser has seen it. */
import { signal } from '@preact/signals';

const SEEN_KEY = 'sheet.tour';

/** The step that is shown, or null. */
export const tourStep = signal<number | null>(hasSeen() ? null : 0);
/** Grows when a person asks for the tour, which then takes the focus. */
export const tourWish = signal(0);

export function startTour(): void {
  tourStep.value = 0;
  tourWish.value += 1;
}

export function endTour(): void {
  tourStep.value = null;
  try {
    localStorage.setItem(SEEN_KEY, 'done');
  } catch {
    // Storage is forbidden: it is shown again next time.
  }
}

function hasSeen(): boolean {
  try {
    return localStorage.getItem(SEEN_KEY) !== null;
  } catch {
    return false;
  }
}
