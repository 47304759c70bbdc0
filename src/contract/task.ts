/** What a task is on the wire, the same for the tracker, its clients and the sheet. */

export const TASK_STATUSES = ['TODO', 'IN_PROGRESS', 'DONE'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Longest accepted texts, in UTF-16 code units. The sheet side checks them before it sends, the tracker when it receives. */
export const TASK_LIMITS = { title: 500, notes: 10_000, lead_id: 200 } as const;

export interface Task {
  /** UUID made by the tracker. */
  readonly id: string;
  readonly title: string;
  readonly status: TaskStatus;
  /** The lead this task is about, or null for a task that people made for themselves. A label only: it links nothing. */
  readonly lead_id: string | null;
  readonly notes: string;
  /** Starts at 1 and grows by 1 with every change. */
  readonly version: number;
  /** RFC 3339, UTC. For people; nothing is decided by them. */
  readonly created_at: string;
  readonly updated_at: string;
}

export function isTaskStatus(value: unknown): value is TaskStatus {
  return TASK_STATUSES.includes(value as TaskStatus);
}
