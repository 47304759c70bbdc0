/** A store, a virtual clock and dispatchers on it, with endpoints and changes of tasks made as the tracker makes them. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import pino from 'pino';
import { LOCAL_ACCESS, type Author } from '../../../../server/src/access/access';
import { write, type Store } from '../../../../server/src/db/store';
import type { Database, DeliveryTable, WebhookEndpointTable } from '../../../../server/src/db/tables';
import { LocalChangeBus } from '../../../../server/src/live/change-bus';
import { saveTasks } from '../../../../server/src/tasks/save-tasks';
import {
  changeTask,
  makeTask,
  type StoredTask,
  type TaskMaker,
} from '../../../../server/src/tasks/stored-task';
import { addressPolicy } from '../../../../server/src/webhooks/address-policy';
import { createAttempt, type Attempt } from '../../../../server/src/webhooks/attempt';
import { Dispatcher } from '../../../../server/src/webhooks/dispatcher';
import { insertEndpoint } from '../../../../server/src/webhooks/endpoint-repository';
import { EVENT_TYPES } from '../../../../server/src/webhooks/outbox-repository';
import { lookUp } from '../../../../server/src/webhooks/resolve-target';
import { makeSecret } from '../../../../server/src/webhooks/secret';
import type { Timer } from '../../../../server/src/webhooks/timer';
import { until } from './until';
import { VirtualTime } from './virtual-time';

export interface DispatcherOptions {
  readonly attempt?: Attempt;
  readonly timer?: Timer;
  /** An hour, so that days pass quickly. */
  readonly restMs?: number;
}

export class Bench {
  readonly time = new VirtualTime();
  readonly store: Store;
  readonly dispatchers: Dispatcher[] = [];
  readonly maker: TaskMaker = { now: this.time.now, newId: () => randomUUID() };
  readonly author: Author = LOCAL_ACCESS;

  constructor(readonly db: Kysely<Database>) {
    this.store = { db, bus: new LocalChangeBus() };
  }

  /** As a running tracker has it: over real HTTP, unless another way to send is given. */
  dispatcher(options: DispatcherOptions = {}): Dispatcher {
    const { time, store } = this;
    const logger = pino({ level: 'silent' });
    const usual = { attempt: this.overHttp(), timer: time, restMs: 3_600_000 };
    const fixed = { store, logger, now: time.now, random: () => 0 };
    const dispatcher = new Dispatcher({ ...usual, ...fixed, ...options });
    this.dispatchers.push(dispatcher);
    dispatcher.start();
    return dispatcher;
  }

  /** One that never looks again after its first delivery, and is not waited for at the end: as if it had been killed, or slept. */
  lonelyDispatcher(attempt: Attempt): Dispatcher {
    let looks = 0;
    const once: Timer = {
      after: (milliseconds, run) => this.time.after(milliseconds, () => (looks += 1) === 1 && run()),
    };
    const dispatcher = this.dispatcher({ attempt, timer: once });
    this.dispatchers.pop();
    return dispatcher;
  }

  overHttp(timeoutMs = 5_000): Attempt {
    const timeoutsMs = { webhook: timeoutMs, wake: timeoutMs };
    return createAttempt({
      permits: addressPolicy(true),
      lookup: lookUp,
      now: this.time.now,
      timeoutsMs,
    });
  }

  /** Moves the clock; what falls due meanwhile is sent and settled. */
  advance(milliseconds: number): Promise<void> {
    return this.time.advance(milliseconds, () => this.quiet());
  }

  /** Moves the clock without waiting for what is being sent, only until the dispatcher has looked and knows when to look next. */
  advanceUnsettled(milliseconds: number): Promise<void> {
    return this.time.advance(milliseconds, async () => {
      await until(() => this.time.restMs !== null, 'the next look');
    });
  }

  async quiet(): Promise<void> {
    for (const dispatcher of this.dispatchers) await dispatcher.whenQuiet();
  }

  async close(): Promise<void> {
    for (const dispatcher of this.dispatchers) await dispatcher.stop(0);
    await this.db.destroy();
  }

  async endpoint(fields: Partial<WebhookEndpointTable> = {}): Promise<WebhookEndpointTable> {
    const endpoint: WebhookEndpointTable = {
      workspace: this.author.workspace,
      id: randomUUID(),
      kind: 'webhook',
      url: 'http://127.0.0.1:9/',
      events: EVENT_TYPES.join(' '),
      secret: makeSecret(),
      previous_secret: null,
      previous_until: null,
      enabled: 1,
      disabled_reason: null,
      source: null,
      created_at: this.time.now().toISOString(),
      ...fields,
    };
    await insertEndpoint(this.db, endpoint);
    return endpoint;
  }

  /** One transaction that makes tasks. */
  async make(count = 1, author: Author = this.author): Promise<StoredTask[]> {
    const tasks = Array.from({ length: count }, (_, index) =>
      makeTask({ title: `Task ${index}`, status: 'TODO', lead_id: null, notes: '' }, this.maker),
    );
    await this.save(
      tasks.map((after) => ({ before: null, after })),
      author,
    );
    return tasks;
  }

  async rename(task: StoredTask, title: string, author: Author = this.author): Promise<StoredTask> {
    const after = changeTask(task, { title }, this.maker);
    await this.save([{ before: task, after }], author);
    return after;
  }

  async save(changes: Parameters<typeof saveTasks>[2], author: Author = this.author): Promise<void> {
    await write(this.store, author, (transaction) => saveTasks(transaction, author, changes));
    for (const dispatcher of this.dispatchers) dispatcher.wake();
  }

  /** Links a task to a lead of a sheet. */
  async link(source: string, task: Pick<StoredTask, 'id'>): Promise<void> {
    const { workspace } = this.author;
    const link = { workspace, source, lead_id: `lead of ${task.id}`, task_id: task.id, sheet_row: null };
    await this.db.insertInto('links').values(link).execute();
  }

  deliveries(): Promise<DeliveryTable[]> {
    return this.db.selectFrom('deliveries').selectAll().orderBy('created_at').orderBy('id').execute();
  }

  async states(): Promise<string[]> {
    return (await this.deliveries()).map(({ state }) => state);
  }

  async onlyEndpoint(): Promise<WebhookEndpointTable> {
    return this.db.selectFrom('webhook_endpoints').selectAll().executeTakeFirstOrThrow();
  }
}

/** The author of what a sheet pushes. */
export function sheetAuthor(source: string): Author {
  return { ...LOCAL_ACCESS, origin: { kind: 'sheet', source } };
}
