/** Something a person asks the emulator to do: one at a time, its failure told beside it. */
import { useState } from 'preact/hooks';
import { messageOf } from '../../api/api-error';

export interface Deed {
  readonly isBusy: boolean;
  readonly error: string | null;
  readonly run: (work: () => Promise<unknown>) => Promise<void>;
}

export function useDeed(): Deed {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (reason) {
      setError(messageOf(reason));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, run };
}
