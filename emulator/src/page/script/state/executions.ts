/** The executions as this page knows them, newest first. */
import { signal } from '@preact/signals';
import { fetchExecutions } from '../../api/client';
import { onEvent } from '../../api/event-stream';
import type { ExecutionView } from '../../api/types';

export const executions = signal<readonly ExecutionView[]>([]);

/** More are read by nobody. */
const KEPT = 300;

export function startExecutions(): void {
  onEvent((event) => {
    if (event.type === 'execution') noteExecutions([event.execution]);
    if (event.type !== 'hello') return;
    // A running one of a former life of the emulator would run for ever here.
    fetchExecutions({ limit: KEPT }).then(
      (read) => (executions.value = read),
      () => undefined,
    );
  });
}

/** Answers and events cross: what has ended does not run again. */
export function noteExecutions(views: readonly ExecutionView[]): void {
  const known = new Map(executions.peek().map((view) => [view.id, view]));
  for (const view of views) {
    const before = known.get(view.id);
    if (before === undefined || before.status === 'running') known.set(view.id, view);
  }
  executions.value = [...known.values()].sort((one, other) => other.id - one.id).slice(0, KEPT);
}

export function executionOf(id: number): ExecutionView | undefined {
  return executions.value.find((view) => view.id === id);
}
