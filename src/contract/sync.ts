/** The one exchange between a sheet and the tracker (`POST /sync`): push, results and pull in a single request. */
import type { Task, TaskStatus } from './task';

/** Most operations, and most changes, that one exchange carries. */
export const SYNC_LIMITS = { operations: 500, changes: 500, state: 20_000, source: 200 } as const;

/**
 * Make the task of a lead. Unique for (source, lead_id): a repeat answers `adopted` with the task that exists.
 * When that task has been deleted the answer is `deleted`, unless `replaces` names it: then a person asked for a new one.
 */
export interface CreateOperation {
  readonly op: 'create';
  readonly lead_id: string;
  readonly title: string;
  readonly status: TaskStatus;
  readonly notes: string;
  /** Opaque to the tracker: the lead values this was made from. Stored with the resulting version in the same transaction. */
  readonly state: string;
  readonly replaces?: string;
  readonly row?: RowHint;
}

/** Change a task, only if it still has version `if_version`; otherwise the answer is `conflict` with the current task. */
export interface UpdateOperation {
  readonly op: 'update';
  readonly task_id: string;
  readonly if_version: number;
  readonly set: { readonly title?: string; readonly status?: TaskStatus; readonly notes?: string };
  readonly state: string;
  readonly row?: RowHint;
}

/**
 * Say that this existing task is from now on the task of this lead for this source, and read it: a person put its id into the
 * lead's row. Changes nothing on the task itself. Answers `adopted`; `deleted`, and then
 * links nothing; or `rejected` when no such task exists.
 */
export interface LinkOperation {
  readonly op: 'link';
  readonly lead_id: string;
  readonly task_id: string;
  readonly row?: RowHint;
}

/** Where the lead's row stands in the sheet at this moment, from 1. It leads people to the row, and decides nothing. */
export type RowHint = number;

export type SyncOperation = CreateOperation | UpdateOperation | LinkOperation;

export interface SyncRequest {
  /** Names the spreadsheet; links and states are kept per source. */
  readonly source: string;
  /** Grows with each run of this source; the tracker refuses one lower than it has seen with operations (409, `last_run`). */
  readonly run: number;
  /** Where the last exchange ended, or null to read everything. */
  readonly cursor: string | null;
  readonly operations: readonly SyncOperation[];
  /** Most changes wanted, 0 to SYNC_LIMITS.changes. With 0 the cursor comes back as it was sent. */
  readonly limit: number;
  /** Where people find the spreadsheet: its name, and its address with the leads tab. */
  readonly sheet?: { readonly name: string; readonly url: string };
}

export const SYNC_OUTCOMES = [
  'created',
  'adopted',
  'updated',
  'unchanged',
  'conflict',
  'deleted',
  'rejected',
] as const;
export type SyncOutcome = (typeof SYNC_OUTCOMES)[number];

/** A task as a source sees it. A deleted task stays in the feed as a tombstone. */
export interface SyncTask extends Task {
  readonly deleted: boolean;
  /** The state this source last pushed with the task, and the version that push resulted in; null if it never did. */
  readonly source_state: string | null;
  readonly source_version: number | null;
}

export interface SyncProblem {
  /** Stable word for programs, e.g. `unknown_task`, `invalid`. */
  readonly code: string;
  /** A sentence for a person that says what to do. Never repeats the values sent. */
  readonly message: string;
}

export interface SyncResult {
  readonly outcome: SyncOutcome;
  /** The task after the operation; null only with `rejected`. */
  readonly task: SyncTask | null;
  /** Present with `rejected`. */
  readonly problem?: SyncProblem;
}

export interface SyncReply {
  /** One per operation, in order. */
  readonly results: readonly SyncResult[];
  /** Tasks changed since `cursor`, oldest change first, without those already given in `results`. */
  readonly changes: readonly SyncTask[];
  readonly cursor: string | null;
  /** More changes wait behind `cursor`. */
  readonly has_more: boolean;
  /** This page belongs to a read of everything (it began with a null cursor and has not yet reached the end). */
  readonly full: boolean;
}

/** RFC 9457 problem details, the body of every error. Never repeats the values sent. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong and what to do. */
  readonly detail: string;
  /** With 409 from `POST /sync`: the highest run number seen from this source. */
  readonly last_run?: number;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}
