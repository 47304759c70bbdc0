/** What people can choose about a sync. Data that is passed in, never constants in the code. */
import type { StatusMap } from './status-map';

export const CONFLICT_POLICIES = ['sheet', 'tracker', 'ask'] as const;
/** Who wins when both sides changed a status differently (S11). With `ask`, neither side is touched until a person decides. */
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

export interface SyncSettings {
  /** Names this spreadsheet to the tracker; links are kept per source. */
  readonly source: string;
  readonly statusMap: StatusMap;
  readonly conflictPolicy: ConflictPolicy;
  /** Give rows without an id one before they are synced (S01). */
  readonly newRowIds: boolean;
  /** Milliseconds after which a run starts no further batch; well under the platform's six minutes. */
  readonly timeBudget: number;
  /** Operations per exchange. */
  readonly batchSize: number;
}

export const DEFAULT_TIME_BUDGET = 4.5 * 60_000;
