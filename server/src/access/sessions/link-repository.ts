/** The SQL of one-time sign-in links. */
import type { Kysely } from 'kysely';
import type { Database, SignInLinkTable } from '../../db/tables';

/** Stores a link, and forgets those of the workspace that have expired. */
export async function saveLink(db: Kysely<Database>, link: SignInLinkTable): Promise<void> {
  await db
    .deleteFrom('sign_in_links')
    .where('workspace', '=', link.workspace)
    .where('expires_at', '<', link.created_at)
    .execute();
  await db.insertInto('sign_in_links').values(link).execute();
}

/** One statement decides who has it: of many that come at once, one gets the link and the others nothing. */
export async function useLink(
  db: Kysely<Database>,
  hash: string,
  now: Date,
): Promise<SignInLinkTable | undefined> {
  const at = now.toISOString();
  return db
    .updateTable('sign_in_links')
    .set({ used_at: at })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returningAll()
    .executeTakeFirst();
}
