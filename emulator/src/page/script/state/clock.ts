/** The emulator's clock as this page shows it: read when it was changed, then counted on from second to second. */
import { signal } from '@preact/signals';
import { fetchClock } from '../../api/client';
import { onEvent } from '../../api/event-stream';
import type { ClockView } from '../../api/types';

export const clock = signal<ClockView | null>(null);
/** Milliseconds since 1970. */
export const emulatorNow = signal(Date.now());

const TICK_MS = 1_000;
let readAt = Date.now();

export function showClock(view: ClockView): void {
  readAt = Date.now();
  clock.value = view;
  tick();
}

export function startClock(): void {
  const read = async () => showClock(await fetchClock());
  onEvent(({ type }) => {
    if (type === 'hello' || type === 'settings') read().catch(() => undefined);
  });
  setInterval(tick, TICK_MS);
}

function tick(): void {
  const view = clock.peek();
  if (view !== null) emulatorNow.value = view.now + (Date.now() - readAt) * view.speed;
}
