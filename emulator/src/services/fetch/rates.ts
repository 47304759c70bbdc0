/** How fast one user may fetch: calls in a second, bytes in a minute. Nobody publishes the numbers, so there are none unless they are set. */
import { ServiceError } from '../../bridge/protocol';
import type { Limits } from '../../options';

interface Use {
  readonly at: number;
  readonly amount: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

export const BURST_TEXT =
  'Service invoked too many times in a short time: urlfetch. Try Utilities.sleep(1000) between calls.';
export const bandwidthText = (url: string): string =>
  `Bandwidth quota exceeded: ${url}. Try reducing the rate of data transfer.`;

export class FetchRates {
  private readonly calls = new Map<string, Use[]>();
  private readonly bytes = new Map<string, Use[]>();

  constructor(
    private readonly limits: Pick<Limits, 'fetchesPerSecond' | 'fetchBytesPerMinute'>,
    private readonly now: () => number,
  ) {}

  /** Before anything is sent. @throws ServiceError for more calls at once than there may be */
  call(user: string, requests: number): void {
    if (this.used(this.calls, user, SECOND_MS) + requests > this.limits.fetchesPerSecond)
      throw new ServiceError(BURST_TEXT);
    this.note(this.calls, user, requests);
  }

  /** @throws ServiceError when so much has come and gone that no more may */
  checkBytes(user: string, url: string): void {
    if (this.used(this.bytes, user, MINUTE_MS) >= this.limits.fetchBytesPerMinute)
      throw new ServiceError(bandwidthText(url));
  }

  addBytes(user: string, bytes: number): void {
    if (Number.isFinite(this.limits.fetchBytesPerMinute)) this.note(this.bytes, user, bytes);
  }

  private note(uses: Map<string, Use[]>, user: string, amount: number): void {
    uses.set(user, [...(uses.get(user) ?? []), { at: this.now(), amount }]);
  }

  /** Forgets what is older. */
  private used(uses: Map<string, Use[]>, user: string, spanMs: number): number {
    const since = this.now() - spanMs;
    const recent = (uses.get(user) ?? []).filter(({ at }) => at > since);
    uses.set(user, recent);
    return recent.reduce((sum, { amount }) => sum + amount, 0);
  }
}
