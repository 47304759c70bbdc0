/** The use cases of workspaces. Nothing reaches from one into another, so only the command line makes them. */
import type { Kysely } from 'kysely';
import { createChangeFeed } from '../../db/change-feed-repository';
import type { Store } from '../../db/store';
import type { Database } from '../../db/tables';
import { recordAudit } from '../../audit/repository';
import { ProblemError } from '../../errors';
import { commandAuthor } from '../access';
import { findWorkspace, saveWorkspace } from './repository';

/** Days; a year, until somebody sets another. */
const RETENTION_DAYS = 365;
const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** @throws ProblemError invalid_request or conflict */
export async function createWorkspace(
  { db }: Pick<Store, 'db'>,
  { id, name }: { readonly id: string; readonly name: string },
  now: Date,
): Promise<void> {
  if (!ID.test(id))
    throw new ProblemError(
      'invalid_request',
      'The id of a workspace is 1 to 40 small letters, digits and hyphens, such as sales-north.',
    );
  await db.transaction().execute(async (transaction) => {
    if ((await findWorkspace(transaction, id)) !== undefined)
      throw new ProblemError('conflict', 'There is a workspace with this id already. Choose another id.');
    const created_at = now.toISOString();
    await saveWorkspace(transaction, { id, name, created_at, retention_days: RETENTION_DAYS });
    await createChangeFeed(transaction, id);
    await recordAudit(transaction, commandAuthor(id), 'workspace.created', id, now);
  });
}

/** @throws ProblemError unknown_object */
export async function requireWorkspace(db: Kysely<Database>, id: string): Promise<void> {
  if ((await findWorkspace(db, id)) !== undefined) return;
  throw new ProblemError(
    'unknown_object',
    'There is no such workspace. See: npm run tracker -- workspaces list.',
  );
}
