/** Sheet, hidden tab and tracker in memory, with people editing both sides and faults at any call, for properties at volume. */
import { synchronise, type SyncScope } from '../../src/app/sync';
import type { TaskStatus } from '../../src/contract';
import { DEFAULT_STATUS_MAP } from '../../src/core/status-map';
import type { Memory } from '../../src/core/memory';
import type { ConflictRecord } from '../../src/core/plan';
import type { RunReport } from '../../src/core/report';
import type { ConflictPolicy, SyncSettings } from '../../src/core/settings';
import type { LeadTable } from '../../src/core/lead';
import type { CellWrite, RefusedWrite, SyncPorts } from '../../src/ports';
import { InMemoryTracker } from './in-memory-tracker';

export interface SheetRow {
  id: string;
  name: string;
  status: string;
  taskId: string;
  /** A column the sync does not know; must never change. */
  readonly mark: string;
}

export interface Fault {
  /** 1-based number of the port call it strikes. */
  readonly call: number;
  readonly kind: 'kill' | 'throw';
  readonly when: 'before' | 'after';
}

/** What happens between two port calls of a run. */
export interface Interruption {
  readonly call: number;
  readonly action: () => void;
}

class Killed extends Error {}

export class World {
  rows: SheetRow[] = [];
  memories = new Map<string, Memory>();
  cursor: string | null = null;
  lastRun = 0;
  readonly tracker = new InMemoryTracker();
  readonly conflicts: ConflictRecord[] = [];
  readonly reports: RunReport[] = [];
  /** Cells that stand although their base was not stored: a crash fell in between. Lead id → value before. */
  readonly unsettledCells = new Map<string, string>();
  sheetWrites = 0;
  storeWrites = 0;
  calls = 0;
  fetches = 0;
  /** Row numbers as the run first read them. */
  readonly rowsAtStart = new Map<string, number>();
  /** A fault planted to show that the properties catch it: what is stored in place of a memory. */
  plantedSave: (memory: Memory) => Memory = (memory) => memory;
  private killed = false;
  private fault: Fault | null = null;
  private interruptions: readonly Interruption[] = [];

  constructor(readonly policy: ConflictPolicy = 'sheet') {}

  get settings(): SyncSettings {
    return {
      source: 'sheet-1',
      statusMap: DEFAULT_STATUS_MAP,
      conflictPolicy: this.policy,
      newRowIds: false,
      timeBudget: Number.POSITIVE_INFINITY,
      batchSize: 2,
    };
  }

  addLead(id: string, status: string): void {
    this.rows.push({ id, name: `Name ${id}`, status, taskId: '', mark: `mark-${id}-${this.rows.length}` });
  }

  /** The lead's own row, not a copy somebody made of it. */
  row(id: string): SheetRow | undefined {
    return this.rows.find((row) => row.id === id && row.mark.startsWith('mark'));
  }

  taskOf(id: string): { id: string; status: TaskStatus; title: string; deleted: boolean } | null {
    const row = this.tracker.rows.get(this.row(id)?.taskId ?? '');
    return row === undefined ? null : { ...row.task, deleted: row.deleted };
  }

  run(
    scope: SyncScope = { kind: 'all' },
    fault: Fault | null = null,
    interruptions: readonly Interruption[] = [],
  ): RunReport {
    this.calls = 0;
    this.killed = false;
    this.fault = fault;
    this.interruptions = interruptions;
    const report = synchronise(this.ports(), this.settings, scope);
    if (!this.killed) this.reports.push(report);
    return report;
  }

  /** Everything that was written so far, anywhere; equal before and after a run that had nothing to do. */
  writes(): number {
    return this.sheetWrites + this.storeWrites + this.tracker.writes + this.conflicts.length;
  }

  /** @param closed nothing comes between the call before and this one: the platform has no compare-and-set, see docs/sync-rules.md */
  private call<T>(work: () => T, closed = false): T {
    this.calls += 1;
    const number = this.calls;
    for (const { call, action } of this.interruptions) if (call === number && !closed) action();
    const strikes = (when: Fault['when']): boolean => this.fault?.call === number && this.fault.when === when;
    if (this.killed) throw new Killed();
    if (strikes('before')) this.strike();
    const result = work();
    if (strikes('after')) this.strike();
    return result;
  }

  private strike(): never {
    this.killed = this.fault?.kind === 'kill';
    throw this.killed ? new Killed() : new Error('Service timed out');
  }

  ports(): SyncPorts {
    return {
      sheet: {
        read: () => this.call(() => this.table()),
        readFormulas: () => this.call(() => this.rows.map(() => false)),
        write: (cells) => this.call(() => this.writeCells(cells), true),
      },
      memory: {
        load: () => this.call(() => ({ memories: [...this.memories.values()], cursor: this.cursor })),
        save: (memories) => this.call(() => this.saveMemories(memories)),
        saveCursor: (cursor) => this.call(() => this.store(() => (this.cursor = cursor))),
      },
      tracker: {
        exchange: (request) =>
          this.call(() => {
            this.fetches += 1;
            return this.tracker.exchange(request);
          }),
      },
      runs: {
        last: () => this.call(() => this.lastRun),
        save: (run) => this.call(() => this.store(() => (this.lastRun = run))),
      },
      conflicts: { append: (_run, records) => this.call(() => void this.conflicts.push(...records)) },
      describeSheet: () => ({ name: 'Leads 2026', url: 'https://sheets.example/1#gid=0' }),
      stopwatch: { now: () => 0 },
      newId: () => 'never',
    };
  }

  private store(change: () => unknown): void {
    this.storeWrites += 1;
    change();
  }

  private table(): LeadTable {
    if (this.calls === 1) this.rowsAtStart.clear();
    if (this.calls === 1) this.rows.forEach((row, index) => this.rowsAtStart.set(row.id, index + 2));
    return {
      header: ['mark', 'Task_ID', 'status', 'name', 'ID '],
      rows: this.rows.map((row) => [row.mark, row.taskId, row.status, row.name, row.id]),
    };
  }

  private writeCells(cells: readonly CellWrite[]): RefusedWrite[] {
    const refused: RefusedWrite[] = [];
    this.sheetWrites += 1;
    for (const write of cells) {
      const { row, column, value } = write;
      const target = this.rows[row - 2];
      if (target === undefined)
        refused.push({
          write,
          reason: 'The coordinates of the range are outside the dimensions of the sheet.',
        });
      else if (column === 1) target.taskId = value;
      else if (column === 2) {
        this.unsettledCells.set(target.id, target.status);
        target.status = value;
      } else throw new Error(`The sync wrote column ${column}, which is not its own`);
    }
    return refused;
  }

  private saveMemories(memories: readonly Memory[]): void {
    this.storeWrites += 1;
    for (const memory of memories) {
      this.memories.set(memory.leadId, this.plantedSave(memory));
      if (memory.intent === null) this.unsettledCells.delete(memory.leadId);
    }
  }
}
