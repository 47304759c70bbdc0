/** Sorts out which rows can be synced at all: each lead id once, each task claimed by one lead. Pure. */
import type { Lead } from './lead';
import type { Memory } from './memory';
import type { RecordProblem } from './plan';
import type { RuleId } from './rules';

export interface Roster {
  /** By lead id. */
  readonly leads: ReadonlyMap<string, Lead>;
  readonly problems: readonly RecordProblem[];
}

export type MemoryOf = (leadId: string) => Memory | null;

export function makeRoster(rows: readonly Lead[], memoryOf: MemoryOf): Roster {
  const problems: RecordProblem[] = [];
  const report = (lead: Lead, rule: RuleId, message: string): void => {
    problems.push({ leadId: lead.id, row: lead.row, rule, message: `Row ${lead.row}: ${message}` });
  };
  const named = rows.filter((lead) => {
    if (lead.id === '') report(lead, 'S01', 'it has no id. Give it one that no other row has.');
    return lead.id !== '';
  });
  const unique = keepUnique(named, report);
  const leads = keepOwners(unique, memoryOf, report);
  return { leads: new Map(leads.map((lead) => [lead.id, lead])), problems };
}

type Report = (lead: Lead, rule: RuleId, message: string) => void;

/** S02: of rows with the same id none is synced, because nobody can tell which one is the lead. */
function keepUnique(rows: readonly Lead[], report: Report): Lead[] {
  const groups = groupBy(rows, (lead) => lead.id);
  return rows.filter((lead) => {
    const twins = groups.get(lead.id) ?? [];
    if (twins.length > 1) {
      const others = twins.filter((twin) => twin !== lead).map((twin) => twin.row);
      report(lead, 'S02', `its id also stands in row ${listRows(others)}. Change one of them.`);
    }
    return twins.length === 1;
  });
}

/** S24: a copied row brings the task id with it. The lead the sync knows with this task keeps it, the others wait. */
function keepOwners(rows: readonly Lead[], memoryOf: MemoryOf, report: Report): Lead[] {
  const groups = groupBy(
    rows.filter((lead) => lead.taskId !== ''),
    (lead) => lead.taskId,
  );
  const owns = (lead: Lead): boolean => memoryOf(lead.id)?.taskId === lead.taskId;
  return rows.filter((lead) => {
    const claimants = groups.get(lead.taskId) ?? [];
    if (claimants.length < 2 || (owns(lead) && claimants.filter(owns).length === 1)) return true;
    report(
      lead,
      'S24',
      'its task_id belongs to another lead. Clear the cell to give this lead a task of its own.',
    );
    return false;
  });
}

/** A lead whose id cell was cleared while another row took over its task: what is remembered of it no longer holds. */
export function tasksNamedInSheet(leads: Iterable<Lead>): ReadonlySet<string> {
  const named = new Set<string>();
  for (const lead of leads) if (lead.taskId !== '') named.add(lead.taskId);
  return named;
}

function groupBy(rows: readonly Lead[], key: (lead: Lead) => string): Map<string, Lead[]> {
  const groups = new Map<string, Lead[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}

function listRows(rows: readonly number[]): string {
  const shown = rows.slice(0, 3).join(', ');
  return rows.length > 3 ? `${shown} and ${rows.length - 3} more` : shown;
}
