/** The SQL of the board's flow, all of it answered from the history's index of status changes. */
import { sql, type Kysely } from 'kysely';
import type { TaskStatus } from '../contract';
import type { Database } from '../db/tables';

export interface DayOfMoves {
  /** YYYY-MM-DD, in UTC. */
  readonly date: string;
  readonly status: TaskStatus;
  /** Null: the task was made. */
  readonly left_status: TaskStatus | null;
  readonly moves: number;
}

/** One time a task was in a status and left it. */
export interface Stay {
  readonly status: TaskStatus;
  readonly entered_at: string;
  readonly left_at: string;
}

/** @param since RFC 3339 */
export async function countMoves(
  db: Kysely<Database>,
  workspace: string,
  since: string,
): Promise<DayOfMoves[]> {
  const date = sql<string>`substr(at, 1, 10)`;
  const rows = await db
    .selectFrom('task_history')
    .select([date.as('date'), 'status', 'left_status', (row) => row.fn.countAll<number>().as('moves')])
    .where('workspace', '=', workspace)
    .where('at', '>=', since)
    .where('status', 'is not', null)
    .groupBy([date, 'status', 'left_status'])
    .$narrowType<{ status: TaskStatus }>()
    .execute();
  return rows;
}

/** @returns the last stays that ended since then, at most `limit`; the entry that began each is found by the history's key */
export async function lastStays(
  db: Kysely<Database>,
  workspace: string,
  since: string,
  limit: number,
): Promise<Stay[]> {
  const rows = await db
    .selectFrom('task_history as left')
    .select(['left.left_status as status', 'left.at as left_at'])
    .select((left) =>
      left
        .selectFrom('task_history as entered')
        .select('entered.at')
        .whereRef('entered.workspace', '=', 'left.workspace')
        .whereRef('entered.task_id', '=', 'left.task_id')
        .whereRef('entered.version', '<', 'left.version')
        .whereRef('entered.status', '=', 'left.left_status')
        .orderBy('entered.version', 'desc')
        .limit(1)
        .as('entered_at'),
    )
    .where('left.workspace', '=', workspace)
    .where('left.at', '>=', since)
    .where('left.status', 'is not', null)
    .where('left.left_status', 'is not', null)
    .orderBy('left.at', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ status, left_at, entered_at }) =>
    status === null || entered_at === null ? [] : { status, left_at, entered_at },
  );
}
