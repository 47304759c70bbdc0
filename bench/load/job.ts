/** What the load generator is told and what it answers. */

export const OPERATIONS = ['get', 'list', 'post', 'patch'] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface LoadJob {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly operation: Operation;
  readonly seconds: number;
  readonly connections: number;
  /** Tasks that exist, to read and to change. */
  readonly ids: readonly string[];
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly latency: { readonly median: number; readonly p99: number };
  /** Answers other than 2xx, and connections that broke. */
  readonly failures: number;
}
