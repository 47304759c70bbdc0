/** The use cases of the board. All of them only read. */
import type { Transaction } from 'kysely';
import type { Author } from '../access/access';
import { TASK_STATUSES, type TaskStatus } from '../contract';
import { readTogether, type Store } from '../db/store';
import type { Database } from '../db/tables';
import { unknownTask } from '../errors';
import { decodePageToken, encodePageToken } from '../tasks/page-token';
import { findTask } from '../tasks/repository';
import type { StoredTask, TaskMaker } from '../tasks/stored-task';
import { toCards, type Card } from './card';
import { lastDays, toFlow, type Flow } from './flow';
import { countMoves, lastStays } from './flow-repository';
import { countByStatus, findLinksOf, listNewest, listSources } from './repository';
import type { CardsQuery, CountsQuery } from './schema';

export interface CardPage {
  readonly cards: readonly Card[];
  /** Token of the next page; null on the last. */
  readonly next: string | null;
}

export interface BoardDeps {
  readonly store: Store;
  readonly maker: Pick<TaskMaker, 'now'>;
}

export type BoardService = ReturnType<typeof createBoardService>;
type Workspace = Pick<Author, 'workspace'>;

const DEFAULT_PAGE = 100;
const DEFAULT_DAYS = 30;
/** Times in a status are worked out from so many of the last moves: enough for a median, and no burden at any size. */
const MEASURED_STAYS = 10_000;

export function createBoardService({ store, maker }: BoardDeps) {
  return {
    cards: ({ workspace }: Workspace, query: CardsQuery): Promise<CardPage> =>
      readTogether(store, (transaction) => readPage(transaction, workspace, query)),

    async card({ workspace }: Workspace, id: string): Promise<Card> {
      return readTogether(store, async (transaction) => {
        const task = await findTask(transaction, workspace, id);
        const live = task === undefined || task.deleted_at !== null ? [] : [task];
        const [card] = await loadCards(transaction, workspace, live);
        if (card === undefined) throw unknownTask();
        return card;
      });
    },

    async counts({ workspace }: Workspace, query: CountsQuery): Promise<Record<TaskStatus, number>> {
      const counted = await countByStatus(store.db, workspace, query);
      const counts = Object.fromEntries(TASK_STATUSES.map((status) => [status, 0]));
      for (const { status, tasks } of counted) counts[status] = tasks;
      return counts as Record<TaskStatus, number>;
    },

    sources: ({ workspace }: Workspace) => listSources(store.db, workspace),

    async flow({ workspace }: Workspace, days = DEFAULT_DAYS): Promise<Flow> {
      const dates = lastDays(maker.now(), days);
      const since = `${dates[0]}T00:00:00.000Z`;
      return readTogether(store, async (transaction) => {
        const moves = await countMoves(transaction, workspace, since);
        return toFlow(dates, moves, await lastStays(transaction, workspace, since, MEASURED_STAYS));
      });
    },
  };
}

/** @returns the cards of these tasks, in their order */
export async function loadCards(
  transaction: Transaction<Database>,
  workspace: string,
  tasks: readonly StoredTask[],
): Promise<Card[]> {
  const ids = tasks.map((task) => task.id);
  return toCards(tasks, await findLinksOf(transaction, workspace, ids));
}

async function readPage(
  transaction: Transaction<Database>,
  workspace: string,
  { page, limit = DEFAULT_PAGE, ...filter }: CardsQuery,
): Promise<CardPage> {
  const found = await listNewest(transaction, workspace, {
    ...filter,
    ...(page !== undefined && { before: decodePageToken(page) }),
    // One more than wanted tells whether another page follows.
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const tasks = shown.map(({ task }) => task);
  return {
    cards: await loadCards(transaction, workspace, tasks),
    next: last !== undefined && found.length > shown.length ? encodePageToken(last.createdSeq) : null,
  };
}
