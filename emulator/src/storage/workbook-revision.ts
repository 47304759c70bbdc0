/** A number that grows when the workbook changes or is replaced by another one. */
import type { Workbook } from '../workbook';

/** A restored workbook may have the revision of the one before it, hence the look at which one it is. */
export function workbookRevision(current: () => Workbook): () => number {
  let seen = current();
  let seenRevision = seen.revision;
  let changes = 0;
  return () => {
    const workbook = current();
    if (workbook !== seen || workbook.revision !== seenRevision) changes += 1;
    seen = workbook;
    seenRevision = workbook.revision;
    return changes;
  };
}
