/** The bus of a SQLite file: hears of this process's commits at once, and of other processes' by looking, only while somebody listens. */
import { LocalChangeBus, type ChangeBus } from './change-bus';

/** How long another process's commit may stay unnoticed; looking costs a few microseconds. */
const LOOK_EVERY_MS = 250;

export class FileChangeBus implements ChangeBus {
  readonly #local = new LocalChangeBus();
  readonly #readVersion: () => unknown;
  #timer: NodeJS.Timeout | undefined;
  #seen: unknown;

  /** @param readVersion `PRAGMA data_version`: another number after each commit of another connection, whatever it wrote */
  constructor(readVersion: () => unknown) {
    this.#readVersion = readVersion;
  }

  announce(workspace: string): void {
    this.#local.announce(workspace);
  }

  subscribe(workspace: string, listener: () => void): () => void {
    const leave = this.#local.subscribe(workspace, listener);
    this.#startLooking();
    return () => {
      leave();
      if (!this.#local.hasListeners) this.#stopLooking();
    };
  }

  async close(): Promise<void> {
    this.#stopLooking();
    await this.#local.close();
  }

  #startLooking(): void {
    if (this.#timer !== undefined) return;
    this.#seen = this.#readVersion();
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  #stopLooking(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const version = this.#readVersion();
    if (version === this.#seen) return;
    this.#seen = version;
    this.#local.announceAll();
  }
}
