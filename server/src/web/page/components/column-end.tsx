/** What stands below the last card: nothing, more to come, or why there is none. */
import type { TaskStatus } from '../api/types';
import { hasFilters } from '../logic/board-filters';
import { STATUS_NAMES } from '../logic/status-names';
import { filters, loadMore, loads } from '../state/board';

const EMPTY: Readonly<Record<TaskStatus, string>> = {
  TODO: 'Nothing to do. New leads from your sheets appear here by themselves.',
  IN_PROGRESS: 'Nothing in progress. Drag a card here when you start on it.',
  DONE: 'Nothing done yet. Drag a card here when it is finished.',
};

export function ColumnEnd({ status, isEmpty }: { status: TaskStatus; isEmpty: boolean }) {
  const { next, busy, failure } = loads.value[status];
  if (failure !== null) {
    return (
      <div class="column-end" role="alert">
        <p>{failure}</p>
        <button class="button small" type="button" onClick={() => void loadMore(status)}>
          Load more of {STATUS_NAMES[status]}
        </button>
      </div>
    );
  }
  if (busy || next !== null) return <div class="skeleton" aria-hidden="true" />;
  if (!isEmpty) return null;
  return <p class="column-empty">{hasFilters(filters.value) ? 'No card matches.' : EMPTY[status]}</p>;
}
