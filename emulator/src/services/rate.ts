/** How often something may happen within a second, counted for each key apart. */

const SECOND_MS = 1_000;

export class Rate {
  private readonly uses = new Map<string, number[]>();

  constructor(private readonly now: () => number) {}

  /** Counts one more. @returns false, and counts nothing, when `most` have been within the last second */
  take(key: string, most: number): boolean {
    if (most === Infinity) return true;
    const now = this.now();
    const recent = (this.uses.get(key) ?? []).filter((at) => at > now - SECOND_MS && at <= now);
    const isFree = recent.length < most;
    this.uses.set(key, isFree ? [...recent, now] : recent);
    return isFree;
  }
}
