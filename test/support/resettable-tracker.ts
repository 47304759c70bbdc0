/** The real tracker on a real port and database file, put back to an earlier state between the cases of a test. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { TRACKER_ADDRESS } from '../../local/system';
import { beginNewEpochs } from '../../server/src/backup/new-epoch';
import { LocalChangeBus } from '../../server/src/live/change-bus';
import { LiveEvents } from '../../server/src/live/live-events';
import { createApp, openDatabase } from '../../server/src';

const MAKER = { now: () => new Date(), newId: () => randomUUID() };

export class ResettableTracker {
  /** Requests that reached it. */
  requests = 0;
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'lead-sync-tracker-'));
  private readonly file = path.join(this.folder, 'tracker.db');
  private readonly kept = path.join(this.folder, 'kept.db');
  private readonly server: Server;
  private db: Awaited<ReturnType<typeof openDatabase>> | null = null;
  private app: ReturnType<typeof createApp> | null = null;

  private constructor() {
    this.server = createServer((request, response) => {
      this.requests += 1;
      this.app?.(request, response);
    });
  }

  static async start(): Promise<ResettableTracker> {
    const tracker = new ResettableTracker();
    await tracker.open();
    await new Promise<void>((resolve) => tracker.server.listen(0, '127.0.0.1', resolve));
    return tracker;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Remembers the database as it is now. */
  async keep(): Promise<void> {
    await this.db?.destroy();
    copyFileSync(this.file, this.kept);
    await this.open();
  }

  /** Back to what was kept; with a new epoch as after the command `restore`, without one as if nothing had been since. */
  async restore({ newEpoch = false } = {}): Promise<void> {
    await this.db?.destroy();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.file + suffix, { force: true });
    copyFileSync(this.kept, this.file);
    await this.open();
    if (newEpoch && this.db !== null) await beginNewEpochs(this.db, new Date());
  }

  /** An empty database behind the same address. */
  async forgetEverything(): Promise<void> {
    await this.db?.destroy();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.file + suffix, { force: true });
    await this.open();
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
    await this.db?.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async open(): Promise<void> {
    this.db = await openDatabase(`sqlite:///${this.file}`);
    const store = { db: this.db, bus: new LocalChangeBus() };
    const logger = pino({ level: 'silent' });
    const live = new LiveEvents({ store, logger, isStillGranted: () => Promise.resolve(true) });
    const access = { allowedHosts: [new URL(TRACKER_ADDRESS).host] };
    this.app = createApp({ store, logger, maker: MAKER, live, access });
  }
}
