/** A task as the tracker keeps it: what goes over the wire, and when it was deleted. */
import type { Task } from '../contract';

export interface StoredTask extends Task {
  /** RFC 3339; null while the task lives. */
  readonly deleted_at: string | null;
}

/** The fields that clients write. */
export type TaskFields = Pick<Task, 'title' | 'status' | 'lead_id' | 'notes'>;

/** The clock and the ids, handed in so that tests can name them. */
export interface TaskMaker {
  readonly now: () => Date;
  readonly newId: () => string;
}

export function makeTask(fields: TaskFields, { now, newId }: TaskMaker): StoredTask {
  const made = now().toISOString();
  const { title, status, lead_id, notes } = fields;
  return {
    id: newId(),
    title,
    status,
    lead_id,
    notes,
    version: 1,
    created_at: made,
    updated_at: made,
    deleted_at: null,
  };
}

/** @returns the task with these fields and its next version, or the very same task when nothing differs */
export function changeTask(task: StoredTask, fields: Partial<TaskFields>, { now }: TaskMaker): StoredTask {
  const { title = task.title, status = task.status, lead_id = task.lead_id, notes = task.notes } = fields;
  if (sameFields(task, { title, status, lead_id, notes })) return task;
  return {
    id: task.id,
    title,
    status,
    lead_id,
    notes,
    version: task.version + 1,
    created_at: task.created_at,
    updated_at: now().toISOString(),
    deleted_at: task.deleted_at,
  };
}

/** @returns the tombstone: the same values one version later, kept so that readers of the feed can tell what went */
export function deleteTask(task: StoredTask, { now }: TaskMaker): StoredTask {
  const deleted = now().toISOString();
  return { ...task, version: task.version + 1, updated_at: deleted, deleted_at: deleted };
}

/** @returns the task as it was before its deletion, one version later */
export function restoreTask(task: StoredTask, { now }: TaskMaker): StoredTask {
  return { ...task, version: task.version + 1, updated_at: now().toISOString(), deleted_at: null };
}

/** Field by field: copying the rest of an object takes several times as long, and an exchange does it a thousand times. */
export function toWireTask(task: StoredTask): Task {
  const { id, title, status, lead_id, notes, version, created_at, updated_at } = task;
  return { id, title, status, lead_id, notes, version, created_at, updated_at };
}

function sameFields(one: TaskFields, other: TaskFields): boolean {
  return (
    one.title === other.title &&
    one.status === other.status &&
    one.lead_id === other.lead_id &&
    one.notes === other.notes
  );
}
