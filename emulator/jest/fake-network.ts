/** Answers what the script fetches, and remembers what it asked. */
import type { Emulator, FaultRequest, NetworkFault } from '../src/index';

/** Text has status 200; `json` is sent as such; `failure` is one of the network, which muting does not mute. */
export type FakeAnswer =
  | string
  | { readonly json: unknown }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | { readonly failure: 'dns' | 'timeout' | 'unavailable' };

export type FakeFetch = (request: FaultRequest) => FakeAnswer | undefined;

export class FakeNetwork {
  readonly requests: FaultRequest[] = [];
  private readonly handlers: FakeFetch[] = [];

  /** With tunnels, what no handler answers goes to the local server; without, it fails by name. */
  constructor(emulator: Emulator, open: boolean) {
    emulator.network.setFault((request) => {
      this.requests.push(request);
      return this.answer(request) ?? this.unanswered(request, open);
    });
  }

  /** The newest handler is asked first. */
  onFetch(handler: FakeFetch): void {
    this.handlers.unshift(handler);
  }

  private answer(request: FaultRequest): NetworkFault | undefined {
    for (const handler of this.handlers) {
      const answer = handler(request);
      if (answer !== undefined) return toFault(answer);
    }
    return undefined;
  }

  private unanswered({ method, url }: FaultRequest, open: boolean): undefined {
    if (open) return undefined;
    throw new Error(
      `Nobody answers ${method} ${url}: give the workbook an answer with onFetch(({ url }) => …)`,
    );
  }
}

function toFault(answer: FakeAnswer): NetworkFault {
  if (typeof answer === 'string') return { status: 200, body: answer };
  if ('failure' in answer) return answer.failure;
  if ('json' in answer) return json(200, answer.json);
  const { status, headers = {}, body = '' } = answer;
  if (typeof body === 'string') return { status, headers, body };
  return json(status, body, headers);
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): NetworkFault {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
