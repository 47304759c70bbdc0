/** On a phone one column is in sight: these say which, and bring another. Hidden where all three fit. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { TaskStatus } from '../api/types';
import { STATUS_NAMES, STATUSES } from '../logic/status-names';
import { counts } from '../state/board';
import { StatusIcon } from './icons';

export function ColumnTabs({ strip }: { strip: RefObject<HTMLElement> }) {
  const shown = useShownColumn(strip);
  return (
    <div class="column-tabs" role="group" aria-label="Column in sight">
      {STATUSES.map((status) => (
        <button
          key={status}
          class="column-tab"
          type="button"
          aria-pressed={shown === status}
          onClick={() => bring(strip.current, status)}
        >
          <StatusIcon status={status} />
          {STATUS_NAMES[status]}
          <span class="count">{counts.value?.[status].toLocaleString('en') ?? '–'}</span>
        </button>
      ))}
    </div>
  );
}

function bring(strip: HTMLElement | null, status: TaskStatus): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  strip
    ?.querySelector(`[data-status="${status}"]`)
    ?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: calm ? 'instant' : 'smooth' });
}

function useShownColumn(strip: RefObject<HTMLElement>): TaskStatus | null {
  const [shown, setShown] = useState<TaskStatus | null>(STATUSES[0] ?? null);
  useEffect(() => {
    const root = strip.current;
    if (root === null) return;
    const read = () => {
      const place = Math.round(root.scrollLeft / Math.max(1, root.clientWidth));
      setShown(STATUSES[place] ?? null);
    };
    root.addEventListener('scroll', read, { passive: true });
    return () => root.removeEventListener('scroll', read);
  }, []);
  return shown;
}
