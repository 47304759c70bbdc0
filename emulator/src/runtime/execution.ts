/** One execution as the host knows it: who runs what, what it did so far, and how it ended. */
import type { AuthMode, EntryKind, ExecutionInfo } from '../bridge/host';
import type { ScriptError } from '../bridge/messages';
import type { Program } from './program';
import {
  costsOf,
  countByMethod,
  type CallRecord,
  type ExecutionReport,
  type ExecutionStatus,
  type LogLevel,
  type LogLine,
} from './report';

export interface ExecutionRequest {
  readonly functionName: string;
  readonly entry: EntryKind;
  readonly effectiveUser: string;
  readonly activeUser: string;
  /** Whose screen the script sees; absent where nobody sits before the spreadsheet. */
  readonly keyboardUser?: string;
  /** Plain data; one event in wire form when `event` is set. */
  readonly args: readonly unknown[];
  readonly event?: boolean;
  readonly triggerId?: string;
  /** A deployed version; without it what was loaded last. */
  readonly program?: Program;
  /** Simple triggers: a program without the function is no failure, nothing ran. */
  readonly optional?: boolean;
}

export interface Ending {
  readonly status: ExecutionStatus;
  readonly returnValue?: unknown;
  readonly returnJson?: string;
  readonly error?: ScriptError;
}

export class Execution implements ExecutionInfo {
  readonly functionName: string;
  readonly entry: EntryKind;
  readonly authMode: AuthMode;
  readonly effectiveUser: string;
  readonly activeUser: string;
  readonly calls: CallRecord[] = [];
  readonly logs: LogLine[] = [];
  fetches = 0;
  ended = false;
  private readonly atEnd: (() => void)[] = [];
  /** By the emulator's clock. */
  idleMs = 0;
  private realIdleMs = 0;
  private suspendedAt: number | null = null;

  constructor(
    readonly id: number,
    readonly request: ExecutionRequest,
    readonly startedAt: number,
  ) {
    this.functionName = request.functionName;
    this.entry = request.entry;
    this.authMode = authModeOf(request.entry);
    this.effectiveUser = request.effectiveUser;
    this.activeUser = request.activeUser;
  }

  /** A person thinks about a dialog: until resume, time does not count as running. */
  suspend(): void {
    this.suspendedAt = Date.now();
  }

  resume(clockMs: number): void {
    this.realIdleMs = this.suspendedMs();
    this.suspendedAt = null;
    this.idleMs += clockMs;
  }

  /** The clock was moved on by hand: that does not count as running either. */
  skip(clockMs: number): void {
    if (this.suspendedAt === null) this.idleMs += clockMs;
  }

  /** Milliseconds of real time spent suspended so far. */
  suspendedMs(): number {
    return this.realIdleMs + (this.suspendedAt === null ? 0 : Date.now() - this.suspendedAt);
  }

  /** Something to undo when the execution is over: a wait to cancel, a request to abort. */
  onEnd(action: () => void): void {
    this.atEnd.push(action);
  }

  end(): void {
    this.ended = true;
    for (const action of this.atEnd.splice(0)) action();
  }

  log(level: LogLevel, text: string, time: number): void {
    this.logs.push({ level, text, time });
  }

  report(ending: Ending, now: number): ExecutionReport {
    const { id, functionName, entry, startedAt, logs, calls, fetches, request } = this;
    return {
      id,
      functionName,
      entry,
      user: this.effectiveUser,
      ...ending,
      logs,
      calls,
      counts: countByMethod(calls),
      costs: costsOf(calls, fetches),
      fetches,
      startedAt,
      durationMs: now - startedAt,
      ...(request.triggerId === undefined ? {} : { triggerId: request.triggerId }),
    };
  }
}

/** Simple triggers and functions of formulas are limited; everything a person started or installed has full authority. */
export function authModeOf(entry: EntryKind): AuthMode {
  if (entry === 'custom') return 'CUSTOM_FUNCTION';
  return entry === 'simple' ? 'LIMITED' : 'FULL';
}
