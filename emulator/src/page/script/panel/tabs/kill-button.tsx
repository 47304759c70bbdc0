/** Ends a running execution on the spot, as the platform does at its time limit. */
import { killExecution } from '../../../api/client';
import { useDeed } from '../../state/deed';

export function KillButton({ id }: { id: number }) {
  const deed = useDeed();
  return (
    <button
      class="button small danger"
      type="button"
      disabled={deed.isBusy}
      onClick={() => void deed.run(() => killExecution(id))}
    >
      Kill
    </button>
  );
}
