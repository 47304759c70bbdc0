/** What a task is on the wire, the same for the tracker, its clients and the sheet. */
import type { Task } from './api-types';

export type { Task };
export type TaskStatus = Task['status'];

export const TASK_STATUSES = ['TODO', 'IN_PROGRESS', 'DONE'] as const satisfies readonly TaskStatus[];

/** Longest accepted texts, in UTF-16 code units. The sheet side checks them before it sends, the tracker when it receives. */
export const TASK_LIMITS = { title: 500, notes: 10_000, lead_id: 200 } as const;

export function isTaskStatus(value: unknown): value is TaskStatus {
  return TASK_STATUSES.includes(value as TaskStatus);
}
