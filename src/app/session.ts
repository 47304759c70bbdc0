/** One run in progress: the leads as read, what is remembered of them, and the run's claim to be the newest. */
import { decideLead, type DecisionRules } from '../core/decide';
import { LeadSyncError } from '../core/errors';
import { readLeads, requireColumns, type Lead, type LeadColumns, type LeadTable } from '../core/lead';
import { settleIntent, type Memory } from '../core/memory';
import type { CellChange, ConflictRecord, LeadDecision } from '../core/plan';
import { ReportBuilder } from '../core/report';
import { makeRoster, tasksNamedInSheet, type Roster } from '../core/roster';
import type { SyncSettings } from '../core/settings';
import { StatusLens } from '../core/status-map';
import type { SheetDescription, SyncPorts } from '../ports';

export class Session {
  readonly run: number;
  readonly report: ReportBuilder;
  readonly roster: Roster;
  cursor: string | null;
  storedCursor: string | null;
  /** Where the fields stood at the last read. */
  columns: LeadColumns;
  /** Leads whose task_id cell holds a formula; looked up once a run, when the first of these cells is to be written. */
  taskIdFormulas: ReadonlySet<string> | null = null;
  /** Leads whose task was made in this run. */
  readonly created = new Set<string>();
  /** The tracker's changes have been read to their end in this run. */
  caughtUp = false;
  /** Lead ids whose task the tracker has told in this run. */
  private readonly heard = new Set<string>();
  private readonly rules: DecisionRules;
  private readonly memories = new Map<string, Memory>();
  private readonly written = new Map<string, Lead>();
  private readonly leadIdsByTask = new Map<string, Set<string>>();
  /** Lead ids that the hidden tab had a row for when the run began. */
  private readonly stored: ReadonlySet<string>;
  /** Lead ids whose memory differs from what is stored. */
  private readonly dirty = new Set<string>();
  private readonly namedTasks: ReadonlySet<string>;
  private readonly shownConflicts = new Set<string>();
  private sheet: SheetDescription | null = null;
  private claimed = false;
  private readonly startedAt: number;

  constructor(
    readonly ports: SyncPorts,
    readonly settings: SyncSettings,
    table: LeadTable,
  ) {
    this.startedAt = ports.stopwatch.now();
    this.run = ports.runs.last() + 1;
    this.report = new ReportBuilder(this.run);
    this.rules = { lens: new StatusLens(settings.statusMap), policy: settings.conflictPolicy };
    this.columns = requireColumns(table.header);
    const rows = readLeads(table, this.columns);
    const { memories, cursor } = ports.memory.load();
    this.cursor = cursor;
    this.storedCursor = cursor;
    for (const memory of memories) {
      this.memories.set(memory.leadId, memory);
      this.index(memory);
    }
    this.stored = new Set(this.memories.keys());
    this.roster = makeRoster(rows, (leadId) => this.memories.get(leadId) ?? null);
    this.namedTasks = tasksNamedInSheet(this.roster.leads.values());
    this.report.read(rows.length, this.roster.leads.size);
    this.roster.problems.forEach((problem) => this.report.problem(problem));
    this.settleIntents();
  }

  /** What a crash left half done is settled before anything is decided. */
  private settleIntents(): void {
    for (const lead of this.roster.leads.values()) {
      const memory = this.memories.get(lead.id);
      if (memory !== undefined) this.remember(settleIntent(memory, lead.status));
    }
  }

  /** @param lead as read when the run began; what the run has written into its row since counts */
  decide(lead: Lead): LeadDecision {
    const now = this.now(lead);
    return decideLead(this.rules, now, this.memoryOf(now));
  }

  /** @param memory as the tracker has just told the task */
  hear(memory: Memory): void {
    this.heard.add(memory.leadId);
    this.remember(memory);
  }

