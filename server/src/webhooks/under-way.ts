/** The deliveries that are being sent now, and how much room they leave. */

/** At the same time; and to one endpoint, so that a slow one leaves room for the others. */
const MOST = { all: 16, endpoint: 4 } as const;

export class UnderWay {
  /** With the id of the endpoint. */
  readonly #sending = new Map<Promise<void>, string>();

  /** @param sending never rejects */
  add(endpoint: string, sending: Promise<void>, whenEnded: () => void): void {
    const tracked = sending.finally(() => {
      this.#sending.delete(tracked);
      whenEnded();
    });
    this.#sending.set(tracked, endpoint);
  }

  get size(): number {
    return this.#sending.size;
  }

  /** How many more may be sent. */
  get free(): number {
    return MOST.all - this.size;
  }

  /** Endpoints that have no room. */
  get busy(): string[] {
    return [...new Set(this.#sending.values())].filter((endpoint) => this.roomOf(endpoint) <= 0);
  }

  roomOf(endpoint: string): number {
    return MOST.endpoint - [...this.#sending.values()].filter((id) => id === endpoint).length;
  }

  async ended(): Promise<void> {
    await Promise.all(this.#sending.keys());
  }
}
