/** What people call the statuses; the words on the wire come from the contract. */
import { TASK_STATUSES, type TaskStatus } from '../../../contract';

export const STATUSES: readonly TaskStatus[] = TASK_STATUSES;

export const STATUS_NAMES: Readonly<Record<TaskStatus, string>> = {
  TODO: 'To do',
  IN_PROGRESS: 'In progress',
  DONE: 'Done',
};

/** The status so many columns to the right, or to the left when negative; null beyond the board's edge. */
export function statusBeside(status: TaskStatus, steps: number): TaskStatus | null {
  return STATUSES[STATUSES.indexOf(status) + steps] ?? null;
}
