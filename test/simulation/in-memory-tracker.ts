/** A tracker in memory, quick enough for tens of thousands of programs; held to the same contract suite as the real service. */
import {
  SYNC_LIMITS,
  TASK_LIMITS,
  type SyncOperation,
  type SyncReply,
  type SyncRequest,
  type SyncResult,
  type SyncTask,
  type Task,
  type TaskStatus,
} from '../../src/contract';
import { LeadSyncError } from '../../src/core/errors';
import type { Tracker } from '../../src/ports';

type TaskChanges = { status?: TaskStatus; title?: string; notes?: string };

/** What a source last pushed with a task, and the version that push resulted in. */
interface SourceState {
  readonly state: string;
  readonly version: number;
}

class Row {
  deleted = false;
  /** Its place in the feed. */
  change = 0;
  readonly states = new Map<string, SourceState>();

  constructor(public task: Task) {}

  /** What any source ever pushed with it. */
  get state(): string | null {
    for (const { state } of this.states.values()) return state;
    return null;
  }
}

/** What one source has told: its links, lead id → task id, and its highest run with operations. */
interface Source {
  readonly links: Map<string, string>;
  lastRun: number;
}

interface Position {
  /** Everything up to this change has been given. */
  readonly change: number;
  /** It began with null and has not reached the end. */
  readonly full: boolean;
}

const WHEN = '2026-01-01T00:00:00.000Z';
let epochs = 0;

export class InMemoryTracker implements Tracker {
  readonly rows = new Map<string, Row>();
  writes = 0;
  /** Off only to show that the properties catch a tracker without it. */
  uniqueKey = true;
  private readonly sources = new Map<string, Source>();
  private changes = 0;
  private ids = 0;
  /** No two databases have the same. */
  private epoch = (epochs += 1);

  /** Another database behind the same address: every cursor is gone. */
  loseCursors(): void {
    this.epoch = epochs += 1;
  }

  exchange(request: SyncRequest): SyncReply {
    const { source: name, run, operations } = request;
    const source = this.sourceOf(name);
    if (run < source.lastRun)
      throw new LeadSyncError('run_overtaken', 'older run', { last_run: source.lastRun });
    const since = this.position(request.cursor);
    const results = operations.map((operation) => this.apply(name, operation));
    if (operations.length > 0) source.lastRun = run;
    return { results, ...this.page(request, since, new Set(results.map((result) => result.task?.id))) };
  }

  /** What a person does in the tracker. */
  edit(id: string, set: TaskChanges): void {
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
    const row = new Row({
      id: `task-${this.ids}`,
      version: 0,
      created_at: WHEN,
      updated_at: WHEN,
      ...values,
    });
    this.rows.set(row.task.id, row);
    this.touch(row);
    return row;
  }

  private sourceOf(name: string): Source {
    const known = this.sources.get(name);
    if (known !== undefined) return known;
    const source = { links: new Map<string, string>(), lastRun: 0 };
    this.sources.set(name, source);
    return source;
  }

  private position(cursor: string | null): Position {
    if (cursor === null) return { change: 0, full: true };
    const [, epoch, change, full] = /^(\d+)\.(\d+)\.([01])$/.exec(cursor) ?? [];
    if (Number(epoch) !== this.epoch || Number(change) > this.changes)
      throw new LeadSyncError('cursor_gone', 'start again');
    return { change: Number(change), full: full === '1' };
  }

  /** @param given ids of the tasks that the results hold already */
  private page(
    { source, cursor, limit }: SyncRequest,
    since: Position,
    given: ReadonlySet<string | undefined>,
  ): Omit<SyncReply, 'results'> {
    const pending = [...this.rows.values()]
      .filter((row) => row.change > since.change)
      .sort((a, b) => a.change - b.change);
    const { full } = since;
    // The cursor stays, so whatever the results hold waits behind it as well.
    if (limit === 0) return { changes: [], cursor, has_more: pending.length > 0, full };
    const fresh = pending.filter((row) => !given.has(row.task.id));
    const next = fresh[limit];
    const passed = next === undefined ? pending : pending.filter((row) => row.change < next.change);
    const end = passed[passed.length - 1]?.change ?? since.change;
    return {
      changes: fresh.slice(0, limit).map((row) => this.view(source, row)),
      cursor: `${this.epoch}.${end}.${full && next !== undefined ? 1 : 0}`,
      has_more: next !== undefined,
      full,
    };
  }

