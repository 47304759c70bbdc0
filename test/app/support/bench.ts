/** A sheet with any cells, formulas and protected cells, beside the in-memory tracker; it records whatever a run asks and writes. */
import { synchronise, type SyncScope } from '../../../src/app/sync';
import type { SyncOperation, SyncReply, SyncRequest, Task, TaskStatus } from '../../../src/contract';
import { findColumns, textOf, type Cell, type LeadField, type LeadTable } from '../../../src/core/lead';
import type { Memory } from '../../../src/core/memory';
import type { ConflictRecord } from '../../../src/core/plan';
import type { RunReport } from '../../../src/core/report';
import type { SyncSettings } from '../../../src/core/settings';
import { DEFAULT_STATUS_MAP } from '../../../src/core/status-map';
import type { CellWrite, RefusedWrite, SheetDescription, SyncPorts, Tracker } from '../../../src/ports';
import { InMemoryTracker } from '../../simulation/in-memory-tracker';

/** A cell that computes its value; writing over it would destroy it. */
export class Formula {
  constructor(readonly value: Cell) {}
}

export type PortCall =
  | 'sheet.read'
  | 'sheet.readFormulas'
  | 'sheet.write'
  | 'memory.save'
  | 'memory.saveCursor'
  | 'tracker.exchange'
  | 'conflicts.append';

export const DESCRIPTION: SheetDescription = {
  name: 'Leads 2026',
  url: 'https://sheets.example/1#gid=0',
};

export const ALL: SyncScope = { kind: 'all' };

export class Bench {
  header: Cell[] = ['id', 'name', 'email', 'status', 'source', 'task_id', 'note'];
  rows: Cell[][] = [];
  memories = new Map<string, Memory>();
  cursor: string | null = null;
  lastRun = 0;
  readonly tracker = new InMemoryTracker();
  readonly requests: SyncRequest[] = [];
  readonly conflicts: ConflictRecord[] = [];
  readonly cellWrites: CellWrite[] = [];
  /** Port calls that wrote something. */
  storeWrites = 0;
  /** What people do, or what breaks, just before a port is called. */
  before: (call: PortCall) => void = () => undefined;
  /** Stands in for the tracker, e.g. to answer something else. */
  answer: Tracker['exchange'] = (request) => this.tracker.exchange(request);
  /** Why a write into this cell is refused, or null. */
  refuse: (leadId: string, field: string) => string | null = () => null;
  /** Milliseconds that each look at the stopwatch adds. */
  tick = 0;
  /** How often the spreadsheet was asked for its name and address. */
  descriptions = 0;
  private time = 0;
  private ids = 0;

  constructor(public settings: Partial<SyncSettings> = {}) {}

  /** Adds a row; cells by field name. */
  add(values: Partial<Record<LeadField | 'note', Cell>>): void {
    this.rows.push(this.header.map((name) => values[name as LeadField] ?? ''));
  }

  /** Leads `L1`, `L2`, …, each with its task, all in step. */
  static inStep(statuses: readonly string[], settings: Partial<SyncSettings> = {}): Bench {
    const bench = new Bench(settings);
    statuses.forEach((status, index) =>
      bench.add({ id: `L${index + 1}`, name: `Name ${index + 1}`, status, note: `note ${index + 1}` }),
    );
    bench.runAll();
    bench.requests.length = 0;
    bench.cellWrites.length = 0;
    return bench;
  }

  run(scope: SyncScope = ALL): RunReport {
    return synchronise(this.ports(), this.fullSettings(), scope);
  }

  /** A run of everything that must finish without any row needing a look. */
  runAll(): RunReport {
    const report = this.run();
    expect({ end: report.end, problems: report.problems }).toEqual({ end: 'finished', problems: [] });
    return report;
  }

  /** The value a cell shows; the first row with this id counts. */
  cell(id: string, field: string): Cell {
    const cell = this.rowOf(id)[this.columnOf(field)];
    return cell instanceof Formula ? cell.value : cell;
  }

  set(id: string, field: LeadField, value: Cell): void {
    this.rowOf(id)[this.columnOf(field)] = value;
  }

  /** The task that the row names. */
  task(id: string): Task & { readonly deleted: boolean } {
    const row = this.tracker.rows.get(textOf(this.cell(id, 'task_id')));
    if (row === undefined) throw new Error(`The row of ${id} names no task.`);
    return { ...row.task, deleted: row.deleted };
  }

