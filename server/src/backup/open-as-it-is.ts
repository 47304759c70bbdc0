/** Opens a database without bringing its tables up to date, to look at it. */
import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { readDatabaseAddress } from '../db/database-address';
import { openUnlimited } from '../db/open-postgres';
import type { Database } from '../db/tables';
import { StartError } from '../errors';

export interface OpenedAsItIs {
  readonly db: Kysely<Database>;
  /** Null for PostgreSQL. */
  readonly file: string | null;
}

/** @throws StartError when there is no such file */
export function openAsItIs(databaseUrl: string): OpenedAsItIs {
  const address = readDatabaseAddress(databaseUrl);
  if (address.kind === 'postgres') return { db: openUnlimited(address), file: null };
  if (!existsSync(address.path))
    throw new StartError(
      'cannot_open_database',
      `There is no database ${address.path}. Set DATABASE_URL as the tracker has it; the tracker makes the file when it starts.`,
    );
  const database = new BetterSqlite3(address.path, { readonly: true, timeout: 5_000 });
  return { db: new Kysely<Database>({ dialect: new SqliteDialect({ database }) }), file: address.path };
}
