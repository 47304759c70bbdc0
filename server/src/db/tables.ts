/** The tables as Kysely sees them. Only types that SQLite and PostgreSQL both have: text and integers. Every row belongs to a workspace. */
import type { TaskStatus } from '../contract';

export interface Database {
  workspaces: WorkspaceTable;
  tasks: TaskTable;
  task_history: TaskHistoryTable;
  links: LinkTable;
  source_states: SourceStateTable;
  sources: SourceTable;
  change_feed: ChangeFeedTable;
  idempotency_keys: IdempotencyKeyTable;
  api_keys: ApiKeyTable;
  sessions: SessionTable;
  sign_in_links: SignInLinkTable;
  audit_log: AuditLogTable;
  webhook_endpoints: WebhookEndpointTable;
  deliveries: DeliveryTable;
  markers: MarkerTable;
}

/** People, keys and tasks that belong together; nothing reaches from one workspace into another. */
export interface WorkspaceTable {
  id: string;
  name: string;
  created_at: string;
  /** Deleted tasks, history and audit entries older than this many days are purged; null keeps them. */
  retention_days: number | null;
}

export interface TaskTable {
  workspace: string;
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
  /** Number of the last change of this task; orders the feed of its workspace. */
  change_seq: number;
  /** Number of the change that made it; orders lists, so that pages stay put while tasks come in. */
  created_seq: number;
}

/** One row for each version of a task: who made it, from where, and what changed. */
export interface TaskHistoryTable {
  workspace: string;
  task_id: string;
  version: number;
  change_seq: number;
  at: string;
  action: string;
  actor_kind: string;
  actor_name: string;
  origin: string;
  source: string | null;
  /** JSON: list of {field, from, to}. */
  changes: string;
  /** The status that this version gave the task; null where it left it as it was. Holds nothing personal, so it outlives an erasure. */
  status: TaskStatus | null;
  /** The status that this version took from the task; null also where there was none before. */
  left_status: TaskStatus | null;
}

/** Which task is the task of a lead, for one source. */
export interface LinkTable {
  workspace: string;
  source: string;
  lead_id: string;
  task_id: string;
  /** Where the lead's row stood when its source last pushed it, from 1; a hint for people. */
  sheet_row: number | null;
}

/** What a source last pushed with a task, and the version that push resulted in. */
export interface SourceStateTable {
  workspace: string;
  source: string;
  task_id: string;
  state: string;
  version: number;
}

export interface SourceTable {
  workspace: string;
  source: string;
  /** Highest run number that came with operations; 0 when none did. */
  last_run: number;
  sheet_name: string | null;
  sheet_url: string | null;
}

/** One row a workspace: the counter that every change raises, and what makes a cursor of this database recognisable. */
export interface ChangeFeedTable {
  workspace: string;
  epoch: string;
  last_change: number;
  /** Tombstones up to this change may have been purged; older cursors must start again. */
  purged_through: number;
}

export interface IdempotencyKeyTable {
  workspace: string;
  key: string;
  /** SHA-256 of the request, to tell a repeat from another request under the same key. */
  fingerprint: string;
  /** The task as it was answered, as JSON. */
  answer: string;
  task_id: string;
  created_at: string;
}

export interface ApiKeyTable {
  id: string;
  workspace: string;
  name: string;
  /** Words separated by blanks. */
  scopes: string;
  /** SHA-256 of the whole key, in hexadecimal; the key itself is nowhere. */
  hash: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** A browser that is signed in. */
export interface SessionTable {
  /** SHA-256 of the cookie's value. */
  hash: string;
  workspace: string;
  /** The key it was opened with; the session ends with it. Null after a one-time link. */
  key_id: string | null;
  name: string;
  scopes: string;
  created_at: string;
  expires_at: string;
}

export interface SignInLinkTable {
  /** SHA-256 of the token in the link. */
  hash: string;
  workspace: string;
  name: string;
  scopes: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

/** What was done beside changing tasks (those are in task_history): keys, webhooks, exports, erasures, settings, sign-ins. */
export interface AuditLogTable {
  workspace: string;
  id: string;
  at: string;
  actor_kind: string;
  actor_name: string;
  origin: string;
  action: string;
  /** Id of what it was done to; never personal data. */
  subject: string;
}

export interface WebhookEndpointTable {
  workspace: string;
  id: string;
  /** `webhook` (Standard Webhooks) or `wake` (a sheet's web app). */
  kind: string;
  url: string;
  /** Words separated by blanks. */
  events: string;
  secret: string;
  /** Signs too until `previous_until`, after a rotation. */
  previous_secret: string | null;
  previous_until: string | null;
  /** 1 or 0. */
  enabled: number;
  disabled_reason: string | null;
  /** The source that a wake endpoint belongs to. */
  source: string | null;
  created_at: string;
}

/** The transactional outbox: written with the change, sent afterwards. */
export interface DeliveryTable {
  workspace: string;
  id: string;
  endpoint_id: string;
  /** The same for all endpoints that hear of one change. */
  event_id: string;
  type: string;
  task_id: string;
  payload: string;
  /** `pending`, `delivered` or `dead`. */
  state: string;
  attempts: number;
  /** RFC 3339; when it is due. */
  next_attempt_at: string | null;
  /** Taken by an instance until then. */
  locked_until: string | null;
  last_status: number | null;
  last_error: string | null;
  created_at: string;
}

/** Facts about the database as a whole, e.g. that its content has moved elsewhere. */
export interface MarkerTable {
  name: string;
  value: string;
}
