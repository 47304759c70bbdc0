/** What happened to a task in one version: which fields moved from what to what, who did it and from where. */
import type { Actor, Author, Origin } from '../access/access';
import type { StoredTask } from '../tasks/stored-task';

export const ACTIONS = ['created', 'changed', 'deleted', 'restored', 'erased'] as const;
export type Action = (typeof ACTIONS)[number];

export const TRACKED_FIELDS = ['title', 'status', 'lead_id', 'notes'] as const;
export interface FieldChange {
  readonly field: (typeof TRACKED_FIELDS)[number];
  readonly from: string | null;
  readonly to: string | null;
}

export interface HistoryEntry {
  readonly version: number;
  readonly at: string;
  readonly action: Action;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly changes: readonly FieldChange[];
}

/** A task before and after; null before it was made. */
export interface TaskChange {
  readonly before: StoredTask | null;
  readonly after: StoredTask;
  /** Its texts are gone for good, here and in its history: nothing of them may stand in this entry either. */
  readonly isErasure?: true;
}

export function toHistoryEntry(change: TaskChange, { actor, origin }: Author): HistoryEntry {
  const { version, updated_at } = change.after;
  return { version, at: updated_at, action: actionOf(change), actor, origin, changes: fieldChanges(change) };
}

export function actionOf({ before, after, isErasure }: TaskChange): Action {
  if (isErasure) return 'erased';
  if (before === null) return 'created';
  if (after.deleted_at !== null) return 'deleted';
  return before.deleted_at === null ? 'changed' : 'restored';
}

function fieldChanges({ before, after, isErasure }: TaskChange): FieldChange[] {
  const changes: FieldChange[] = [];
  if (isErasure) return changes;
  for (const field of TRACKED_FIELDS) {
    const from = before === null ? null : before[field];
    const isNewAndEmpty = before === null && after[field] === '';
    if (from !== after[field] && !isNewAndEmpty) changes.push({ field, from, to: after[field] });
  }
  return changes;
}
