/** The status map between leads and tasks: a lens, so that a value that already agrees is never moved (docs/sync-rules.md). */
import { TASK_STATUSES, isTaskStatus, type TaskStatus } from '../contract';
import { LeadSyncError } from './errors';

/** Data, so that users can replace the words. Lead statuses keep their order; the first is what a blank cell means (S04). */
export interface StatusMap {
  /** Each lead status and the task status it stands for. */
  readonly leads: Readonly<Record<string, TaskStatus>>;
  /** The lead status to write when the tracker moves a task to this status. */
  readonly tasks: Readonly<Record<TaskStatus, string>>;
  /** Lead statuses that no task change ever moves. */
  readonly terminal: readonly string[];
}

export const DEFAULT_STATUS_MAP: StatusMap = {
  leads: { NEW: 'TODO', CONTACTED: 'IN_PROGRESS', QUALIFIED: 'DONE', LOST: 'DONE' },
  tasks: { TODO: 'NEW', IN_PROGRESS: 'CONTACTED', DONE: 'QUALIFIED' },
  terminal: ['LOST'],
};

/** Trimmed and case-folded: the only two liberties matching takes. Never a substring: `Contacted` is inside `Not Contacted`. */
export function foldStatus(status: string): string {
  return status.trim().toLowerCase();
}

/** The map, indexed once per run. */
export class StatusLens {
  private readonly taskByLead = new Map<string, TaskStatus>();
  private readonly terminal: ReadonlySet<string>;

  constructor(readonly map: StatusMap) {
    for (const [lead, task] of Object.entries(map.leads)) this.taskByLead.set(foldStatus(lead), task);
    const first = Object.keys(map.leads)[0];
    if (first !== undefined) this.taskByLead.set('', map.leads[first] as TaskStatus);
    this.terminal = new Set(map.terminal.map(foldStatus));
  }

  /** The task status a lead status stands for; null when the map does not know it (S03). Blank means the first status (S04). */
  toTask(leadStatus: string): TaskStatus | null {
    return this.taskByLead.get(foldStatus(leadStatus)) ?? null;
  }

  /** The lead status once the task has `taskStatus`: the lead's own if it is terminal or already agrees, else the map's word. */
  toLead(taskStatus: TaskStatus, leadStatus: string): string {
    if (this.isTerminal(leadStatus) || this.toTask(leadStatus) === taskStatus) return leadStatus;
    return this.map.tasks[taskStatus];
  }

  isTerminal(leadStatus: string): boolean {
    return this.terminal.has(foldStatus(leadStatus));
  }
}

/**
 * Checks a status map written by a person.
 * @param json the decoded JSON: { leads: {word: task status}, tasks: {task status: word}, terminal: [word] }
 * @throws LeadSyncError status_map_invalid, saying what to change
 */
export function parseStatusMap(json: unknown): StatusMap {
  const { leads, tasks, terminal = [] } = asRecord(json, 'The status map');
  const parsedLeads = parseLeadWords(leads);
  const parsedTasks = parseTaskWords(tasks, parsedLeads);
  if (!Array.isArray(terminal) || !terminal.every((word) => typeof word === 'string')) {
    throw invalid('"terminal" must be a list of lead statuses.');
  }
  const known = new Set(Object.keys(parsedLeads).map(foldStatus));
  const stray = terminal.find((word) => !known.has(foldStatus(word)));
  if (stray !== undefined)
    throw invalid(`"terminal" names "${stray}", which "leads" does not list. Add it there.`);
  return { leads: parsedLeads, tasks: parsedTasks, terminal };
}

function parseLeadWords(value: unknown): Record<string, TaskStatus> {
  const words = asRecord(value, '"leads"');
  const result: Record<string, TaskStatus> = {};
  const seen = new Set<string>();
  for (const [word, task] of Object.entries(words)) {
    if (foldStatus(word) === '')
      throw invalid('"leads" has an empty status. A blank cell already means the first status.');
    if (seen.has(foldStatus(word)))
      throw invalid(`"leads" lists "${word}" twice (case and outer spaces do not count).`);
    if (!isTaskStatus(task))
      throw invalid(`"leads" must map "${word}" to one of ${TASK_STATUSES.join(', ')}.`);
    seen.add(foldStatus(word));
    result[word.trim()] = task;
  }
  if (seen.size === 0) throw invalid('"leads" must list at least one lead status.');
  return result;
}

function parseTaskWords(value: unknown, leads: Record<string, TaskStatus>): Record<TaskStatus, string> {
  const words = asRecord(value, '"tasks"');
  const parsed = TASK_STATUSES.map((status): [TaskStatus, string] => {
    const word = words[status];
    const listed = Object.keys(leads).find(
      (lead) => typeof word === 'string' && foldStatus(lead) === foldStatus(word),
    );
    if (listed === undefined || leads[listed] !== status) {
      throw invalid(`"tasks" must name, for ${status}, a lead status that "leads" maps to ${status}.`);
    }
    return [status, listed];
  });
  return Object.fromEntries(parsed) as Record<TaskStatus, string>;
}

function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`${what} must be an object. See "Status words" in the README for an example.`);
  }
  return value as Record<string, unknown>;
}

function invalid(message: string): LeadSyncError {
  return new LeadSyncError('status_map_invalid', message);
}
