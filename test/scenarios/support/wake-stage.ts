/** A synced sheet with its web app on a local port, and a tracker that knows wake hooks: what it is told is on record, and a test sends its wakes. */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorOptions, WebAppResponse } from '../../../emulator/src';
import { TRACKER_ADDRESS } from '../../../local/system';
import { WholeSystem, type LeadRow } from '../../support/whole-system';
import { passOn, StandInServer, type Answer, type StandInAnswer } from './stand-in-server';

export const LEADS: readonly LeadRow[] = [
  ['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['2', 'Bo Ek', 'bo@example.com', 'CONTACTED', 'Fair'],
];

export interface Wake {
  readonly type: string;
  readonly id: string;
  readonly timestamp: number;
  readonly source: string;
  readonly signature: string;
}

export interface StageOptions {
  readonly emulator?: Partial<EmulatorOptions>;
  /** What the tracker answers about wake hooks; 204 by itself. */
  readonly hooks?: StandInAnswer;
  /** Not deployed as a web app. */
  readonly undeployed?: boolean;
}

export class WakeStage {
  /** Called with each request that goes on to the tracker, when it has been answered. */
  meanwhile: () => Promise<void> | void = () => undefined;
  hooks: StandInAnswer = { status: 204 };

  private constructor(
    readonly system: WholeSystem,
    readonly standIn: StandInServer,
    private readonly server: Server,
  ) {}

  /** Leads are there, nothing is set up. */
  static async open({ emulator, hooks, undeployed }: StageOptions = {}): Promise<WakeStage> {
    const standIn = await StandInServer.start();
    const tunnels = [{ publicUrl: TRACKER_ADDRESS, target: standIn.url }];
    const system = await WholeSystem.start({ leads: LEADS, emulator: { tunnels, ...emulator } });
    const server = createServer((request, response) => system.emulator.webApp.listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const stage = new WakeStage(system, standIn, server);
    if (hooks !== undefined) stage.hooks = hooks;
    standIn.answer = (request) => stage.answer(request);
    if (undeployed !== true)
      system.emulator.webApp.serveAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return stage;
  }

  /** Set up, and every lead has its task. */
  static async linked(options: StageOptions = {}): Promise<WakeStage> {
    const stage = await WakeStage.open(options);
    await stage.system.setUp();
    await stage.system.sync('Initial sync');
    return stage;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    await this.system.close();
    await this.standIn.close();
  }

  /** What the tracker was told of wake hooks, oldest first. */
  get told(): { method: string; path: string; hook: { url: string; secret: string } | null }[] {
    return this.standIn.received
      .filter(({ path }) => path.startsWith('/wake-hooks/'))
      .map(({ method, path, body }) => ({
        method,
        path,
        hook: body === '' ? null : (JSON.parse(body) as { url: string; secret: string }),
      }));
  }

  get hook(): { url: string; secret: string } {
    const last = this.told.filter(({ method }) => method === 'PUT').at(-1)?.hook;
    if (!last) throw new Error('The tracker was told of no wake hook.');
    return last;
  }

  get source(): string {
    return this.system.emulator.workbook.id;
  }

  /** As the tracker makes it. @param secret another than the shared one */
  wake({ secret = this.hook.secret, ...changes }: Partial<Wake> & { secret?: string } = {}): Wake {
    const parts = {
      id: changes.id ?? randomUUID(),
      timestamp: changes.timestamp ?? Math.floor(this.system.emulator.now / 1_000),
      source: changes.source ?? this.source,
    };
    const text = `${parts.id}.${parts.timestamp}.${parts.source}`;
    const signature = `v1,${createHmac('sha256', secret).update(text).digest('base64')}`;
    return { type: 'wake', ...parts, signature, ...changes };
  }

  /** Over HTTP, following the redirect as the platform wants it. @returns the content's text */
  async send(body: unknown = this.wake()): Promise<string> {
    const first = await fetch(this.hook.url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    expect(first.status).toBe(302);
    const second = await fetch(String(first.headers.get('location')), { redirect: 'manual' });
    expect([second.status, second.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    return second.text();
  }

  /** Begins at once, without the way over a socket: for what has to fall into another execution. */
  begin(wake: Wake = this.wake()): Promise<WebAppResponse> {
    const path = new URL(this.hook.url).pathname;
    return this.system.emulator.webApp.handle({ method: 'POST', path, body: JSON.stringify(wake) });
  }

  /** Syncs that reached the tracker while `work` was done. */
  async syncsDuring(work: () => Promise<unknown>): Promise<number> {
    const before = this.standIn.count('/sync');
    await work();
    await this.system.emulator.idle();
    return this.standIn.count('/sync') - before;
  }

  private async answer(request: Parameters<Answer>[0]): Promise<StandInAnswer> {
    if (request.path.startsWith('/wake-hooks/')) return this.hooks;
    const answer = await passOn(this.system.tracker.url, request);
    await this.meanwhile();
    return answer;
  }
}
