/** The emulator's events, for as long as the page is open: reconnects by itself and says whether it is connected. */
import { signal } from '@preact/signals';
import { userQuery } from '../state/user';
import type { EmulatorEvent } from './types';

export type Connection = 'connecting' | 'live' | 'lost';
export const connection = signal<Connection>('connecting');

type Listener = (event: EmulatorEvent) => void;
const listeners = new Set<Listener>();

/**
 * Hears every event. A stream that was cut misses some, so on each `hello` a listener reads again what it shows.
 * @returns a function that ends it
 */
export function onEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Pauses between attempts, in milliseconds; the last one is repeated. */
const PAUSES = [250, 500, 1000, 2000, 5000] as const;

/** Started once, by main. */
export function startEvents(): void {
  let attempt = 0;
  const connect = (): void => {
    const source = new EventSource(`/api/events${userQuery()}`);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as EmulatorEvent;
      if (event.type === 'hello') {
        attempt = 0;
        connection.value = 'live';
      }
      for (const listener of [...listeners]) listener(event);
    };
    source.onerror = () => {
      // The browser's own repeats stop for good at an HTTP error, so they are made here.
      source.close();
      connection.value = 'lost';
      setTimeout(connect, PAUSES[Math.min(attempt, PAUSES.length - 1)]);
      attempt += 1;
    };
  };
  connect();
}
