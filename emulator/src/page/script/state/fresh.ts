/** Something read from the emulator for as long as it is shown: read again when an event says that it has changed. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../../api/api-error';
import { onEvent } from '../../api/event-stream';
import type { EmulatorEvent } from '../../api/types';

export interface Fresh<T> {
  /** The last value; it stays while a newer one is read. */
  readonly value: T | null;
  readonly failure: string | null;
  /** Resolves when the value is at least as new as this call. */
  readonly reload: () => Promise<void>;
}

/** Events come in bursts; one reading answers them all. In milliseconds. */
const BURST_MS = 120;

/**
 * @param events that make it old; `hello` always does, since a cut stream has missed some
 * @param inputs a change of these reads again
 */
export function useFresh<T>(
  read: () => Promise<T>,
  events: readonly EmulatorEvent['type'][],
  inputs: readonly unknown[] = [],
): Fresh<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const turn = useRef(0);
  const newest = useRef<Promise<void>>(Promise.resolve());
  const reload = useCallback(() => {
    const mine = (turn.current += 1);
    const reading: Promise<void> = read().then(
      (next) => {
        // A later reading has begun: what it brings is what the caller of this one waits for.
        if (mine !== turn.current) return newest.current === reading ? undefined : newest.current;
        setValue(next);
        return setFailure(null);
      },
      (error: unknown) => {
        if (mine === turn.current) setFailure(messageOf(error));
      },
    );
    newest.current = reading;
    return reading;
  }, inputs);
  useEffect(() => {
    void reload();
    return () => void (turn.current += 1);
  }, [reload]);
  useEffect(() => whenOld(events, () => void reload()), [reload]);
  return { value, failure, reload };
}

/** @returns a function that ends it */
function whenOld(events: readonly EmulatorEvent['type'][], reload: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = onEvent(({ type }) => {
    if (type !== 'hello' && !events.includes(type)) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      reload();
    }, BURST_MS);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
