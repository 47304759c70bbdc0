/** Lets whole suites run on PostgreSQL: a database for each tracker, and writes counted where the tracker sends them. */
import { Client } from 'pg';
import { ask, borrowDatabase, returnDatabase } from './postgres';
import type { Place } from './running-tracker';

/** Statements of this process that write, to any database; a test compares it before and after. */
let written = 0;

/** Counts at the driver, since PostgreSQL has no number that changes with commits and with nothing else. */
export function countWrites(): void {
  const { query } = Client.prototype as { query: (...given: unknown[]) => unknown };
  Object.assign(Client.prototype, {
    query(this: Client, ...given: unknown[]) {
      if (/^\s*(insert|update|delete)\b/i.test(String(given[0]))) written += 1;
      return query.apply(this, given);
    },
  });
}

export async function newPostgresPlace(): Promise<Place> {
  const databaseUrl = await borrowDatabase();
  const sqliteOnly = (): never => {
    throw new Error('Only a SQLite file has this: use query, or keep the test off PostgreSQL.');
  };
  return {
    databaseUrl,
    get file() {
      return sqliteOnly();
    },
    get observer() {
      return sqliteOnly();
    },
    writes: () => written,
    query: (statement) => ask(databaseUrl, statement),
    remove: () => Promise.resolve(returnDatabase(databaseUrl)),
  };
}