  /** What a person does in the tracker. */
  move(id: string, status: TaskStatus): void {
    this.tracker.edit(this.task(id).id, { status });
  }

  /** A task that a person made in the tracker. */
  foreignTask(status: TaskStatus, title = 'By hand'): string {
    return this.tracker.make({ title, status, lead_id: null, notes: '' }).task.id;
  }

  loseHiddenTab(): void {
    this.memories.clear();
    this.cursor = null;
  }

  /** Everything written so far, anywhere. */
  writes(): number {
    return this.cellWrites.length + this.storeWrites + this.tracker.writes + this.conflicts.length;
  }

  operations(): SyncOperation[] {
    return this.requests.flatMap((request) => request.operations);
  }

  /** [id, status, task status] of every row, for a look at both sides at once. */
  bothSides(): [string, Cell, string][] {
    return this.rows.map((cells) => {
      const id = textOf(cells[this.columnOf('id')]);
      return [id, this.cell(id, 'status'), this.task(id).status];
    });
  }

  private fullSettings(): SyncSettings {
    return {
      source: 'sheet-1',
      statusMap: DEFAULT_STATUS_MAP,
      conflictPolicy: 'sheet',
      newRowIds: false,
      timeBudget: Number.POSITIVE_INFINITY,
      batchSize: 500,
      ...this.settings,
    };
  }

  private ports(): SyncPorts {
    return {
      sheet: {
        read: () => this.call('sheet.read', () => this.table()),
        readFormulas: (column) =>
          this.call('sheet.readFormulas', () => this.rows.map((cells) => cells[column] instanceof Formula)),
        write: (cells) => this.call('sheet.write', () => this.writeCells(cells)),
      },
      memory: {
        load: () => ({ memories: [...this.memories.values()], cursor: this.cursor }),
        save: (memories) =>
          this.store('memory.save', () => memories.forEach((each) => this.memories.set(each.leadId, each))),
        saveCursor: (cursor) => this.store('memory.saveCursor', () => (this.cursor = cursor)),
      },
      tracker: { exchange: (request) => this.call('tracker.exchange', () => this.exchange(request)) },
      runs: {
        last: () => this.lastRun,
        save: (run) => {
          this.storeWrites += 1;
          this.lastRun = run;
        },
      },
      conflicts: {
        append: (_run, records) => this.call('conflicts.append', () => void this.conflicts.push(...records)),
      },
      describeSheet: () => {
        this.descriptions += 1;
        return DESCRIPTION;
      },
      stopwatch: { now: () => (this.time += this.tick) },
      newId: () => `new-${(this.ids += 1)}`,
    };
  }

  private call<T>(name: PortCall, work: () => T): T {
    this.before(name);
    return work();
  }

  private store(name: PortCall, change: () => void): void {
    this.call(name, () => {
      this.storeWrites += 1;
      change();
    });
  }

  private exchange(request: SyncRequest): SyncReply {
    this.requests.push(request);
    return this.answer(request);
  }

  private table(): LeadTable {
    const shown = (cell: Cell): Cell => (cell instanceof Formula ? cell.value : cell);
    return { header: [...this.header], rows: this.rows.map((cells) => cells.map(shown)) };
  }

  private writeCells(cells: readonly CellWrite[]): RefusedWrite[] {
    const refused: RefusedWrite[] = [];
    for (const write of cells) {
      const row = this.rows[write.row - 2];
      if (row === undefined) throw new Error('The coordinates of the range are outside the sheet.');
      const reason = this.refuse(textOf(row[this.columnOf('id')]), textOf(this.header[write.column]));
      if (reason !== null) refused.push({ write, reason });
      else {
        row[write.column] = write.value;
        this.cellWrites.push(write);
      }
    }
    return refused;
  }

  private rowOf(id: string): Cell[] {
    const column = this.columnOf('id');
    const row = this.rows.find((cells) => textOf(cells[column]) === id);
    if (row === undefined) throw new Error(`There is no row with the id "${id}".`);
    return row;
  }

  private columnOf(field: string): number {
    return field === 'note' ? this.header.indexOf('note') : findColumns(this.header)[field as LeadField];
  }
}
