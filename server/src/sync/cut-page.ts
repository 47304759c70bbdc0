/** Cuts one page from the feed, leaving out what the results have given already, and says how far the reader has come. */
import type { SyncTask } from '../contract';
import type { FeedEntry } from './repository';

export interface FeedPage {
  readonly changes: readonly SyncTask[];
  /** Everything up to here is on this page or was given before. */
  readonly position: number;
  readonly hasMore: boolean;
}

export interface PageWanted {
  /** Where the reader stands. */
  readonly position: number;
  readonly limit: number;
  /** Ids of tasks that the results of the same reply hold. */
  readonly given: ReadonlySet<string>;
}

/**
 * How many entries must be read to know what the page holds and whether another follows.
 * @param given most tasks that the results can hold
 */
export function entriesNeeded({ limit, given }: { readonly limit: number; readonly given: number }): number {
  return limit === 0 ? 1 : limit + given + 1;
}

/** @param entries the first `entriesNeeded` changes after `position`, or fewer when there are no more */
export function cutPage(entries: readonly FeedEntry[], { position, limit, given }: PageWanted): FeedPage {
  if (limit === 0) return { changes: [], position, hasMore: entries.length > 0 };
  const fresh = entries.filter((entry) => !given.has(entry.task.id));
  const next = fresh[limit];
  // Entries are in order, so all those before the first one left over are on the page or were given.
  const passed = next === undefined ? entries : entries.filter((entry) => entry.position < next.position);
  return {
    changes: fresh.slice(0, limit).map((entry) => entry.task),
    position: passed.at(-1)?.position ?? position,
    hasMore: next !== undefined,
  };
}
