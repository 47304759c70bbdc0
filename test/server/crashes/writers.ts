/** Clients that write without pause, note every answer, and go on through refusals and broken connections until they are told to stop. */
import type { SyncReply, Task } from '../../../src/contract';
import { create, update, type Answer, type Client } from '../support/running-tracker';
import type { Ledger } from './ledger';

export interface Writers {
  /** Resolves when the request under way of each has ended. */
  stop(): Promise<void>;
  /** Resolves when this many more promises have been made. */
  promised(count: number): Promise<void>;
}

let leads = 0;

/** @param clientOf asked for each request, since a tracker that starts again has another address */
export function startWriters(count: number, clientOf: () => Client, ledger: Ledger): Writers {
  let stopped = false;
  const waiting: { readonly at: number; readonly resolve: () => void }[] = [];
  const work = async (writer: number) => {
    let own: Task | undefined;
    while (!stopped) {
      const before = ledger.promises;
      own = await oneStep(clientOf(), ledger, own, writer).catch(() => undefined);
      for (const { at, resolve } of waiting) if (ledger.promises >= at) resolve();
      // Nothing was answered: leave the others the processor.
      if (ledger.promises === before) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const working = Promise.all(Array.from({ length: count }, (_, writer) => work(writer)));
  return {
    stop: async () => {
      stopped = true;
      await working;
    },
    promised: (more) => new Promise((resolve) => waiting.push({ at: ledger.promises + more, resolve })),
  };
}

/** @returns the task to go on with */
async function oneStep(
  client: Client,
  ledger: Ledger,
  own: Task | undefined,
  writer: number,
): Promise<Task | undefined> {
  if (own === undefined) return writer % 2 === 0 ? make(client, ledger) : exchange(client, ledger);
  if (own.version < 4) return change(client, ledger, own);
  return writer % 3 === 0 ? remove(client, ledger, own) : undefined;
}

async function make(client: Client, ledger: Ledger): Promise<Task> {
  return noted(
    ledger,
    await client.call<Task>('POST', '/tasks', { body: { title: 'made', notes: 'n' } }),
    201,
  );
}

async function change(client: Client, ledger: Ledger, { id, version }: Task): Promise<Task> {
  const call = { body: { notes: `version ${version + 1}` }, headers: { 'if-match': `"${version}"` } };
  return noted(ledger, await client.call<Task>('PATCH', `/tasks/${id}`, call), 200);
}

async function remove(client: Client, ledger: Ledger, { id, version }: Task): Promise<undefined> {
  const answer = await client.call('DELETE', `/tasks/${id}`, { headers: { 'if-match': `"${version}"` } });
  expectAnswer(answer, 204);
  ledger.toldDeleted(id, version);
}

/** Two creates, then an update of the first, as a sheet sends them. */
async function exchange(client: Client, ledger: Ledger): Promise<Task> {
  const names = [`L${(leads += 1)}`, `L${(leads += 1)}`];
  const made = await sync(
    client,
    names.map((name) => create(name)),
  );
  made.forEach((task, place) => {
    ledger.told(task);
    ledger.toldLink(names[place]!, task.id);
  });
  const [updated] = await sync(client, [update(made[0]!, { status: 'DONE' })]);
  ledger.told(updated!);
  return updated!;
}

async function sync(client: Client, operations: unknown[]): Promise<Task[]> {
  const answer = await client.trySync({ operations, source: 'crashing' });
  expectAnswer(answer, 200);
  return (answer.body as SyncReply).results.map(({ task }) => task!);
}

function noted(ledger: Ledger, answer: Answer<Task>, wanted: number): Task {
  expectAnswer(answer, wanted);
  ledger.told(answer.body);
  return answer.body;
}

/** Anything else is a refusal; a tracker that is ending or has lost its database gives 503. */
function expectAnswer(answer: Answer<unknown>, wanted: number): void {
  if (answer.status !== wanted) throw new Error(`answered ${answer.status}`);
}
