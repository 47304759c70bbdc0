/** A tracker on a free port with a small HTTP client, and a way to see whether anything was written to its database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { startTracker, type Tracker, type TrackerOptions } from '../../../server/src';
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
  readonly raw?: string | Uint8Array;
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
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
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

export interface RunningTracker {
  readonly tracker: Tracker;
  readonly client: Client;
  /** Path of the database file. */
  readonly file: string;
  /** A second connection, to look behind the API. */
  readonly observer: BetterSqlite3.Database;
  /** A number that changes with every commit of the tracker that wrote something. */
  readonly writes: () => number;
  stop(): Promise<void>;
}

/** A tracker on a database file, with a second connection to that file. */
export async function runTracker(options: TrackerOptions = {}): Promise<RunningTracker> {
  const folder = temporaryFolder();
  const file = join(folder, 'tracker.db');
  const tracker = await startTracker({ port: 0, databaseUrl: `sqlite:///${file}`, ...options });
  const observer = new BetterSqlite3(file);
  return {
    tracker,
    client: new Client(tracker.url),
    file,
    observer,
    writes: () => observer.pragma('data_version', { simple: true }) as number,
    async stop() {
      observer.close();
      await tracker.close();
      removeFolder(folder);
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
