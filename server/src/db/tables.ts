/** The tables as Kysely sees them. Only types that SQLite and PostgreSQL both have: text and integers. */
import type { TaskStatus } from '../contract';

export interface Database {
  tasks: TaskTable;
  links: LinkTable;
  source_states: SourceStateTable;
  sources: SourceTable;
  change_feed: ChangeFeedTable;
  idempotency_keys: IdempotencyKeyTable;
}

export interface TaskTable {
  id: string;
  title: string;
  status: TaskStatus;
  lead_id: string | null;
  notes: string;
  version: number;
  created_at: string;
  updated_at: string;
  /** When it was deleted; the row stays as a tombstone, so that every reader of the feed hears of it. */
  deleted_at: string | null;
  /** Number of the last change of this task; orders the feed. */
  change_seq: number;
  /** Number of the change that made it; orders lists, so that pages stay put while tasks come in. */
  created_seq: number;
}

/** Which task is the task of a lead, for one source. */
export interface LinkTable {
  source: string;
  lead_id: string;
  task_id: string;
}

/** What a source last pushed with a task, and the version that push resulted in. */
export interface SourceStateTable {
  source: string;
  task_id: string;
  state: string;
  version: number;
}

export interface SourceTable {
  source: string;
  /** Highest run number that came with operations. */
  last_run: number;
}

/** One row: the counter that every change raises, and what makes a cursor of this database recognisable. */
export interface ChangeFeedTable {
  id: number;
  epoch: string;
  last_change: number;
  /** Tombstones up to this change may have been purged; older cursors must start again. */
  purged_through: number;
}

export interface IdempotencyKeyTable {
  key: string;
  /** SHA-256 of the request, to tell a repeat from another request under the same key. */
  fingerprint: string;
  /** The task as it was answered, as JSON. */
  answer: string;
  created_at: string;
}
