/** One source that syncs: makes the operations of a batch, sends them, and keeps what came back. */
import type { SyncOperation, SyncReply, SyncTask } from '../../server/src/contract';

export const KINDS = ['create', 'update', 'mixed'] as const;
export type Kind = (typeof KINDS)[number];

/** Most operations of one exchange. */
export const BATCH = 500;

export class SyncLoad {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  /** The task changed longest ago comes first. */
  readonly #tasks: SyncTask[] = [];
  #cursor: string | null = null;
  #run = 0;
  #leads = 0;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  }

  /**
   * @returns milliseconds from sending to the last byte of the answer
   * @throws Error when an operation was not carried out
   */
  async exchange(kind: Kind): Promise<number> {
    const operations = this.#operations(kind);
    const body = JSON.stringify(this.#envelope(operations));
    const started = performance.now();
    const response = await fetch(`${this.#url}/sync`, { method: 'POST', headers: this.#headers, body });
    const text = await response.text();
    const took = performance.now() - started;
    if (!response.ok) throw new Error(`POST /sync answered ${response.status}.`);
    this.#take(operations, JSON.parse(text) as SyncReply);
    return took;
  }

  #envelope(operations: readonly SyncOperation[]) {
    return { source: 'bench', run: (this.#run += 1), cursor: this.#cursor, limit: BATCH, operations };
  }

  #operations(kind: Kind): SyncOperation[] {
    switch (kind) {
      case 'create':
        return this.#creates(BATCH);
      case 'update':
        return this.#updates(BATCH);
      case 'mixed':
        return [...this.#creates(BATCH / 2), ...this.#updates(BATCH / 2)];
    }
  }

  #creates(count: number): SyncOperation[] {
    return Array.from({ length: count }, () => {
      const lead = (this.#leads += 1);
      return {
        op: 'create',
        lead_id: `L-${lead}`,
        title: `Follow up: Lead ${lead} of the spring campaign`,
        status: 'TODO',
        notes: `Source: web form ${lead}\nPrefers mail; call back in the afternoon.`,
        state: stateOf(lead, 'NEW'),
      };
    });
  }

  #updates(count: number): SyncOperation[] {
    return this.#tasks.splice(0, count).map(({ id, version, status }) => ({
      op: 'update',
      task_id: id,
      if_version: version,
      set: { status: status === 'DONE' ? 'TODO' : 'DONE', notes: `Called ${version} times; prefers mail.` },
      state: stateOf(version, 'QUALIFIED'),
    }));
  }

  #take(operations: readonly SyncOperation[], { results, cursor }: SyncReply): void {
    this.#cursor = cursor;
    results.forEach(({ outcome, task }, index) => {
      const wanted = operations[index]?.op === 'create' ? 'created' : 'updated';
      if (outcome !== wanted || task === null)
        throw new Error(`/sync answered "${outcome}", not "${wanted}".`);
      this.#tasks.push(task);
    });
  }
}

/** As the sheet pushes it: the values of a lead. */
function stateOf(number: number, status: string): string {
  return JSON.stringify({
    name: `Lead ${number}`,
    status,
    email: `lead${number}@example.com`,
    source: 'web',
  });
}
