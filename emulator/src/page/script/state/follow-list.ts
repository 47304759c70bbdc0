/** A list of the emulator's that this page keeps up to date: read at each hello, changed by events in between. */
import type { Signal } from '@preact/signals';
import { onEvent } from '../../api/event-stream';
import type { EmulatorEvent } from '../../api/types';

/** @param change what an event makes of the list; the same list for an event that does not concern it */
export function followList<T>(
  list: Signal<readonly T[]>,
  read: () => Promise<readonly T[]>,
  change: (items: readonly T[], event: EmulatorEvent) => readonly T[],
): void {
  /** What was told while the list was being read, which may be older. */
  let told: EmulatorEvent[] = [];
  const readAnew = async () => {
    const mine: EmulatorEvent[] = (told = []);
    try {
      const items = await read();
      if (told === mine) list.value = mine.reduce(change, items);
    } catch {
      // The page says elsewhere that the connection is lost.
    }
    if (told === mine) told = NOT_READING;
  };
  onEvent((event) => {
    if (event.type === 'hello') return void readAnew();
    list.value = change(list.peek(), event);
    if (told !== NOT_READING) told.push(event);
  });
}

const NOT_READING: EmulatorEvent[] = [];
