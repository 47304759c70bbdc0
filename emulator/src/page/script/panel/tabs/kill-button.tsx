/** Ends a running execution on the spot, as the platform does at its time limit. */
import { killExecution } from '../../../api/client';
import { useDeed } from '../../state/deed';

interface Props {
  readonly id: number;
  readonly functionName: string;
}

export function KillButton({ id, functionName }: Props) {
  const deed = useDeed();
  return (
    <button
      class="button small danger"
      type="button"
      aria-label={`Kill ${functionName}`}
      disabled={deed.isBusy}
      onClick={() => void deed.run(() => killExecution(id))}
    >
      Kill
    </button>
  );
}
