/** The tracker client on a service that answers what the test says; it never really waits. */
import type { SyncReply, SyncRequest } from '../../../src/contract';
import { LeadSyncError } from '../../../src/core/errors';
import type { HttpAnswer, HttpRequest } from '../../../src/tracker/http';
import { WorkTracker } from '../../../src/tracker/work-tracker';

export const ADDRESS = 'https://tracker.example';
export const KEY = 'sk-very-secret-7731';
export const EMPTY_REPLY: SyncReply = {
  results: [],
  changes: [],
  cursor: null,
  has_more: false,
  full: false,
};

export class Client {
  readonly sent: HttpRequest[] = [];
  readonly log: string[] = [];
  readonly tracker: WorkTracker;

  /** @param reply the answer to each request, or an Error when none comes */
  constructor(reply: (request: HttpRequest) => Partial<HttpAnswer> | Error, key = KEY) {
    this.tracker = new WorkTracker({
      address: ADDRESS,
      key,
      log: (line) => this.log.push(line),
      send: (request) => {
        this.sent.push(request);
        const answer = reply(request);
        if (answer instanceof Error) throw answer;
        return { status: 200, headers: {}, body: '', ...answer };
      },
      sleep: () => undefined,
      random: () => 0,
      timeLeft: () => Number.POSITIVE_INFINITY,
    });
  }

  exchange(operations: SyncRequest['operations'] = []): SyncReply {
    return this.tracker.exchange({ source: 'sheet-1', run: 1, cursor: null, operations, limit: 0 });
  }

  /** What an exchange is refused with. */
  refusal(operations: SyncRequest['operations'] = []): LeadSyncError {
    return refusalOf(() => this.exchange(operations));
  }
}

export function refusalOf(action: () => unknown): LeadSyncError {
  try {
    action();
  } catch (error) {
    if (error instanceof LeadSyncError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
