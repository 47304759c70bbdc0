/** Reads what a window that stands at a cursor has not seen yet. */
import type { Transaction } from 'kysely';
import type { Card } from '../board/card';
import { loadCards } from '../board/service';
import { readChangeFeed } from '../db/change-feed-repository';
import { readTogether, type Store } from '../db/store';
import type { ChangeFeedTable, Database } from '../db/tables';
import { ProblemError } from '../errors';
import { encodeCursor, readCursor, type Cursor } from '../sync/cursor';
import { readChangedTasks } from './events-repository';

export interface LiveCard extends Card {
  readonly deleted: boolean;
}

export interface LivePage {
  /** `reset`: what came since the cursor cannot be told one by one; read everything again. */
  readonly kind: 'changes' | 'reset';
  readonly cards: readonly LiveCard[];
  /** Where whoever has taken this in stands. */
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** Cards in one event. */
const PAGE = 100;
/** Reading everything again is cheaper than more changes than these, one by one. */
const MOST_BEHIND = 2_000;

/** @param sent null for the present end of the feed */
export function readLive(store: Store, workspace: string, sent: string | null): Promise<LivePage> {
  return readTogether(store, async (transaction) => {
    const feed = await readChangeFeed(transaction, workspace);
    if (sent === null) return { kind: 'changes', cards: [], cursor: endOf(feed), hasMore: false };
    const cursor = knownCursor(sent, feed);
    if (cursor === null || feed.last_change - cursor.position > MOST_BEHIND)
      return { kind: 'reset', cards: [], cursor: endOf(feed), hasMore: false };
    return readAfter(transaction, workspace, cursor);
  });
}

async function readAfter(
  transaction: Transaction<Database>,
  workspace: string,
  { epoch, position }: Cursor,
): Promise<LivePage> {
  const changed = await readChangedTasks(transaction, workspace, position, PAGE + 1);
  const shown = changed.slice(0, PAGE);
  const tasks = shown.map(({ task }) => task);
  const deleted = new Set(tasks.filter((task) => task.deleted_at !== null).map((task) => task.id));
  const cards = await loadCards(transaction, workspace, tasks);
  return {
    kind: 'changes',
    cards: cards.map((card) => ({ ...card, deleted: deleted.has(card.id) })),
    cursor: encodeCursor({ epoch, position: shown.at(-1)?.position ?? position, full: false }),
    hasMore: changed.length > shown.length,
  };
}

function endOf({ epoch, last_change }: ChangeFeedTable): string {
  return encodeCursor({ epoch, position: last_change, full: false });
}

/** @returns null for a cursor that cannot be followed any more */
function knownCursor(sent: string, feed: ChangeFeedTable): Cursor | null {
  try {
    return readCursor(sent, feed);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'cursor_gone') return null;
    throw error;
  }
}
