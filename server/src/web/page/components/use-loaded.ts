/** Something read from the tracker: while it loads, when it is there, and when it is not. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { ApiError, messageOf } from '../api/api-error';

export interface Loaded<T> {
  /** The last value; it stays while a newer one is read. */
  readonly value: T | null;
  readonly failure: ApiError | null;
  readonly isBusy: boolean;
  readonly reload: () => Promise<void>;
}

/** @param inputs a change of these reads again */
export function useLoaded<T>(read: () => Promise<T>, inputs: readonly unknown[] = []): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [isBusy, setBusy] = useState(true);
  const turn = useRef(0);
  const reload = useCallback(async () => {
    const mine = (turn.current += 1);
    setBusy(true);
    try {
      const next = await read();
      if (mine !== turn.current) return;
      setValue(next);
      setFailure(null);
    } catch (error) {
      if (mine === turn.current) setFailure(toFailure(error));
    } finally {
      if (mine === turn.current) setBusy(false);
    }
  }, inputs);
  useEffect(() => {
    void reload();
    return () => void (turn.current += 1);
  }, [reload]);
  return { value, failure, isBusy, reload };
}

function toFailure(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('failed', messageOf(error));
}
