/** The bus of a PostgreSQL: every writing transaction notifies, and one connection of each instance listens to the others. */
import { Client, type ClientConfig, type Notification } from 'pg';
import { LocalChangeBus, type ChangeBus } from './change-bus';

/** The payload is the application name of the instance that wrote, a colon, and the workspace. */
export const CHANNEL = 'lead_sync_changes';

/** In milliseconds: between attempts to connect again, and between questions whether the connection still answers. */
const PAUSES_MS = { first: 100, longest: 5_000, heartbeat: 15_000, answer: 5_000 } as const;

export class PostgresChangeBus implements ChangeBus {
  readonly #local = new LocalChangeBus();
  readonly #config: ClientConfig;
  #stop: (() => void) | undefined;
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  private constructor(config: ClientConfig) {
    this.#config = config;
  }

  /** Resolves once it listens, or once the first attempt has failed; it goes on trying by itself. */
  static async connect(config: ClientConfig): Promise<PostgresChangeBus> {
    const bus = new PostgresChangeBus(config);
    await new Promise<void>((resolve) => {
      bus.#running = bus.#keepListening(resolve);
    });
    return bus;
  }

  /** Only for this process: `lockWorkspace` has put the notification for the others into the transaction. */
  announce(workspace: string): void {
    this.#local.announce(workspace);
  }

  subscribe(workspace: string, listener: () => void): () => void {
    return this.#local.subscribe(workspace, listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop?.();
    await this.#running;
    await this.#local.close();
  }

  async #keepListening(tried: () => void): Promise<void> {
    for (let pause: number = PAUSES_MS.first; !this.#closed; pause = Math.min(2 * pause, PAUSES_MS.longest)) {
      const listened = await this.#listenOnce(tried);
      tried();
      if (listened) pause = PAUSES_MS.first;
      if (!this.#closed) await this.#wait(pause);
    }
  }

  /** Resolves when the connection is gone. @returns whether it listened at all */
  async #listenOnce(listening: () => void): Promise<boolean> {
    const client = new Client({ ...this.#config, query_timeout: PAUSES_MS.answer });
    const gone = new Promise<void>((resolve) => {
      this.#stop = resolve;
      client.on('error', () => resolve()).on('end', resolve);
    });
    client.on('notification', (notification) => this.#hear(notification));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch {
      void client.end().catch(() => undefined);
      return false;
    }
    listening();
    // What was announced while nobody listened is not announced again.
    this.#local.announceAll();
    const heartbeat = setInterval(() => void client.query('select 1').catch(this.#stop), PAUSES_MS.heartbeat);
    await gone;
    clearInterval(heartbeat);
    void client.end().catch(() => undefined);
    return true;
  }

  #hear({ payload = '' }: Notification): void {
    const colon = payload.indexOf(':');
    if (payload.slice(0, colon) !== this.#config.application_name)
      this.#local.announce(payload.slice(colon + 1));
  }

  #wait(pause: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.#stop = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
