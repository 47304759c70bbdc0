/** Removes what is older than its workspace keeps, in small batches, so that nobody's change waits for it. */
import { setImmediate as breathe } from 'node:timers/promises';
import { isPostgres } from '../db/is-postgres';
import { write, type Store } from '../db/store';
import { emptyWriteAheadLog } from '../leads/lead-repository';
import { KEPT_DAYS } from '../tasks/answer-once';
import {
  deleteAnswers,
  deleteAudit,
  deleteDeliveries,
  deleteExpired,
  deleteHistory,
  deleteTombstones,
  findRetention,
  HISTORY_START,
  listWorkspaceIds,
  type HistoryPlace,
} from './retention-repository';

/** Rows that one transaction looks at: a few milliseconds. */
const BATCH = 200;
const DAY_MS = 86_400_000;

export interface Purged {
  readonly tasks: number;
  readonly history: number;
  readonly audit: number;
  readonly deliveries: number;
  /** Sessions, sign-in links and answers kept for repeats. */
  readonly expired: number;
}

const NOTHING: Purged = { tasks: 0, history: 0, audit: 0, deliveries: 0, expired: 0 };

/**
 * All workspaces, one after the other.
 * @param isStopped asked between batches; what is left then stays for the next time
 */
export async function purge(store: Store, now: Date, isStopped = () => false): Promise<Purged> {
  let purged = NOTHING;
  for (const workspace of await listWorkspaceIds(store.db))
    purged = sum(purged, await purgeWorkspace({ store, workspace, now, isStopped }));
  if (!isPostgres(store.db)) await emptyWriteAheadLog(store.db);
  return purged;
}

interface Purging {
  readonly store: Store;
  readonly workspace: string;
  readonly now: Date;
  readonly isStopped: () => boolean;
}

async function purgeWorkspace(purging: Purging): Promise<Purged> {
  const { store, workspace, now } = purging;
  const expired = await purgeExpired(purging);
  const days = await findRetention(store.db, workspace);
  if (days === null) return { ...NOTHING, expired };
  const before = daysBefore(now, days);
  return {
    tasks: await inBatches(purging, before, deleteTombstones),
    history: await purgeHistory(purging, before),
    audit: await inBatches(purging, before, deleteAudit),
    deliveries: await inBatches(purging, before, deleteDeliveries),
    expired,
  };
}

async function purgeExpired({ store, workspace, now }: Purging): Promise<number> {
  return write(store, { workspace }, async (transaction) => {
    const sessions = await deleteExpired(transaction, workspace, now.toISOString());
    return sessions + (await deleteAnswers(transaction, workspace, daysBefore(now, KEPT_DAYS)));
  });
}

async function purgeHistory({ store, workspace, isStopped }: Purging, before: string): Promise<number> {
  let deleted = 0;
  let place: HistoryPlace | null = HISTORY_START;
  while (place !== null && !isStopped()) {
    const after: HistoryPlace = place;
    const step = await write(store, { workspace }, (transaction) =>
      deleteHistory(transaction, workspace, before, after, BATCH),
    );
    deleted += step.deleted;
    place = step.next;
    await breathe();
  }
  return deleted;
}

async function inBatches(
  { store, workspace, isStopped }: Purging,
  before: string,
  remove: typeof deleteAudit,
): Promise<number> {
  let removed = 0;
  while (!isStopped()) {
    const count = await write(store, { workspace }, (transaction) =>
      remove(transaction, workspace, before, BATCH),
    );
    removed += count;
    if (count < BATCH) break;
    await breathe();
  }
  return removed;
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}

function sum(one: Purged, other: Purged): Purged {
  return {
    tasks: one.tasks + other.tasks,
    history: one.history + other.history,
    audit: one.audit + other.audit,
    deliveries: one.deliveries + other.deliveries,
    expired: one.expired + other.expired,
  };
}
