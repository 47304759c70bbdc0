/** A reader that follows cursors ends with exactly the tracker's tasks, whatever happens between its pages; on any database. */
import fc from 'fast-check';
import type { SyncReply, SyncTask, Task, TaskStatus } from '../../../src/contract';
import { Client, create, update } from '../support/running-tracker';

/** One step of a program. `pick` chooses among the tasks that the program knows. */
type Step =
  | { readonly kind: 'make' }
  | { readonly kind: 'patch' | 'delete'; readonly pick: number; readonly status: TaskStatus }
  | { readonly kind: 'read'; readonly limit: number }
  | { readonly kind: 'changes'; readonly limit: number }
  | { readonly kind: 'exchange'; readonly limit: number; readonly parts: readonly Part[] };

interface Part {
  readonly kind: 'create' | 'update' | 'stale' | 'link' | 'invalid';
  readonly pick: number;
  readonly status: TaskStatus;
}

const status = fc.constantFrom<TaskStatus[]>('TODO', 'IN_PROGRESS', 'DONE');
const pick = fc.nat({ max: 5 });
const limit = fc.integer({ min: 0, max: 4 });
const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom('create', 'update', 'stale', 'link', 'invalid'),
  pick,
  status,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('make' as const) }),
  fc.record({ kind: fc.constantFrom('patch' as const, 'delete' as const), pick, status }),
  fc.record({ kind: fc.constantFrom('read' as const, 'changes' as const), limit }),
  fc.record({
    kind: fc.constant('exchange' as const),
    limit,
    parts: fc.array(part, { minLength: 1, maxLength: 5 }),
  }),
);

/** Holds what a sheet would hold: the last it was told of each task, and its cursor. */
class Reader {
  readonly tasks = new Map<string, SyncTask>();
  cursor: string | null = null;
  /** Whether the last page was the last. */
  atEnd = false;

  take({ changes, cursor, has_more }: Omit<SyncReply, 'results'>, results: SyncReply['results'] = []): void {
    const given = new Set(results.flatMap((result) => result.task?.id ?? []));
    for (const { task } of results) if (task !== null) this.tasks.set(task.id, task);
    for (const task of changes) {
      expect(given).not.toContain(task.id);
      this.tasks.set(task.id, task);
    }
    this.cursor = cursor;
    this.atEnd = !has_more;
  }

  live(): Task[] {
    return [...this.tasks.values()]
      .filter((task) => !task.deleted)
      .map(asTask)
      .sort(byId);
  }
}

const byId = (one: Task, other: Task) => (one.id < other.id ? -1 : 1);

function asTask({
  deleted: _deleted,
  source_state: _state,
  source_version: _version,
  ...task
}: SyncTask): Task {
  return task;
}

async function perform(client: Client, reader: Reader, next: Step): Promise<void> {
  const known = await client.tasks();
  const chosen = (place: number) => known[place % Math.max(known.length, 1)];
  switch (next.kind) {
    case 'make':
      await client.make();
      return;
    case 'patch':
    case 'delete': {
      const path = `/tasks/${chosen(next.pick)?.id ?? 'none'}`;
      if (next.kind === 'delete') await client.call('DELETE', path);
      else await client.call('PATCH', path, { body: { status: next.status } });
      return;
    }
    case 'read':
      reader.take(await client.sync({ cursor: reader.cursor, limit: next.limit }));
      return;
    case 'changes': {
      const query = `limit=${next.limit}${reader.cursor === null ? '' : `&cursor=${reader.cursor}`}`;
      const { body } = await client.call<Omit<SyncReply, 'results'>>('GET', `/changes?${query}`);
      reader.take(body);
      return;
    }
    case 'exchange': {
      const operations = next.parts.map((one) => toOperation(one, chosen(one.pick)));
      const { body } = await client.trySync({ cursor: reader.cursor, limit: next.limit, operations });
      const reply = body as SyncReply;
      expect(reply.results).toHaveLength(operations.length);
      reader.take(reply, reply.results);
    }
  }
}

function toOperation({ kind, pick: place, status: to }: Part, task: Task | undefined): unknown {
  const target = task ?? { id: 'none', version: 1 };
  switch (kind) {
    case 'create':
      return create(`L${place}`, { status: to });
    case 'update':
      return update(target, { status: to }, `s${place}`);
    case 'stale':
      return update({ id: target.id, version: target.version + 1 }, { status: to });
    case 'link':
      return { op: 'link', lead_id: `L${place}`, task_id: target.id };
    case 'invalid':
      return { op: kind };
  }
}

export interface Started {
  readonly url: string;
  close(): Promise<void>;
}

/** @param start a tracker that is empty */
export async function checkFeed(start: () => Promise<Started>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const own = await start();
      try {
        await follow(new Client(own.url), steps);
      } finally {
        await own.close();
      }
    }),
    { numRuns },
  );
}

async function follow(client: Client, steps: readonly Step[]): Promise<void> {
  const reader = new Reader();
  for (const next of steps) await perform(client, reader, next);
  for (let pages = 0; pages === 0 || !reader.atEnd; pages += 1) {
    expect(pages).toBeLessThan(200);
    reader.take(await client.sync({ cursor: reader.cursor, limit: 2 }));
  }
  expect(reader.live()).toEqual((await client.tasks()).sort(byId));
  const fresh = new Reader();
  fresh.take(await client.sync({ limit: 500 }));
  expect([...fresh.tasks.values()].map(asTask).sort(byId)).toEqual(
    [...reader.tasks.values()].map(asTask).sort(byId),
  );
}
