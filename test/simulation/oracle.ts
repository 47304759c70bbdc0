/** Remembers what people did on both sides and judges, once all is quiet, whether any of it was lost in silence. */
import type { TaskStatus } from '../../src/contract';
import { DEFAULT_STATUS_MAP, StatusLens, foldStatus } from '../../src/core/status-map';
import type { World } from './world';

const lens = new StatusLens(DEFAULT_STATUS_MAP);

/** An edit that the other side may not have seen yet; `from` are the values it may count as a change from. */
interface Edit<Value> {
  readonly from: readonly Value[];
  readonly value: Value;
  /** The other side showed it when somebody edited there: from then on it may be decided over knowingly. */
  readonly superseded?: true;
}

export class Oracle {
  private readonly sheet = new Map<string, Edit<string>>();
  private readonly tracker = new Map<string, Edit<TaskStatus>>();
  private readonly names = new Map<string, { id: string; name: string; mark: string }>();
  /** Without the hidden tab nobody knows which side moved: then the conflict policy may decide. */
  memoryLost = false;
  private readonly titles = new Map<string, string>();

  constructor(private readonly world: World) {}

  /** A person types a status. If the tracker's last edit already shows in the cell, she decides over it knowingly. */
  sheetStatus(id: string, value: string): void {
    const row = this.world.row(id);
    if (row === undefined || row.status === value) return;
    const seen = this.tracker.get(id);
    if (seen !== undefined && lens.toTask(row.status) === seen.value)
      this.tracker.set(id, { ...seen, superseded: true });
    this.sheet.set(id, { from: [...(this.sheet.get(id)?.from ?? []), row.status], value });
    row.status = value;
  }

  taskStatus(id: string, value: TaskStatus): void {
    const task = this.world.taskOf(id);
    if (task === null || task.deleted || task.status === value) return;
    const seen = this.sheet.get(id);
    if (seen !== undefined && lens.toTask(seen.value) === task.status)
      this.sheet.set(id, { ...seen, superseded: true });
    this.tracker.set(id, { from: [...(this.tracker.get(id)?.from ?? []), task.status], value });
    this.world.tracker.edit(task.id, { status: value });
  }

  rename(id: string, name: string): void {
    const row = this.world.row(id);
    if (row !== undefined) row.name = name;
  }

  retitle(id: string, title: string): void {
    const task = this.world.taskOf(id);
    if (task === null || task.deleted) return;
    this.titles.set(task.id, title);
    this.world.tracker.edit(task.id, { title });
  }

  /** Called before anything else happens to a row. */
  knows(row: { id: string; name: string; mark: string }): void {
    this.names.set(row.mark, row);
  }

  /** After a run that nothing disturbed: judges every lead that is in step now, and counts its edits as delivered. */
  settle(): string[] {
    return this.world.rows.flatMap(({ id, status }) => {
      const task = this.world.taskOf(id);
      const doubled = this.world.rows.filter((row) => row.id === id).length > 1;
      if (doubled || task === null || task.deleted || lens.toTask(status) !== task.status) return [];
      const found = this.judgeEdits(id, this.world.row(id)?.status ?? '', task.status);
      this.sheet.delete(id);
      this.tracker.delete(id);
      return found;
    });
  }

  /** @returns what is wrong, in words; empty when nothing was lost */
  complaints(): string[] {
    return this.world.rows.flatMap((row) => {
      const known = this.names.get(row.mark);
      if (known !== undefined && known.id !== row.id) return [`the row of ${known.id} now holds ${row.id}`];
      return this.judge(row.id);
    });
  }

  private judge(id: string): string[] {
    const row = this.world.row(id);
    const task = this.world.taskOf(id);
    if (row === undefined) return [];
    const sheet = this.sheet.get(id);
    const image = lens.toTask(row.status);
    if (image === null)
      return sheet === undefined || sheet.value === row.status
        ? []
        : [`${id}: an unknown status was touched`];
    if (task === null) return [`${id}: has no task`];
    if (task.deleted) return [];
    // With the policy `ask` a conflict waits for a person, and both values stand where they were.
    if (this.world.conflicts.some((record) => record.leadId === id && record.kept === null)) return [];
    const found: string[] = [];
    if (image !== task.status) found.push(`${id}: ${row.status} stands beside ${task.status}`);
    found.push(...this.judgeTitle(id, task));
    found.push(...this.judgeEdits(id, row.status, task.status));
    return found;
  }

  private judgeTitle(id: string, task: { id: string; title: string }): string[] {
    const theirs = this.titles.get(task.id);
    const wanted = theirs ?? `Follow up: ${this.world.row(id)?.name}`;
    return task.title === wanted ? [] : [`${id}: the title is "${task.title}", not "${wanted}"`];
  }

  private judgeEdits(id: string, lead: string, task: TaskStatus): string[] {
    const sheet = changed(this.sheet.get(id), (a, b) => foldStatus(a) === foldStatus(b));
    const tracker = changed(this.tracker.get(id), (a, b) => a === b);
    const found: string[] = [];
    if (
      sheet !== null &&
      sheet.value !== lead &&
      !this.kept(id, 'sheet', sheet.value) &&
      !this.sameImage(sheet.value, task)
    ) {
      found.push(`${id}: the sheet edit ${sheet.value} was lost; the lead is ${lead}`);
    }
    if (
      tracker !== null &&
      tracker.value !== task &&
      !this.kept(id, 'tracker', tracker.value) &&
      !this.metBySheet(id, tracker.value)
    ) {
      found.push(`${id}: the tracker edit ${tracker.value} was lost; the task is ${task}`);
    }
    if (sheet !== null && tracker === null && sheet.value !== lead && !this.kept(id, 'sheet', sheet.value))
      found.push(`${id}: only the sheet was edited, yet it moved`);
    const untouched = this.sheet.get(id) === undefined && !this.memoryLost && !lens.isTerminal(lead);
    if (tracker !== null && untouched && tracker.value !== task)
      found.push(`${id}: only the tracker was edited, yet it was taken back`);
    return found;
  }

  /** Both sides said the same for a moment, so a later sheet edit decided over an agreed value. */
  private metBySheet(id: string, value: TaskStatus): boolean {
    const edit = this.sheet.get(id);
    return edit !== undefined && edit.from.slice(1).some((status) => lens.toTask(status) === value);
  }

  private sameImage(status: string, task: TaskStatus): boolean {
    return lens.toTask(status) === task;
  }

  private kept(id: string, side: 'sheet' | 'tracker', value: string): boolean {
    return this.world.conflicts.some((record) => record.leadId === id && record[side] === value);
  }
}

/** An edit that ended where it began is no change. */
function changed<Value>(
  edit: Edit<Value> | undefined,
  same: (a: Value, b: Value) => boolean,
): Edit<Value> | null {
  return edit === undefined || edit.superseded === true || edit.from.some((from) => same(from, edit.value))
    ? null
    : edit;
}
