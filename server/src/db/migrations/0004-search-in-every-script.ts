/** PostgreSQL only: titles and notes are compared by ICU, as JavaScript does, so that the search finds any case of any script whatever locale the database was made with. */
import { sql, type Kysely, type Migration } from 'kysely';
import { isPostgres } from '../is-postgres';
import type { Database } from '../tables';

/** The first that the server has; a server without any keeps what its database was made with. */
const COLLATIONS = ['und-x-icu', 'pg_c_utf8'];

export const searchInEveryScript: Migration = {
  async up(db: Kysely<Database>) {
    // SQLite's lower() is replaced when a file is opened.
    if (!isPostgres(db)) return;
    const { rows } = await sql<{ collname: string }>`select collname from pg_collation`.execute(db);
    const collation = COLLATIONS.find((name) => rows.some(({ collname }) => collname === name));
    if (collation === undefined) return;
    for (const column of ['title', 'notes'])
      await sql`alter table tasks alter column ${sql.ref(column)} type text collate ${sql.ref(collation)}`.execute(
        db,
      );
  },
};
