/**
 * Counts the requests of each sender within a minute, and says so as the IETF draft does (RateLimit header fields for HTTP, draft 8).
 * Not by express-rate-limit, which guards the sign-in: its promises, and a hash made for each request, took a sixth of the time of a
 * small one.
 */
import { hash } from 'node:crypto';
import type { Response } from 'express';
import { addHeader } from './waiting-headers';

export interface QuotaRules {
  /** In the headers: one service can have several quotas. */
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

interface Used {
  count: number;
  /** By `performance.now()`. */
  readonly ends: number;
  readonly policy: string;
}

export class RequestQuota {
  readonly #rules: QuotaRules;
  readonly #used = new Map<string, Used>();
  #sweepAt = 0;

  constructor(rules: QuotaRules) {
    this.#rules = rules;
  }

  /** Counts one request and tells the sender what is left. @returns whether it was within the limit */
  take(sender: string, response: Response): boolean {
    const { name, limit } = this.#rules;
    const now = performance.now();
    const used = this.#usedBy(sender, now);
    used.count += 1;
    const seconds = Math.ceil((used.ends - now) / 1_000);
    addHeader(response, 'RateLimit-Policy', used.policy);
    addHeader(response, 'RateLimit', `"${name}"; r=${Math.max(limit - used.count, 0)}; t=${seconds}`);
    if (used.count <= limit) return true;
    addHeader(response, 'Retry-After', String(seconds));
    return false;
  }

  #usedBy(sender: string, now: number): Used {
    if (now >= this.#sweepAt) this.#sweep(now);
    const known = this.#used.get(sender);
    if (known !== undefined && now < known.ends) return known;
    const used = { count: 0, ends: now + this.#rules.windowMs, policy: this.#policyFor(sender) };
    this.#used.set(sender, used);
    return used;
  }

  /** Once in a window, so that there are never more than two windows' senders in memory. */
  #sweep(now: number): void {
    this.#sweepAt = now + this.#rules.windowMs;
    for (const [sender, { ends }] of this.#used) if (ends <= now) this.#used.delete(sender);
  }

  /** The partition key tells senders apart without naming them. */
  #policyFor(sender: string): string {
    const { name, limit, windowMs } = this.#rules;
    const partition = Buffer.from(hash('sha256', sender).slice(0, 12)).toString('base64');
    return `"${name}"; q=${limit}; w=${windowMs / 1_000}; pk=:${partition}:`;
  }
}
