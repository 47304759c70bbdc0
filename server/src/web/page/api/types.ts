/** What the tracker answers to the board, as its HTTP contract has it. */
import type { Task, TaskStatus } from '../../../contract';

export type { Task, TaskStatus };

export const SCOPES = ['read', 'write', 'sync', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Where a card's lead stands in a sheet. */
export interface CardLink {
  readonly source: string;
  readonly lead_id: string;
  readonly sheet: { readonly name: string; readonly url: string } | null;
  readonly row: number | null;
  /** Opens the row in the sheet. */
  readonly url: string | null;
}

export interface Card extends Task {
  readonly links: readonly CardLink[];
}

export type TaskField = 'title' | 'status' | 'lead_id' | 'notes';
export type CardFields = Pick<Task, TaskField>;

export interface Actor {
  readonly kind: 'key' | 'person' | 'local' | 'system';
  readonly name: string;
}

export interface Origin {
  readonly kind: 'api' | 'board' | 'sheet' | 'import' | 'command';
  readonly source: string | null;
}

export interface FieldChange {
  readonly field: TaskField;
  readonly from: string | null;
  readonly to: string | null;
}

export interface HistoryEntry {
  readonly version: number;
  readonly at: string;
  readonly action: 'created' | 'changed' | 'deleted' | 'restored' | 'erased';
  readonly actor: Actor;
  readonly origin: Origin;
  readonly changes: readonly FieldChange[];
}

export interface Session {
  /** `open`: the tracker has no keys and serves this computer only. `none`: not signed in. */
  readonly mode: 'open' | 'key' | 'session' | 'none';
  readonly workspace: string | null;
  readonly actor: Actor | null;
  readonly scopes: readonly Scope[];
}

export interface CardPage {
  readonly cards: readonly Card[];
  readonly next: string | null;
}

export type Counts = Readonly<Record<TaskStatus, number>>;

export interface Source {
  readonly source: string;
  readonly name: string | null;
}

export interface FlowDay {
  /** YYYY-MM-DD, a day in UTC. */
  readonly date: string;
  readonly created: number;
  readonly moved: number;
  readonly done: number;
}

export interface TimeInStatus {
  readonly tasks: number;
  readonly median_hours: number | null;
  readonly p90_hours: number | null;
}

export interface Flow {
  readonly days: readonly FlowDay[];
  readonly time_in_status: Readonly<Record<TaskStatus, TimeInStatus>>;
}

export type ChangedCard = Card & { readonly deleted: boolean };
