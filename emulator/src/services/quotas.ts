/** Daily quotas per user, counted from the first use and reset 24 hours later. */
import { ServiceError } from '../bridge/protocol';

export const QUOTAS = ['urlfetch', 'properties', 'mail', 'triggerMs'] as const;
export type Quota = (typeof QUOTAS)[number];

interface Use {
  since: number;
  used: number;
}

const DAY_MS = 86_400_000;

export class Quotas {
  private uses = new Map<string, Use>();

  constructor(private readonly now: () => number) {}

  used(quota: Quota, user: string): number {
    return this.current(quota, user).used;
  }

  add(quota: Quota, user: string, amount: number): void {
    const use = this.current(quota, user);
    use.used += amount;
    this.uses.set(keyOf(quota, user), use);
  }

  /** Counts `amount`, or throws the platform's text when the day's allowance is used up. */
  spend(quota: Quota, user: string, amount: number, allowance: number): void {
    if (this.used(quota, user) + amount > allowance) {
      throw new ServiceError(`Service invoked too many times for one day: ${quota}.`);
    }
    this.add(quota, user, amount);
  }

  toSnapshot(): [string, Use][] {
    return structuredClone([...this.uses]);
  }

  restore(snapshot: readonly [string, Use][]): void {
    this.uses = new Map(structuredClone(snapshot) as [string, Use][]);
  }

  private current(quota: Quota, user: string): Use {
    const use = this.uses.get(keyOf(quota, user));
    return use && this.now() - use.since < DAY_MS ? use : { since: this.now(), used: 0 };
  }
}

function keyOf(quota: Quota, user: string): string {
  return `${quota}:${user}`;
}
