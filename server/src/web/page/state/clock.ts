/** The time, for ages that grow while the page is open. */
import { signal } from '@preact/signals';

export const now = signal(Date.now());

const TICK_MS = 30_000;

export function startClock(): void {
  setInterval(() => (now.value = Date.now()), TICK_MS);
}
