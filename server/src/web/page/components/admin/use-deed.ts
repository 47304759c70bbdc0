/** Something an administrator does: one at a time, its failure told. */
import { useState } from 'preact/hooks';
import { ApiError, messageOf } from '../../api/api-error';

export interface Deed {
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  readonly run: (work: () => Promise<void>) => Promise<void>;
}

export function useDeed(): Deed {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (reason) {
      setError(reason instanceof ApiError ? reason : new ApiError('failed', messageOf(reason)));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, run };
}
