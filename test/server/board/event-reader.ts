/** Reads server-sent events as a browser does, and can stop reading. */
import { get, type IncomingMessage } from 'node:http';
import type { LiveCard } from '../../../server/src/live/read-live';

export interface ServerEvent {
  readonly name: string;
  readonly id: string;
  readonly data: { readonly cursor?: string; readonly cards?: readonly LiveCard[] };
}

export class EventReader {
  readonly events: ServerEvent[] = [];
  comments = 0;
  isEnded = false;
  #text = '';
  readonly #waiting = new Set<() => void>();

  private constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.#take(text));
    response.on('close', () => {
      this.isEnded = true;
      this.#wake();
    });
    response.on('error', () => undefined);
  }

  static open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventReader> {
    return new Promise((resolve, reject) => {
      get(url, { headers, agent: false }, (response) => resolve(new EventReader(response))).on(
        'error',
        reject,
      );
    });
  }

  /** Once this holds. The test's own time limit ends the waiting. */
  async until(holds: (reader: EventReader) => boolean): Promise<void> {
    while (!holds(this)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** The nth event, once it is here. */
  async event(place: number): Promise<ServerEvent> {
    await this.until(({ events }) => events.length > place);
    return this.events[place]!;
  }

  /** Titles of all cards that came, in their order. */
  get titles(): string[] {
    return this.events.flatMap(({ data }) => (data.cards ?? []).map((card) => card.title));
  }

  close(): void {
    this.response.destroy();
  }

  #take(text: string): void {
    this.#text += text;
    const blocks = this.#text.split('\n\n');
    this.#text = blocks.pop() ?? '';
    for (const block of blocks) this.#read(block);
    this.#wake();
  }

  #read(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
    );
    if (fields.has('')) this.comments += 1;
    const [name, id, data] = ['event', 'id', 'data'].map((field) => fields.get(field)?.trim());
    if (name === undefined) return;
    this.events.push({ name, id: id ?? '', data: JSON.parse(data ?? 'null') as ServerEvent['data'] });
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
