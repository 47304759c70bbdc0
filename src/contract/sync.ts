/** The one exchange between a sheet and the tracker (`POST /sync`): push, results and pull in a single request. */
import type { LinkOperation, SyncResult } from './api-types';

export type {
  CreateOperation,
  LinkOperation,
  ProblemDetails,
  SyncOperation,
  SyncProblem,
  SyncReply,
  SyncRequest,
  SyncResult,
  SyncTask,
  UpdateOperation,
} from './api-types';

/** Most operations, and most changes, that one exchange carries. */
export const SYNC_LIMITS = { operations: 500, changes: 500, state: 20_000, source: 200 } as const;

export type SyncOutcome = SyncResult['outcome'];

export const SYNC_OUTCOMES = [
  'created',
  'adopted',
  'updated',
  'unchanged',
  'conflict',
  'deleted',
  'rejected',
] as const satisfies readonly SyncOutcome[];

/** Where the lead's row stands in the sheet at this moment, from 1. It leads people to the row, and decides nothing. */
export type RowHint = NonNullable<LinkOperation['row']>;
