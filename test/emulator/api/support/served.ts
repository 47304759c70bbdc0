/** An emulator behind its API over real HTTP, and a client that tells what came back. */
import { request as send } from 'node:http';
import type { EmulatorApiOptions } from '../../../../emulator/src/api/create-emulator-api';
import { serveEmulator, type EmulatorServer } from '../../../../emulator/src/api/serve';
import type { ActionAnswer, CellsView, EmulatorEvent, UserAction } from '../../../../emulator/src/api/types';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../../emulator/src/index';

export const OWNER = 'owner@example.com';
export const COLLEAGUE = 'colleague@example.com';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body as JSON. */
  readonly body: unknown;
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly text?: string;
}

export class Served {
  private constructor(
    readonly emulator: Emulator,
    private readonly server: EmulatorServer,
  ) {}

  static async start(
    source: string,
    options: Omit<EmulatorOptions, 'files'> & { readonly api?: EmulatorApiOptions } = {},
  ): Promise<Served> {
    const { api, ...rest } = options;
    const files = [{ name: 'Code.js', source }];
    const emulator = createEmulator({ files, users: [OWNER, COLLEAGUE], seed: 1, scheduler: false, ...rest });
    return new Served(emulator, await serveEmulator(emulator, 0, api));
  }

  get url(): string {
    return this.server.url;
  }

  get port(): string {
    return new URL(this.url).port;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.emulator.close();
  }

  /** node:http, because fetch lets nobody set Host or Origin. */
  call(method: string, path: string, { headers = {}, json, text }: Sent = {}): Promise<Answer> {
    const type = json === undefined ? {} : { 'content-type': 'application/json' };
    const body = json === undefined ? (text ?? '') : JSON.stringify(json);
    return new Promise((resolve, reject) => {
      const target = { host: '127.0.0.1', port: this.port, path, method, headers: { ...type, ...headers } };
      const outgoing = send(target, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (data: Buffer) => chunks.push(data));
        incoming.on('end', () => {
          const received = Buffer.concat(chunks).toString();
          const { statusCode: status = 0, headers: answered } = incoming;
          resolve({ status, headers: answered, text: received, body: parsed(received) });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  async get<T>(path: string): Promise<T> {
    return this.succeeded<T>(await this.call('GET', path));
  }

  async post<T = ActionAnswer>(path: string, json: unknown = {}): Promise<T> {
    return this.succeeded<T>(await this.call('POST', path, { json }));
  }

  /** Waits for what the action's triggers do. */
  act(action: UserAction, user?: string): Promise<ActionAnswer> {
    return this.post('/api/actions', { action, wait: true, ...(user === undefined ? {} : { user }) });
  }

  /** Code and message of a refusal. */
  async refusal(method: string, path: string, sent: Sent = {}): Promise<[string, string]> {
    const { body, status } = await this.call(method, path, sent);
    const { error } = body as { error?: { code: string; message: string } };
    if (!error) throw new Error(`${method} ${path} was not refused: ${status} ${JSON.stringify(body)}`);
    return [error.code, error.message];
  }

  /** Displayed texts of a range. */
  async texts(range: string, sheet = 0): Promise<string[][]> {
    const { cells } = await this.get<CellsView>(`/api/sheets/${sheet}/cells?range=${range}`);
    return cells.map((row) => row.map((cell) => cell?.text ?? ''));
  }

  listen(user?: string): Promise<EventLog> {
    return EventLog.open(`${this.url}/api/events${user === undefined ? '' : `?user=${user}`}`);
  }

  private succeeded<T>({ status, body, text }: Answer): T {
    if (status !== 200) throw new Error(`answered ${status}: ${text}`);
    return body as T;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** The events of one stream as they come. */
export class EventLog {
  readonly events: EmulatorEvent[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly control = new AbortController();
  /** The server ended the stream. */
  ended: Promise<void> = Promise.resolve();

  static async open(url: string): Promise<EventLog> {
    const log = new EventLog();
    const response = await fetch(url, { signal: log.control.signal });
    if (!response.body) throw new Error('no stream');
    log.ended = log.read(response.body as unknown as AsyncIterable<Uint8Array>).catch(() => undefined);
    await log.next('hello');
    return log;
  }

  close(): void {
    this.control.abort();
  }

  /** The first event of a kind for which `fits` holds, whether it has come or is still to come. */
  async next<Type extends EmulatorEvent['type']>(
    type: Type,
    fits: (event: Extract<EmulatorEvent, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<EmulatorEvent, { type: Type }>> {
    for (;;) {
      const found = this.of(type).find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  of<Type extends EmulatorEvent['type']>(type: Type): Extract<EmulatorEvent, { type: Type }>[] {
    return this.events.filter((event) => event.type === type) as Extract<EmulatorEvent, { type: Type }>[];
  }

  private async read(body: AsyncIterable<Uint8Array>): Promise<void> {
    let text = '';
    for await (const chunk of body) {
      text += Buffer.from(chunk).toString();
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) if (part.startsWith('data: ')) this.add(part.slice(6));
    }
  }

  private add(json: string): void {
    this.events.push(JSON.parse(json) as EmulatorEvent);
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
