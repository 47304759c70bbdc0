/** A tracker in memory, quick enough for tens of thousands of programs; held to the same contract suite as the real service. */
import type {
  SyncOperation,
  SyncReply,
  SyncRequest,
  SyncResult,
  SyncTask,
  Task,
  TaskStatus,
} from '../../src/contract';
import { LeadSyncError } from '../../src/core/errors';
import type { Tracker } from '../../src/ports';

interface Row {
  task: Task;
  deleted: boolean;
  change: number;
  state: string | null;
  stateVersion: number | null;
}

const WHEN = '2026-01-01T00:00:00.000Z';

export class InMemoryTracker implements Tracker {
  readonly rows = new Map<string, Row>();
  readonly links = new Map<string, string>();
  writes = 0;
  /** Off only to show that the properties catch a tracker without it. */
  uniqueKey = true;
  private changes = 0;
  private lastRun = 0;
  private ids = 0;
  private epoch = 1;

  /** Another database behind the same address: every cursor is gone. */
  loseCursors(): void {
    this.epoch += 1;
  }

  exchange(request: SyncRequest): SyncReply {
    this.fence(request);
    const since = this.position(request.cursor);
    const results = request.operations.map((operation) => this.apply(operation));
    const given = new Set(results.map((result) => result.task?.id));
    const pending = [...this.rows.values()]
      .filter((row) => row.change > since)
      .sort((a, b) => a.change - b.change);
    const changes: SyncTask[] = [];
    let end = since;
    let more = false;
    for (const row of pending) {
      if (given.has(row.task.id)) {
        end = row.change;
        continue;
      }
      if (changes.length === request.limit) {
        more = true;
        break;
      }
      changes.push(this.view(row));
      end = row.change;
    }
    const cursor = request.limit === 0 ? request.cursor : `${this.epoch}.${end}`;
    return { results, changes, cursor, has_more: more, full: request.cursor === null };
  }

  /** What a person does in the tracker. */
  edit(id: string, set: { status?: TaskStatus; title?: string; notes?: string }): void {
    const row = this.rows.get(id);
    if (row !== undefined && !row.deleted) this.change(row, set);
  }

  remove(id: string): void {
    const row = this.rows.get(id);
    if (row === undefined || row.deleted) return;
    row.deleted = true;
    this.touch(row);
  }

  make(values: { title: string; status: TaskStatus; lead_id: string | null; notes: string }): Row {
    this.ids += 1;
    const task = { id: `task-${this.ids}`, version: 0, created_at: WHEN, updated_at: WHEN, ...values };
    const row: Row = { task, deleted: false, change: 0, state: null, stateVersion: null };
    this.rows.set(task.id, row);
    this.touch(row);
    return row;
  }

  private fence({ run, operations }: SyncRequest): void {
    if (run < this.lastRun) throw new LeadSyncError('run_overtaken', 'older run', { last_run: this.lastRun });
    if (operations.length > 0) this.lastRun = run;
  }

  private position(cursor: string | null): number {
    if (cursor === null) return 0;
    const [epoch, change] = cursor.split('.').map(Number);
    if (epoch !== this.epoch) throw new LeadSyncError('cursor_gone', 'start again');
    return change ?? 0;
  }

  private apply(operation: SyncOperation): SyncResult {
    switch (operation.op) {
      case 'create':
        return this.create(operation);
      case 'update':
        return this.update(operation);
      case 'link':
        return this.link(operation);
    }
  }

  private create(operation: SyncOperation & { op: 'create' }): SyncResult {
    const linked = this.uniqueKey ? this.rows.get(this.links.get(operation.lead_id) ?? '') : undefined;
    if (linked !== undefined && !linked.deleted) return { outcome: 'adopted', task: this.view(linked) };
    if (linked !== undefined && operation.replaces !== linked.task.id)
      return { outcome: 'deleted', task: this.view(linked) };
    const { title, status, notes, lead_id } = operation;
    const row = this.make({ title, status, notes, lead_id });
    this.links.set(lead_id, row.task.id);
    this.keepState(row, operation.state);
    return { outcome: 'created', task: this.view(row) };
  }

  private update(operation: SyncOperation & { op: 'update' }): SyncResult {
    const row = this.rows.get(operation.task_id);
    if (row === undefined) return unknownTask();
    if (row.deleted) return { outcome: 'deleted', task: this.view(row) };
    const repeat = row.stateVersion === row.task.version && row.state === operation.state;
    if (row.task.version !== operation.if_version)
      return { outcome: repeat ? 'unchanged' : 'conflict', task: this.view(row) };
    const before = row.task.version;
    this.change(row, operation.set);
    this.keepState(row, operation.state);
    return { outcome: row.task.version === before ? 'unchanged' : 'updated', task: this.view(row) };
  }

  private link({ lead_id, task_id }: SyncOperation & { op: 'link' }): SyncResult {
    const row = this.rows.get(task_id);
    if (row === undefined) return unknownTask();
    for (const [lead, task] of this.links) if (task === task_id && lead !== lead_id) this.links.delete(lead);
    this.links.set(lead_id, task_id);
    return { outcome: row.deleted ? 'deleted' : 'adopted', task: this.view(row) };
  }

  private change(row: Row, set: { status?: TaskStatus; title?: string; notes?: string }): void {
    const task = { ...row.task, ...set };
    if (task.status === row.task.status && task.title === row.task.title && task.notes === row.task.notes)
      return;
    row.task = task;
    this.touch(row);
  }

  private touch(row: Row): void {
    this.changes += 1;
    this.writes += 1;
    row.task = { ...row.task, version: row.task.version + 1 };
    row.change = this.changes;
  }

  private keepState(row: Row, state: string): void {
    row.state = state;
    row.stateVersion = row.task.version;
  }

  private view(row: Row): SyncTask {
    return { ...row.task, deleted: row.deleted, source_state: row.state, source_version: row.stateVersion };
  }
}

function unknownTask(): SyncResult {
  return {
    outcome: 'rejected',
    task: null,
    problem: { code: 'unknown_task', message: 'There is no such task.' },
  };
}
