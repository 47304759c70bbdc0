/** How an execution ended, in a colour of its own. */
import type { ExecutionView } from '../../api/types';
import { statusInWords } from '../logic/words';

export function StatusChip({ status }: { status: ExecutionView['status'] }) {
  return <span class={`status-chip is-${status.replace(' ', '-')}`}>{statusInWords(status)}</span>;
}
