/** The open windows of one workspace: told of changes together, so that one reading of the feed serves all that stand at one place. */
import { groupBy } from '../board/group-by';
import type { Store } from '../db/store';
import type { EventStream } from './event-stream';
import { readLive } from './read-live';

/** Shortest time between two rounds, in milliseconds: at most ten events a second for a window. */
const ROUND_MS = 100;
/** Before the database is asked again after it has failed. */
const RETRY_MS = 1_000;

export class WorkspaceStreams {
  readonly #streams = new Set<EventStream>();
  readonly #unsubscribe: () => void;
  #timer: NodeJS.Timeout | null = null;
  #isTelling = false;
  #isClosed = false;
  #lastRound = 0;

  constructor(
    readonly store: Store,
    readonly workspace: string,
    readonly onFault: (error: unknown) => void,
  ) {
    this.#unsubscribe = store.bus.subscribe(workspace, () => this.wake());
  }

  get size(): number {
    return this.#streams.size;
  }

  add(stream: EventStream): void {
    this.#streams.add(stream);
    this.wake();
  }

  delete(stream: EventStream): void {
    this.#streams.delete(stream);
  }

  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#streams.clear();
  }

  /** However often it is called, there is one round at a time and ten a second. */
  wake(delay = 0): void {
    if (this.#timer !== null || this.#isClosed) return;
    const wait = Math.max(delay, this.#lastRound + ROUND_MS - Date.now(), 0);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#isTelling) this.wake(ROUND_MS);
      else void this.#round();
    }, wait);
  }

  async #round(): Promise<void> {
    this.#isTelling = true;
    this.#lastRound = Date.now();
    try {
      if (await this.#tell()) this.wake();
    } catch (error) {
      this.onFault(error);
      if (this.size > 0) this.wake(RETRY_MS);
    } finally {
      this.#isTelling = false;
    }
  }

  /** @returns whether some window has not been told everything; a slow one comes back by itself */
  async #tell(): Promise<boolean> {
    const now = Date.now();
    const ready = [...this.#streams].filter((stream) => stream.isReady(now));
    let isBehind = [...this.#streams].some((stream) => stream.isQuiet(now));
    for (const [cursor, streams] of groupBy(ready, (stream) => stream.cursor)) {
      const page = await readLive(this.store, this.workspace, cursor);
      for (const stream of streams) if (stream.isOpen) stream.send(page);
      isBehind ||= page.hasMore;
    }
    return isBehind;
  }
}
