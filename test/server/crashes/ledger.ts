/** What clients of a tracker were told, to be held against what its database holds after a crash. */
import type { Task } from '../../../src/contract';

export interface Known {
  /** As the last answer gave it; null after an answered deletion. */
  readonly task: Task | null;
  readonly version: number;
}

export class Ledger {
  /** By id of the task. */
  readonly tasks = new Map<string, Known>();
  /** Lead → id of its task, as /sync answered. */
  readonly links = new Map<string, string>();
  /** Answers that promised something. */
  promises = 0;

  told(task: Task): void {
    this.promises += 1;
    const { id, title, status, lead_id, notes, version, created_at, updated_at } = task;
    const plain = { id, title, status, lead_id, notes, version, created_at, updated_at };
    if (version >= (this.tasks.get(id)?.version ?? 0)) this.tasks.set(id, { task: plain, version });
  }

  /** @param version of the task that was deleted */
  toldDeleted(id: string, version: number): void {
    this.promises += 1;
    this.tasks.set(id, { task: null, version: version + 1 });
  }

  toldLink(lead: string, id: string): void {
    this.links.set(lead, id);
  }
}
