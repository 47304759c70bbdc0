/** The database as use cases see it: reads, and writes that are one transaction, alone in their workspace, and announced. */
import type { Kysely, Transaction } from 'kysely';
import type { Author } from '../access/access';
import type { ChangeBus } from '../live/change-bus';
import { lockWorkspace } from './change-feed-repository';
import type { Database } from './tables';

export interface Store {
  readonly db: Kysely<Database>;
  readonly bus: ChangeBus;
}

/** All or nothing; listeners hear of it after the commit. */
export async function write<T>(
  { db, bus }: Store,
  { workspace }: Pick<Author, 'workspace'>,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  const result = await db.transaction().execute(async (transaction) => {
    await lockWorkspace(transaction, workspace);
    return work(transaction);
  });
  bus.announce(workspace);
  return result;
}

/** Several reads that see one state. It takes no write lock from the others. */
export function readTogether<T>(
  { db }: Pick<Store, 'db'>,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(work);
}
