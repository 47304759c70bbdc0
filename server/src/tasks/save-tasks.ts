/** The one place where tasks are written: with each change go its number in the feed, its history and what webhooks must hear. */
import type { Kysely } from 'kysely';
import type { Author } from '../access/access';
import { takeChangeNumbers } from '../db/change-feed-repository';
import type { Database } from '../db/tables';
import type { TaskChange } from '../history/history-entry';
import { saveHistory } from '../history/repository';
import { enqueueDeliveries } from '../webhooks/outbox-repository';
import { writeTasks } from './repository';

/** Call it once, as the last step of a transaction. */
export async function saveTasks(
  db: Kysely<Database>,
  author: Author,
  changes: readonly TaskChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const { workspace } = author;
  const first = await takeChangeNumbers(db, workspace, changes.length);
  await writeTasks(db, workspace, changes, first);
  await saveHistory(db, author, changes, first);
  await enqueueDeliveries(db, author, changes);
}
