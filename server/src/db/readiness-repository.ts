/** The SQL that tells whether this database can be worked with right now. */
import type { Kysely } from 'kysely';
import { MIGRATIONS } from './migrations';
import type { Database } from './tables';

interface WithMigrations {
  readonly kysely_migration: { readonly name: string };
}

/** Whether the tables are those that this program knows: neither older nor newer. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  const rows = await (db as unknown as Kysely<WithMigrations>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const made = rows.map(({ name }) => name).sort();
  const known = Object.keys(MIGRATIONS).sort();
  return made.length === known.length && made.every((name, index) => name === known[index]);
}

/** Takes the lock of a writer and changes nothing. @throws the database's error when it is read-only, locked or gone */
export async function tryToWrite(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute((transaction) =>
    transaction
      .updateTable('change_feed')
      .set((feed) => ({ last_change: feed.ref('last_change') }))
      .where('workspace', '=', '')
      .execute(),
  );
}
