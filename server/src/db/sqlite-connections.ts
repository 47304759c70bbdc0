/** The connections to one SQLite database: one that writes, and for a file two more that only read, so that reading never waits for writing. */
import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely, Transaction } from 'kysely';
import { RowReader } from './row-reader';
import type { Database } from './tables';

/** Statement texts differ in the length of their lists; beyond this many the oldest is dropped. */
const KEPT_STATEMENTS = 200;

export type Statement = BetterSqlite3.Statement<unknown[]>;

/** A connection that keeps its prepared statements. */
export class SqliteConnection {
  readonly #kept = new Map<string, Statement>();
  readonly #reading = new Map<string, RowReader>();

  constructor(readonly database: BetterSqlite3.Database) {}

  prepare(sql: string): Statement {
    return keep(this.#kept, sql, () => this.database.prepare<unknown[]>(sql));
  }

  /** For a statement with rows that is run again and again. */
  prepareRows(sql: string): RowReader {
    return keep(this.#reading, sql, () => new RowReader(this.database.prepare<unknown[]>(sql)));
  }
}

function keep<T>(kept: Map<string, T>, sql: string, make: () => T): T {
  const known = kept.get(sql);
  if (known !== undefined) return known;
  const made = make();
  kept.set(sql, made);
  if (kept.size > KEPT_STATEMENTS) kept.delete([...kept.keys()][0] ?? sql);
  return made;
}

export interface SqliteConnections {
  readonly writer: SqliteConnection;
  /** Null while the tables are being made, and for a database in memory, which no second connection can see. */
  readers: SqliteReaders | null;
}

export interface SqliteReaders {
  /** Never in a transaction, so that it always sees the last commit, and with it whatever was answered. */
  readonly latest: SqliteConnection;
  /** For reads that must see one state together. */
  readonly snapshot: SqliteConnection;
}

const known = new WeakMap<object, SqliteConnections>();

export function rememberConnections(db: Kysely<Database>, connections: SqliteConnections): void {
  known.set(db, connections);
}

/** @returns undefined for PostgreSQL */
export function connectionsOf(db: Kysely<Database>): SqliteConnections | undefined {
  return known.get(db);
}

const inTransaction = new WeakMap<object, SqliteConnection>();

/** For prepared queries: where they run while this transaction lasts. @returns what to call at its end */
export function rememberTransaction(
  transaction: Transaction<Database>,
  connection: SqliteConnection,
): () => void {
  inTransaction.set(transaction, connection);
  return () => inTransaction.delete(transaction);
}

/**
 * Where a prepared query runs without Kysely: in the shared transaction, or, when it only reads, on the connection that always sees
 * the last commit.
 * @returns undefined where it must go through Kysely: in other transactions, in memory, on PostgreSQL
 */
export function sqliteFor(db: Kysely<Database>, isRead: boolean): SqliteConnection | undefined {
  return inTransaction.get(db) ?? (isRead ? known.get(db)?.readers?.latest : undefined);
}

/**
 * @returns a number that is another one after every commit to the file by any other connection, of this process too; undefined for
 * PostgreSQL and for a database in memory
 */
export function lastCommitSeen(db: Kysely<Database>): number | undefined {
  const reader = known.get(db)?.readers?.latest;
  if (reader === undefined) return undefined;
  return (reader.prepare('pragma data_version').get() as { data_version: number }).data_version;
}

/** Readers first: the last one to close must be able to write the log back into the file. */
export function closeConnections({ writer, readers }: SqliteConnections): void {
  readers?.latest.database.close();
  readers?.snapshot.database.close();
  writer.database.close();
}
