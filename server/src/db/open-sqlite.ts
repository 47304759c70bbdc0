/** Opens a SQLite file, or a database in memory, and sets it up for keeping what it has answered. */
import BetterSqlite3 from 'better-sqlite3';
import { Kysely } from 'kysely';
import { StartError } from '../errors';
import { migrateToLatest } from './migrate';
import { readMovedTo } from './move-barrier';
import {
  rememberConnections,
  SqliteConnection,
  type SqliteConnections,
  type SqliteReaders,
} from './sqlite-connections';
import { ImmediateSqliteDialect } from './sqlite-dialect';
import type { Database } from './tables';

/** 16 MB of log before it is moved into the file: pages that many writes have changed are moved once, and fewer requests wait for it. */
const CHECKPOINT_PAGES = 4_000;
/** How long a writer waits for another process that holds the lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

export interface OpenSqlite {
  readonly db: Kysely<Database>;
  /** The connection below; `db` closes it. */
  readonly connection: BetterSqlite3.Database;
  readonly inMemory: boolean;
}

/** @param path of a file, or `:memory:` */
export async function openSqlite(path: string): Promise<OpenSqlite> {
  const connection = connect(path);
  const inMemory = path === ':memory:';
  const connections: SqliteConnections = { writer: new SqliteConnection(connection), readers: null };
  const db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect(connections) });
  try {
    await migrateToLatest(db);
    if (!inMemory) connections.readers = openReaders(path);
  } catch (cause) {
    await db.destroy();
    throw cannotOpen(path, cause);
  }
  rememberConnections(db, connections);
  return { db, connection, inMemory };
}

/** After the migrations, which make the file what it is. */
function openReaders(path: string): SqliteReaders {
  const latest = openReader(path);
  try {
    return { latest, snapshot: openReader(path) };
  } catch (cause) {
    latest.database.close();
    throw cause;
  }
}

function openReader(path: string): SqliteConnection {
  const connection = new BetterSqlite3(path, { timeout: BUSY_TIMEOUT_MS, readonly: true });
  addFunctions(connection);
  return new SqliteConnection(connection);
}

function connect(path: string): BetterSqlite3.Database {
  let connection: BetterSqlite3.Database | undefined;
  try {
    connection = new BetterSqlite3(path, { timeout: BUSY_TIMEOUT_MS });
    refuseMoved(path, connection);
    configure(connection);
    return connection;
  } catch (cause) {
    connection?.close();
    throw cannotOpen(path, cause);
  }
}

function configure(connection: BetterSqlite3.Database): void {
  connection.pragma('journal_mode = WAL');
  // A commit that was answered must survive a power cut: in WAL mode NORMAL does not promise that.
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  // What is erased or overwritten must not stay readable in the file's free space.
  connection.pragma('secure_delete = ON');
  addFunctions(connection);
}

function addFunctions(connection: BetterSqlite3.Database): void {
  // SQLite's own lower() knows ASCII only, and the search is for people's names.
  connection.function('lower', { deterministic: true }, lowerCase);
}

function refuseMoved(path: string, connection: BetterSqlite3.Database): void {
  const to = readMovedTo(connection);
  if (to === null) return;
  throw new StartError(
    'cannot_open_database',
    `The tracker in ${path} has moved to the PostgreSQL database ${to.place}. Set DATABASE_URL to that one; the file is only kept as it was.`,
  );
}

function lowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function cannotOpen(path: string, cause: unknown): StartError {
  if (cause instanceof StartError) return cause;
  const reason = cause instanceof Error ? cause.message : 'unknown reason';
  return new StartError(
    'cannot_open_database',
    `The database ${path} cannot be opened (${reason}). Check that DATABASE_URL names a writable place and a tracker database.`,
    { cause },
  );
}
