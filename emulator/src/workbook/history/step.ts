/** One thing that can be taken back: what undo and redo are made of. */
import { ServiceError } from '../../bridge/protocol';
import type { UserChange } from '../types';
import type { Author } from '../workbook';

export interface Step {
  /** Throws when it can no longer be done exactly; nothing has been changed then. */
  check(author: Author): void;
  /** Does it, and gives the step that takes this back. */
  apply(): Step;
  /** What `apply` changed, for the events it may fire. */
  change(): UserChange;
  /** How many cells it keeps, for the history's size. */
  readonly weight: number;
}

export const lostPlace = (): ServiceError =>
  new ServiceError(
    "This can't be undone or redone any more: the rows or columns concerned were inserted, deleted, moved or sorted since.",
  );
