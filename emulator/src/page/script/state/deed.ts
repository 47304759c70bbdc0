/** Something a person asks the emulator to do: one at a time, its failure told beside it. */
import { useRef, useState } from 'preact/hooks';
import { messageOf } from '../../api/api-error';

export interface Deed {
  readonly isBusy: boolean;
  readonly error: string | null;
  readonly run: (work: () => Promise<unknown>) => Promise<void>;
}

export function useDeed(): Deed {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const earlier = useRef<Promise<void>>(Promise.resolve());
  const run = (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(null);
    const mine = earlier.current.then(work).then(
      () => undefined,
      (reason: unknown) => setError(messageOf(reason)),
    );
    earlier.current = mine;
    return mine.then(() => {
      if (earlier.current === mine) setBusy(false);
    });
  };
  return { isBusy, error, run };
}
