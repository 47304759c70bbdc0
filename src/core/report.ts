/** What a run did, as data: it feeds the log, the toast, the status dialog and the tests alike. */
import type { SyncOutcome } from '../contract';
import type { CellChange, ConflictRecord, FieldChange, Push, RecordProblem } from './plan';
import type { RuleId } from './rules';

export interface AppliedChange extends FieldChange {
  readonly leadId: string;
}

export interface RunReport {
  /** How it ended. `busy`: another run holds the lock. `overtaken`: a newer run has started. */
  readonly end: 'finished' | 'continues' | 'failed' | 'busy' | 'overtaken' | 'paused';
  readonly run: number;
  /** Data rows read, and how many of them can be synced. */
  readonly rows: number;
  readonly leads: number;
  readonly fetches: number;
  /** Answers of the tracker, per outcome. */
  readonly outcomes: Readonly<Partial<Record<SyncOutcome, number>>>;
  readonly tasksCreated: number;
  readonly tasksUpdated: number;
  readonly cellsWritten: number;
  /** Cells left alone because somebody had changed them meanwhile; the next run decides anew. */
  readonly cellsMissed: number;
  readonly changes: readonly AppliedChange[];
  readonly conflicts: readonly ConflictRecord[];
  readonly problems: readonly RecordProblem[];
  /** The first thing that went wrong, in words for a person. */
  readonly firstError: string | null;
}

/** Collects a report while a run goes on. */
export class ReportBuilder {
  private readonly outcomes: Partial<Record<SyncOutcome, number>> = {};
  private readonly changes: AppliedChange[] = [];
  private readonly conflicts: ConflictRecord[] = [];
  private readonly problems = new Map<string, RecordProblem>();
  private rows = 0;
  private leads = 0;
  private fetches = 0;
  private cellsWritten = 0;
  private cellsMissed = 0;
  private firstError: string | null = null;

  constructor(private readonly run: number) {}

  read(rows: number, leads: number): void {
    this.rows = rows;
    this.leads = leads;
  }

  fetched(): void {
    this.fetches += 1;
  }

  answered(push: Push, outcome: SyncOutcome): void {
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    if (outcome !== 'created' && outcome !== 'updated') return;
    for (const change of push.changes) this.changes.push({ ...change, leadId: push.lead.id });
  }

  wrote({ leadId, field, from, to, rule }: CellChange): void {
    this.cellsWritten += 1;
    this.changes.push({ side: 'lead', leadId, field, from, to, rule });
  }

  missed(count: number): void {
    this.cellsMissed += count;
  }

  conflict(record: ConflictRecord): void {
    this.conflicts.push(record);
  }

  /** One problem per row and rule, however often the run meets it. */
  problem(problem: RecordProblem): void {
    this.problems.set(`${problem.row}|${problem.rule}`, problem);
  }

  failed(message: string): void {
    this.firstError ??= message;
  }

  finish(end: RunReport['end']): RunReport {
    const problems = [...this.problems.values()].sort((left, right) => left.row - right.row);
    return {
      end,
      run: this.run,
      rows: this.rows,
      leads: this.leads,
      fetches: this.fetches,
      outcomes: this.outcomes,
      tasksCreated: this.outcomes.created ?? 0,
      tasksUpdated: this.outcomes.updated ?? 0,
      cellsWritten: this.cellsWritten,
      cellsMissed: this.cellsMissed,
      changes: this.changes,
      conflicts: this.conflicts,
      problems,
      firstError: this.firstError ?? problems[0]?.message ?? null,
    };
  }
}

/** Problems counted by rule, most first: a thousand rows with one cause are one line. */
export function problemsByRule(
  problems: readonly RecordProblem[],
): { rule: RuleId; count: number; first: RecordProblem }[] {
  const groups = new Map<RuleId, { rule: RuleId; count: number; first: RecordProblem }>();
  for (const problem of problems) {
    const group = groups.get(problem.rule);
    if (group === undefined) groups.set(problem.rule, { rule: problem.rule, count: 1, first: problem });
    else group.count += 1;
  }
  return [...groups.values()].sort((left, right) => right.count - left.count);
}

/** The one line a person sees after a run. */
export function summaryOf(report: RunReport): string {
  switch (report.end) {
    case 'busy':
      return 'Another sync is running. This one left; nothing was changed.';
    case 'paused':
      return 'Lead Sync is paused. Choose Resume in the Lead Sync menu to go on.';
    case 'overtaken':
      return 'A newer sync took over. This one stopped; the newer one goes on.';
    case 'failed':
      return `The sync stopped: ${report.firstError ?? 'unknown reason'}`;
    case 'finished':
    case 'continues':
      return (
        [
          ...countsOf(report),
          ...(report.end === 'continues' ? ['time is up, the next run goes on'] : []),
        ].join(', ') + '.'
      );
  }
}

function inStep({ leads, problems }: RunReport): number {
  const unsynced = new Set(
    problems.filter(({ rule }) => !['S01', 'S02', 'S24'].includes(rule)).map(({ leadId }) => leadId),
  );
  return leads - unsynced.size;
}

function countsOf(report: RunReport): string[] {
  const parts: string[] = [];
  const count = (number: number, one: string, many: string): void => {
    if (number > 0) parts.push(`${number} ${number === 1 ? one : many}`);
  };
  count(report.tasksCreated, 'task created', 'tasks created');
  count(report.outcomes.adopted ?? 0, 'task adopted', 'tasks adopted');
  count(report.tasksUpdated, 'task updated', 'tasks updated');
  count(
    report.changes.filter((change) => change.side === 'lead' && change.field === 'status').length,
    'lead updated',
    'leads updated',
  );
  count(report.conflicts.length, 'conflict kept for you to see', 'conflicts kept for you to see');
  count(report.cellsMissed, 'cell left for the next run', 'cells left for the next run');
  if (parts.length === 0)
    parts.push(`Nothing to do: ${inStep(report)} ${inStep(report) === 1 ? 'lead is' : 'leads are'} in step`);
  count(report.problems.length, 'row needs a look', 'rows need a look');
  return parts;
}
