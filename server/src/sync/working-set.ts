/** What the operations of one exchange can touch: read before they are decided, written after, held in memory in between. */
import type { SyncTask } from '../contract';
import type { TaskChange } from '../history/history-entry';
import type { StoredTask } from '../tasks/stored-task';

/** The lead values a source pushed with a task, and the version that push resulted in. */
export interface SourceState {
  readonly state: string;
  readonly version: number;
}

export interface WorkingSetContent {
  readonly tasks: readonly StoredTask[];
  readonly links: readonly {
    readonly lead_id: string;
    readonly task_id: string;
    readonly sheet_row: number | null;
  }[];
  readonly states: readonly (SourceState & { readonly task_id: string })[];
}

/** Sees one source only. Every change is noted, so that the repository writes what changed and nothing else. */
export class WorkingSet {
  readonly #tasks = new Map<string, StoredTask>();
  readonly #states = new Map<string, SourceState>();
  readonly #taskOfLead = new Map<string, string>();
  readonly #leadOfTask = new Map<string, string>();
  readonly #rowOfLead = new Map<string, number | null>();
  readonly #before = new Map<string, StoredTask>();
  readonly #linkedBefore = new Set<string>();
  readonly #changedTasks = new Set<string>();
  readonly #changedStates = new Set<string>();
  readonly #changedLeads = new Set<string>();

  constructor({ tasks, links, states }: WorkingSetContent) {
    for (const task of tasks) {
      this.#tasks.set(task.id, task);
      this.#before.set(task.id, task);
    }
    for (const { task_id, state, version } of states) this.#states.set(task_id, { state, version });
    for (const { lead_id, task_id, sheet_row } of links) {
      this.#setLink(lead_id, task_id);
      this.#rowOfLead.set(lead_id, sheet_row);
      this.#linkedBefore.add(lead_id);
    }
  }

  task(id: string): StoredTask | undefined {
    return this.#tasks.get(id);
  }

  taskOfLead(leadId: string): StoredTask | undefined {
    const id = this.#taskOfLead.get(leadId);
    return id === undefined ? undefined : this.#tasks.get(id);
  }

  stateOf(task: StoredTask): SourceState | undefined {
    return this.#states.get(task.id);
  }

  put(task: StoredTask): void {
    if (this.#tasks.get(task.id) === task) return;
    this.#tasks.set(task.id, task);
    this.#changedTasks.add(task.id);
  }

  putState(task: StoredTask, state: string): void {
    const known = this.#states.get(task.id);
    if (known?.state === state && known.version === task.version) return;
    this.#states.set(task.id, { state, version: task.version });
    this.#changedStates.add(task.id);
  }

  /** A task is the task of at most one lead, and the other way round: links that stand in the way are removed. */
  link(leadId: string, task: StoredTask): void {
    if (this.#taskOfLead.get(leadId) === task.id) return;
    const formerLead = this.#leadOfTask.get(task.id);
    if (formerLead !== undefined) {
      this.#taskOfLead.delete(formerLead);
      this.#changedLeads.add(formerLead);
    }
    const formerTask = this.#taskOfLead.get(leadId);
    if (formerTask !== undefined) this.#leadOfTask.delete(formerTask);
    this.#setLink(leadId, task.id);
    this.#changedLeads.add(leadId);
  }

  /** Notes where the row of this task's lead stands; without a link there is no such row. */
  putRow(task: StoredTask, row: number | undefined): void {
    const lead = this.#leadOfTask.get(task.id);
    if (lead === undefined || row === undefined || this.#rowOfLead.get(lead) === row) return;
    this.#rowOfLead.set(lead, row);
    this.#changedLeads.add(lead);
  }

  view(task: StoredTask): SyncTask {
    return toSyncTask(task, this.#states.get(task.id));
  }

  changedTasks(): TaskChange[] {
    return [...this.#changedTasks].flatMap((id) => {
      const after = this.#tasks.get(id);
      return after === undefined ? [] : { before: this.#before.get(id) ?? null, after };
    });
  }

  changedStates(): (SourceState & { readonly task_id: string })[] {
    return [...this.#changedStates].flatMap((task_id) => {
      const state = this.#states.get(task_id);
      return state === undefined ? [] : { task_id, ...state };
    });
  }

  /** Leads whose link is new, another or gone (`task_id` null). */
  changedLinks(): {
    readonly lead_id: string;
    readonly task_id: string | null;
    readonly sheet_row: number | null;
  }[] {
    return [...this.#changedLeads].map((lead_id) => ({
      lead_id,
      task_id: this.#taskOfLead.get(lead_id) ?? null,
      sheet_row: this.#rowOfLead.get(lead_id) ?? null,
    }));
  }

  /** Those of the changed links that the database has as they were. */
  outdatedLinks(): string[] {
    return [...this.#changedLeads].filter((lead_id) => this.#linkedBefore.has(lead_id));
  }

  #setLink(leadId: string, taskId: string): void {
    this.#taskOfLead.set(leadId, taskId);
    this.#leadOfTask.set(taskId, leadId);
  }
}

export function toSyncTask(task: StoredTask, state: SourceState | undefined): SyncTask {
  const { id, title, status, lead_id, notes, version, created_at, updated_at } = task;
  return {
    id,
    title,
    status,
    lead_id,
    notes,
    version,
    created_at,
    updated_at,
    deleted: task.deleted_at !== null,
    source_state: state?.state ?? null,
    source_version: state?.version ?? null,
  };
}
