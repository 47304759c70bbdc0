/** What the use cases need from the world, in the domain's words. Wired once, in `gas/compose.ts`. */
import type { SyncReply, SyncRequest } from './contract';
import type { LeadTable } from './core/lead';
import type { Memory } from './core/memory';
import type { ConflictRecord } from './core/plan';

/** One cell of the leads tab to write: 1-based row, 0-based column index. */
export interface CellWrite {
  readonly row: number;
  readonly column: number;
  readonly value: string;
}

export interface RefusedWrite {
  readonly write: CellWrite;
  /** Why the spreadsheet refused it (protected, validation, …). */
  readonly reason: string;
}

/** The leads tab. Every method is few, large calls; nothing is read or written cell by cell. */
export interface LeadSheet {
  /** Header and all data rows. */
  read(): LeadTable;
  /** For each data row, does this column (0-based) hold a formula? */
  readFormulas(column: number): readonly boolean[];
  /**
   * Writes the cells and makes sure they stand before it returns; gives back those that were refused.
   * @param blanks cells just seen to be blank: written blank again where that joins neighbours into one call
   */
  write(cells: readonly CellWrite[], blanks?: BlankCells): readonly RefusedWrite[];
}

/** Rows (1-based) whose cell in this column (0-based) is blank, and holds no formula. */
export interface BlankCells {
  readonly column: number;
  readonly rows: ReadonlySet<number>;
}

/** The hidden tab. */
export interface MemoryStore {
  load(): { readonly memories: readonly Memory[]; readonly cursor: string | null };
  /**
   * Adds or replaces rows by lead id; durable when it returns.
   * @param expected how many leads there may be in the end, so that room is made once
   */
  save(memories: readonly Memory[], expected: number): void;
  saveCursor(cursor: string | null): void;
}

/** A tracker. Safe to repeat; retries are its own affair. Throws LeadSyncError. */
export interface Tracker {
  exchange(request: SyncRequest): SyncReply;
}

/** The highest run number this spreadsheet has used. */
export interface RunNumbers {
  last(): number;
  save(run: number): void;
}

/** Where values that were given up are kept for people. */
export interface ConflictLog {
  append(run: number, records: readonly ConflictRecord[]): void;
}

/** The spreadsheet's name, and the address that opens its leads tab. */
export type SheetDescription = NonNullable<SyncRequest['sheet']>;

/** Milliseconds since some moment; measures how long a run takes, decides nothing about data. */
export interface Stopwatch {
  now(): number;
}

export interface SyncPorts {
  readonly sheet: LeadSheet;
  readonly memory: MemoryStore;
  readonly tracker: Tracker;
  readonly runs: RunNumbers;
  readonly conflicts: ConflictLog;
  readonly stopwatch: Stopwatch;
  /** What the tracker tells people about this sheet. */
  readonly describeSheet: () => SheetDescription;
  /** A short id no other row will have. */
  readonly newId: () => string;
}
