/** The SQL of a new epoch. */
import type { Kysely } from 'kysely';
import type { Database } from '../db/tables';

export async function listFeeds(db: Kysely<Database>): Promise<string[]> {
  const rows = await db.selectFrom('change_feed').select('workspace').orderBy('workspace').execute();
  return rows.map(({ workspace }) => workspace);
}

export async function saveEpoch(db: Kysely<Database>, workspace: string, epoch: string): Promise<void> {
  await db.updateTable('change_feed').set({ epoch }).where('workspace', '=', workspace).execute();
}

export async function endSessions(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('sessions').execute();
  await db.deleteFrom('sign_in_links').execute();
}
