/** The database as use cases see it: reads, and writes that are one transaction, alone in their workspace, and announced. */
import type { Kysely } from 'kysely';
import type { Author } from '../access/access';
import type { ChangeBus } from '../live/change-bus';
import { lockWorkspace } from './change-feed-repository';
import { mayBeRepeated } from './database-trouble';
import { groupCommitOf, type Committed } from './group-commit';
import type { Work } from './shared-transaction';
import type { Database } from './tables';
import { takeTurns } from './take-turns';

/** How often a transaction is made when the database keeps undoing it. */
const ATTEMPTS = 4;

export interface Store {
  readonly db: Kysely<Database>;
  readonly bus: ChangeBus;
}

/**
 * All or nothing; listeners hear of it after the commit.
 * @param work may be called again after the database has undone what it did, so it must leave no other traces; and it awaits nothing
 * but its transaction, since others share it
 */
export async function write<T>(
  { db, bus }: Store,
  { workspace }: Pick<Author, 'workspace'>,
  work: Work<T>,
): Promise<T> {
  const { result, isToBeAnnounced } = await commit({ db, bus }, workspace, work);
  if (isToBeAnnounced) bus.announce(workspace);
  return result;
}

/** SQLite has one writer at a time for all workspaces, so writers may as well share the commit. */
async function commit<T>({ db, bus }: Store, workspace: string, work: Work<T>): Promise<Committed<T>> {
  const group = groupCommitOf(db);
  if (group !== undefined) return group.write({ bus, workspace }, work);
  const result = await takeTurns(db, workspace, () => writeToPostgres(db, workspace, work));
  return { result, isToBeAnnounced: true };
}

/** Read committed, whatever the server's default: what follows the lock must see what its last holder committed. */
async function writeToPostgres<T>(db: Kysely<Database>, workspace: string, work: Work<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const transaction = db.transaction().setIsolationLevel('read committed');
      return await transaction.execute(async (begun) => {
        await lockWorkspace(begun, workspace);
        return work(begun);
      });
    } catch (error) {
      if (attempt === ATTEMPTS || !mayBeRepeated(error)) throw error;
    }
  }
}

/** Several reads that see one state. It takes no write lock from the others. */
export function readTogether<T>({ db }: Pick<Store, 'db'>, work: Work<T>): Promise<T> {
  return db.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(work);
}
