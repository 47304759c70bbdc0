/** A tracker on a free port with a small HTTP client, and a way to see whether anything was written to its database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { startTracker, type Tracker, type TrackerOptions } from '../../../server/src';
import { expectConformance } from './conformance';
import type {
  SyncOperation,
  SyncReply,
  SyncRequest,
  SyncResult,
  SyncTask,
  Task,
} from '../../../src/contract';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface Call {
  readonly body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Client {
  constructor(readonly url: string) {}

  /** The body is parsed when it is JSON; the caller says what it expects it to be. */
  async call<T = unknown>(
    method: string,
    path: string,
    { body, raw, headers }: Call = {},
  ): Promise<Answer<T>> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...(sent !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(sent !== undefined && { body: sent }),
    });
    const text = await response.text();
    const { status, headers: answered } = response;
    await expectConformance({ method, path, status, headers: answered, text });
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  }

  /** Makes a task, which must succeed. */
  async make(fields: Partial<Task> = {}): Promise<Task> {
    const { status, body } = await this.call<Task>('POST', '/tasks', {
      body: { title: 'Call back', ...fields },
    });
    expect(status).toBe(201);
    return body;
  }

  async tasks(): Promise<Task[]> {
    return (await this.call<Task[]>('GET', '/tasks')).body;
  }

  /** One exchange, which must succeed. */
  async sync(request: Partial<SyncRequest> = {}): Promise<SyncReply> {
    const { status, body } = await this.trySync(request);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body as SyncReply;
  }

  async trySync(request: Partial<Record<keyof SyncRequest, unknown>> = {}): Promise<Answer<unknown>> {
    const defaults = { source: 'sheet-1', run: 1, cursor: null, operations: [], limit: 0 };
    return this.call('POST', '/sync', { body: { ...defaults, ...request } });
  }

  /** Makes the task of a lead by an exchange. */
  async created(lead: string, fields: Parameters<typeof create>[1] = {}): Promise<SyncTask> {
    const { outcome, task } = await this.operate(create(lead, fields));
    expect(outcome).toBe('created');
    return task!;
  }

  async remove({ id }: Pick<Task, 'id'>): Promise<void> {
    expect((await this.call('DELETE', `/tasks/${id}`)).status).toBe(204);
  }

  /** The outcome and task of one operation. */
  async operate(
    operation: SyncOperation,
    request: Partial<SyncRequest> = {},
  ): Promise<SyncReply['results'][number]> {
    const { results } = await this.sync({ ...request, operations: [operation] });
    expect(results).toHaveLength(1);
    return results[0]!;
  }
}

/** An id that no tracker makes. */
export const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

/** A folder of the test's own. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tracker-test-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** What a tracker under test keeps its tasks in, and a second connection to look behind the API. */
export interface Place {
  readonly databaseUrl: string;
  /** Path of the database file. */
  readonly file: string;
  readonly observer: BetterSqlite3.Database;
  /** A number that changes with every commit of the tracker that wrote something. */
  readonly writes: () => number;
  /** The rows that plain SQL answers, on any database. */
  readonly query: (statement: string) => Promise<unknown[]>;
  remove(): Promise<void>;
}

export interface RunningTracker extends Omit<Place, 'remove'> {
  readonly tracker: Tracker;
  readonly client: Client;
  stop(): Promise<void>;
}

let newPlace: () => Promise<Place> = () => Promise.resolve(newFile());

/** For a test file that runs whole suites once more on another database (`test/server/postgres/`). */
export function keepTasksIn(make: () => Promise<Place>): void {
  newPlace = make;
}

function newFile(): Place {
  const folder = temporaryFolder();
  const file = join(folder, 'tracker.db');
  let observer: BetterSqlite3.Database | undefined;
  const look = () => (observer ??= new BetterSqlite3(file));
  return {
    databaseUrl: `sqlite:///${file}`,
    file,
    get observer() {
      return look();
    },
    writes: () => look().pragma('data_version', { simple: true }) as number,
    query: (statement) => {
      const prepared = look().prepare(statement);
      return Promise.resolve(prepared.reader ? prepared.all() : [prepared.run()]);
    },
    remove() {
      observer?.close();
      removeFolder(folder);
      return Promise.resolve();
    },
  };
}

/** A tracker on a database of its own. */
export async function runTracker(options: TrackerOptions = {}): Promise<RunningTracker> {
  const place = await newPlace();
  const tracker = await startTracker({ port: 0, databaseUrl: place.databaseUrl, ...options });
  const { databaseUrl, writes, query } = place;
  return {
    tracker,
    client: new Client(tracker.url),
    databaseUrl,
    get file() {
      return place.file;
    },
    get observer() {
      return place.observer;
    },
    writes,
    query,
    async stop() {
      await tracker.close();
      await place.remove();
    },
  };
}

export function create(
  lead_id: string,
  fields: Partial<Extract<SyncOperation, { op: 'create' }>> = {},
): SyncOperation {
  return {
    op: 'create',
    lead_id,
    title: 'Follow up: Ada',
    status: 'TODO',
    notes: '',
    state: '{"s":"NEW"}',
    ...fields,
  };
}

export function update(
  task: Pick<Task, 'id' | 'version'>,
  set: Extract<SyncOperation, { op: 'update' }>['set'],
  state = '{"s":"CONTACTED"}',
): SyncOperation {
  return { op: 'update', task_id: task.id, if_version: task.version, set, state };
}

export function link(lead_id: string, task: Pick<Task, 'id'>): SyncOperation {
  return { op: 'link', lead_id, task_id: task.id };
}

export function outcomes(results: readonly SyncResult[]): SyncResult['outcome'][] {
  return results.map((result) => result.outcome);
}