  private apply(source: string, operation: SyncOperation): SyncResult {
    if (!isValid(operation)) return rejected('invalid');
    switch (operation.op) {
      case 'create':
        return this.create(source, operation);
      case 'update':
        return this.update(source, operation);
      case 'link':
        return this.link(source, operation);
    }
  }

  private create(source: string, operation: SyncOperation & { op: 'create' }): SyncResult {
    const { links } = this.sourceOf(source);
    const linked = this.uniqueKey ? this.rows.get(links.get(operation.lead_id) ?? '') : undefined;
    if (linked !== undefined && !linked.deleted) return this.answer('adopted', source, linked);
    if (linked !== undefined && operation.replaces !== linked.task.id)
      return this.answer('deleted', source, linked);
    const { title, status, notes, lead_id, state } = operation;
    const row = this.make({ title, status, notes, lead_id });
    links.set(lead_id, row.task.id);
    row.states.set(source, { state, version: row.task.version });
    return this.answer('created', source, row);
  }

  private update(source: string, operation: SyncOperation & { op: 'update' }): SyncResult {
    const { task_id, if_version, set, state } = operation;
    const row = this.rows.get(task_id);
    if (row === undefined) return rejected('unknown_task');
    if (row.deleted) return this.answer('deleted', source, row);
    const { version } = row.task;
    if (version !== if_version) {
      const pushed = row.states.get(source);
      const repeat = pushed?.version === version && pushed.state === state && !differs(row.task, set);
      return this.answer(repeat ? 'unchanged' : 'conflict', source, row);
    }
    this.change(row, set);
    row.states.set(source, { state, version: row.task.version });
    return this.answer(row.task.version === version ? 'unchanged' : 'updated', source, row);
  }

  private link(source: string, { lead_id, task_id }: SyncOperation & { op: 'link' }): SyncResult {
    const row = this.rows.get(task_id);
    if (row === undefined) return rejected('unknown_task');
    // A deleted task gains no lead.
    if (row.deleted) return this.answer('deleted', source, row);
    const { links } = this.sourceOf(source);
    for (const [lead, task] of links) if (task === task_id && lead !== lead_id) links.delete(lead);
    links.set(lead_id, task_id);
    return this.answer('adopted', source, row);
  }

  private change(row: Row, set: TaskChanges): void {
    if (!differs(row.task, set)) return;
    row.task = { ...row.task, ...set };
    this.touch(row);
  }

  private touch(row: Row): void {
    this.changes += 1;
    this.writes += 1;
    row.task = { ...row.task, version: row.task.version + 1 };
    row.change = this.changes;
  }

  private answer(outcome: SyncResult['outcome'], source: string, row: Row): SyncResult {
    return { outcome, task: this.view(source, row) };
  }

  private view(source: string, row: Row): SyncTask {
    const pushed = row.states.get(source);
    return {
      ...row.task,
      deleted: row.deleted,
      source_state: pushed?.state ?? null,
      source_version: pushed?.version ?? null,
    };
  }
}

function differs(task: Task, set: TaskChanges): boolean {
  return (['status', 'title', 'notes'] as const).some(
    (field) => set[field] !== undefined && set[field] !== task[field],
  );
}

function isValid(operation: SyncOperation): boolean {
  if (operation.op === 'update')
    return hasValidText(operation.set) && fits(operation.state, 0, SYNC_LIMITS.state);
  const named = fits(operation.lead_id.trim() && operation.lead_id, 1, TASK_LIMITS.lead_id);
  return (
    named &&
    (operation.op === 'link' || (hasValidText(operation) && fits(operation.state, 0, SYNC_LIMITS.state)))
  );
}

function hasValidText({ title = 'unchanged', notes = '' }: TaskChanges): boolean {
  return fits(title.trim(), 1, TASK_LIMITS.title) && fits(notes, 0, TASK_LIMITS.notes);
}

/** No NUL and no half of a surrogate pair: databases do not store them. */
function fits(text: string, shortest: number, longest: number): boolean {
  return text.length >= shortest && text.length <= longest && !/\0|\p{Surrogate}/u.test(text);
}

function rejected(code: 'invalid' | 'unknown_task'): SyncResult {
  const message = code === 'invalid' ? 'A text is too long.' : 'There is no such task.';
  return { outcome: 'rejected', task: null, problem: { code, message } };
}
