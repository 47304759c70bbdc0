/** One open window: server-sent events on one response, with an eye on whether its reader keeps up. */
import type { Response } from 'express';
import type { LivePage } from './read-live';

/** How long a browser waits before it connects again, in milliseconds. */
const RETRY_MS = 3_000;
/** Nothing on the way may store, change or compress the stream, or hold it back until it is long enough. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
} as const;
/** After `reset` a window reads everything; it is left alone while it does. */
const QUIET_AFTER_RESET_MS = 1_000;

export class EventStream {
  /** When its buffer filled up; null while the reader keeps up. */
  #fullSince: number | null = null;
  #quietUntil = 0;
  #cursor: string;

  /** @param onDrain called when a full buffer has emptied */
  constructor(
    readonly response: Response,
    start: LivePage,
    readonly onDrain: () => void,
  ) {
    this.#cursor = start.cursor;
    response.status(200).set(HEADERS);
    response.flushHeaders();
    this.#write(`retry: ${RETRY_MS}\n${eventText('hello', start.cursor, { cursor: start.cursor })}`);
    if (start.kind === 'reset') this.send(start);
  }

  /** Up to where this window has been told everything. */
  get cursor(): string {
    return this.#cursor;
  }

  get isOpen(): boolean {
    return !this.response.destroyed && !this.response.writableEnded;
  }

  isReady(now: number): boolean {
    return this.isOpen && this.#fullSince === null && !this.isQuiet(now);
  }

  /** It was told to read everything, and is not told anything else for a moment. */
  isQuiet(now: number): boolean {
    return now < this.#quietUntil;
  }

  /** @returns for how long the reader has taken nothing, in milliseconds */
  stalledFor(now: number): number {
    return this.#fullSince === null ? 0 : now - this.#fullSince;
  }

  send({ kind, cursor, cards }: LivePage): void {
    this.#cursor = cursor;
    if (kind === 'reset') {
      this.#quietUntil = Date.now() + QUIET_AFTER_RESET_MS;
      this.#write(eventText('reset', cursor, {}));
    } else if (cards.length > 0) {
      this.#write(eventText('change', cursor, { cursor, cards }));
    }
  }

  /** Keeps proxies from taking the connection for dead. */
  beat(): void {
    if (this.#fullSince === null) this.#write(': still here\n\n');
  }

  end(): void {
    this.response.end();
  }

  /** Without waiting for what its reader has not taken. */
  drop(): void {
    this.response.destroy();
  }

  #write(text: string): void {
    if (!this.isOpen || this.response.write(text) || this.#fullSince !== null) return;
    this.#fullSince = Date.now();
    this.response.once('drain', () => {
      this.#fullSince = null;
      this.onDrain();
    });
  }
}

/** JSON has no line breaks of its own, so the data is one line. */
function eventText(name: string, id: string, data: unknown): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
