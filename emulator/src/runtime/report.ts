/** What is known of an execution once it has ended, and the counters that budgets are written in. */
import type { EntryKind } from '../bridge/host';
import type { ScriptError } from '../bridge/messages';
import { classify, type CallClass } from './call-classes';

export const EXECUTION_STATUSES = ['completed', 'failed', 'killed', 'timed out'] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];

export type LogLevel = 'LOG' | 'INFO' | 'WARNING' | 'ERROR' | 'DEBUG';

export interface LogLine {
  readonly level: LogLevel;
  readonly text: string;
  /** Milliseconds of the emulator's clock. */
  readonly time: number;
}

export interface CallRecord {
  readonly method: string;
}

/** How often the execution did what costs a round trip; the classes are those of `CALL_CLASSES`. */
export interface CallCosts {
  /** Reads and writes of cells or sheet structure, writes included. */
  readonly sheetCalls: number;
  readonly sheetWrites: number;
  readonly propertyReads: number;
  readonly propertyWrites: number;
  readonly fetches: number;
}

export interface ExecutionReport {
  readonly id: number;
  readonly functionName: string;
  readonly entry: EntryKind;
  /** Whose authority it ran with. */
  readonly user: string;
  readonly status: ExecutionStatus;
  /** Plain data; Dates are Dates. A TextOutput or HtmlOutput is `{kind, content, …}`. */
  readonly returnValue?: unknown;
  /** The return value as JSON.stringify wrote it inside the script. */
  readonly returnJson?: string;
  readonly error?: ScriptError;
  readonly logs: readonly LogLine[];
  readonly calls: readonly CallRecord[];
  readonly counts: Readonly<Record<string, number>>;
  readonly costs: CallCosts;
  /** HTTP requests made, each entry of fetchAll counted. */
  readonly fetches: number;
  /** By the emulator's clock. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** The trigger that started it. */
  readonly triggerId?: string;
}

export function countByMethod(calls: readonly CallRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method } of calls) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}

export function costsOf(calls: readonly CallRecord[], fetches: number): CallCosts {
  const classes = calls.map(({ method }) => classify(method));
  const count = (...wanted: CallClass[]) => classes.filter((item) => wanted.includes(item)).length;
  return {
    sheetCalls: count('sheet read', 'sheet write'),
    sheetWrites: count('sheet write'),
    propertyReads: count('property read'),
    propertyWrites: count('property write'),
    fetches,
  };
}
