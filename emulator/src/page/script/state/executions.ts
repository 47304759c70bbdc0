/** The executions as this page knows them, newest first. */
import { signal } from '@preact/signals';
import { fetchExecutions } from '../../api/client';
import type { ExecutionView } from '../../api/types';
import { followList } from './follow-list';

export const executions = signal<readonly ExecutionView[]>([]);

/** More are read by nobody. */
const KEPT = 300;

export function startExecutions(): void {
  followList(
    executions,
    () => fetchExecutions({ limit: KEPT }),
    (items, event) => (event.type === 'execution' ? withNews(items, [event.execution]) : items),
  );
}

export function noteExecutions(views: readonly ExecutionView[]): void {
  executions.value = withNews(executions.peek(), views);
}

/** Answers and events cross: what has ended does not run again. */
function withNews(items: readonly ExecutionView[], news: readonly ExecutionView[]): readonly ExecutionView[] {
  const known = new Map(items.map((view) => [view.id, view]));
  for (const view of news) {
    const before = known.get(view.id);
    if (before === undefined || before.status === 'running') known.set(view.id, view);
  }
  return [...known.values()].sort((one, other) => other.id - one.id).slice(0, KEPT);
}

export function executionOf(id: number): ExecutionView | undefined {
  return executions.value.find((view) => view.id === id);
}
