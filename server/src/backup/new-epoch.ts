/** Tells every reader of the feed that this database has gone back in time: their cursors are of another one. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { commandAuthor } from '../access/access';
import { recordAudit } from '../audit/repository';
import type { Database } from '../db/tables';
import { endSessions, listFeeds, saveEpoch } from './epoch-repository';

/**
 * Cursors from before answer 410 and their holders read everything again. Sessions and sign-in links end too: some of those in a
 * backup may have been ended since.
 * @returns how many workspaces there are
 */
export async function beginNewEpochs(db: Kysely<Database>, now: Date): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const workspaces = await listFeeds(transaction);
    for (const workspace of workspaces) {
      await saveEpoch(transaction, workspace, randomUUID());
      await recordAudit(transaction, commandAuthor(workspace), 'database.restored', workspace, now);
    }
    await endSessions(transaction);
    return workspaces.length;
  });
}