  /**
   * A status cell is only written from what this run has heard. What an older run saw may be behind our own last push, if a crash
   * kept that from the hidden tab; and a cell that lags behind the state stored with the task would read as an edit, were the tab lost.
   */
  mayPull(lead: Lead): boolean {
    return this.caughtUp || this.heard.has(lead.id);
  }

  /** The lead with the cells that this run has written. */
  now(lead: Lead): Lead {
    return this.written.get(lead.id) ?? lead;
  }

  wrote({ leadId, field, to }: CellChange): void {
    const lead = this.roster.leads.get(leadId);
    if (lead === undefined) return;
    const now = this.now(lead);
    this.written.set(leadId, field === 'status' ? { ...now, status: to } : { ...now, taskId: to });
  }

  /** Null also when the row's task id was cleared and another row took over the task: that memory no longer holds. */
  memoryOf(lead: Lead): Memory | null {
    const memory = this.memories.get(lead.id) ?? null;
    const takenOver = memory !== null && lead.taskId === '' && this.namedTasks.has(memory.taskId);
    return takenOver ? null : memory;
  }

  remember(memory: Memory): void {
    if (this.memories.get(memory.leadId) === memory) return;
    this.memories.set(memory.leadId, memory);
    this.index(memory);
    this.dirty.add(memory.leadId);
  }

  private index(memory: Memory): void {
    const leadIds = this.leadIdsByTask.get(memory.taskId);
    if (leadIds === undefined) this.leadIdsByTask.set(memory.taskId, new Set([memory.leadId]));
    else leadIds.add(memory.leadId);
  }

  /** What is remembered under this id, whatever the row says now. */
  remembers(leadId: string): Memory | null {
    return this.memories.get(leadId) ?? null;
  }

  /** A deleted task paired with a lead in this very run (S14). */
  isUnstoredDetached({ leadId, seen }: Memory): boolean {
    return seen.deleted && !this.stored.has(leadId);
  }

  /** The tracker knows the pair; the next run finds it there. */
  forget({ leadId }: Memory): void {
    this.memories.delete(leadId);
    this.dirty.delete(leadId);
  }

  /** Leads in this sheet whose task this is. */
  leadsOf(taskId: string): Memory[] {
    return [...(this.leadIdsByTask.get(taskId) ?? [])]
      .map((leadId) => this.memories.get(leadId))
      .filter((memory) => memory?.taskId === taskId)
      .filter((memory) => memory !== undefined);
  }

  /** Memories still to be stored. Rows that went missing from the sheet keep theirs: nothing is unlinked by an absence. */
  unsaved(): Memory[] {
    return [...this.dirty]
      .map((leadId) => this.memories.get(leadId))
      .filter((memory) => memory !== undefined);
  }

  markSaved(memories: readonly Memory[]): void {
    memories.forEach(({ leadId }) => this.dirty.delete(leadId));
  }

  /** True the first time a conflict is met in this run. */
  firstSight({ leadId, version, sheet, tracker }: ConflictRecord): boolean {
    const key = [leadId, version, sheet, tracker].join('|');
    if (this.shownConflicts.has(key)) return false;
    this.shownConflicts.add(key);
    return true;
  }

  /** Asked once a run, and only when something is sent: a run with nothing to do pays for nothing. */
  describeSheet(): SheetDescription {
    this.sheet ??= this.ports.describeSheet();
    return this.sheet;
  }

  timeIsUp(): boolean {
    return this.ports.stopwatch.now() - this.startedAt > this.settings.timeBudget;
  }

  /**
   * Asked before anything is written, anywhere. The number is stored only now, so that a run with nothing to do writes nothing.
   * @throws LeadSyncError run_overtaken when a newer run has begun
   */
  claim(): void {
    const last = this.ports.runs.last();
    const overtaken = this.claimed ? last !== this.run : last >= this.run;
    if (overtaken)
      throw new LeadSyncError('run_overtaken', 'A newer sync has started; this one stops.', {
        run: this.run,
      });
    if (!this.claimed) this.ports.runs.save(this.run);
    this.claimed = true;
  }
}
