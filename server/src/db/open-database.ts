/** Opens the database that a URL names and brings its tables up to date. */
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, Migrator, type MigrationProvider } from 'kysely';
import { StartError } from '../errors';
import { MIGRATIONS } from './migrations';
import { ImmediateSqliteDialect } from './sqlite-dialect';
import type { Database } from './tables';

/** How long a writer waits for another process that holds the lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * @param url `sqlite:///./relative.db`, `sqlite:////absolute.db` or `sqlite::memory:`
 * @throws StartError bad_setting, or cannot_open_database with the cause
 */
export async function openDatabase(url: string): Promise<Kysely<Database>> {
  const path = sqlitePath(url);
  const db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect(openSqlite(path)) });
  try {
    await migrateToLatest(db);
    return db;
  } catch (cause) {
    await db.destroy();
    throw cannotOpen(path, cause);
  }
}

/** The forms that SQLAlchemy made usual: three slashes and a relative path, four and an absolute one. */
function sqlitePath(url: string): string {
  if (url === 'sqlite::memory:') return ':memory:';
  const path = /^sqlite:\/\/\/(?<path>[^?#\0]+)$/.exec(url)?.groups?.['path'];
  if (path !== undefined) return path;
  throw new StartError(
    'bad_setting',
    'DATABASE_URL must look like sqlite:///./worktracker.db (four slashes before an absolute path) or sqlite::memory:.',
  );
}

function openSqlite(path: string): BetterSqlite3.Database {
  let database: BetterSqlite3.Database | undefined;
  try {
    database = new BetterSqlite3(path, { timeout: BUSY_TIMEOUT_MS });
    configure(database);
    return database;
  } catch (cause) {
    database?.close();
    throw cannotOpen(path, cause);
  }
}

function configure(database: BetterSqlite3.Database): void {
  database.pragma('journal_mode = WAL');
  // A commit that was answered must survive a power cut: in WAL mode NORMAL does not promise that.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // SQLite's own lower() knows ASCII only, and the search is for people's names.
  database.function('lower', { deterministic: true }, lowerCase);
}

function lowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

async function migrateToLatest(db: Kysely<Database>): Promise<void> {
  const provider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined)
    throw new Error(error instanceof Error ? error.message : 'the migrations failed', { cause: error });
}

function cannotOpen(path: string, cause: unknown): StartError {
  const reason = cause instanceof Error ? cause.message : 'unknown reason';
  return new StartError(
    'cannot_open_database',
    `The database ${path} cannot be opened (${reason}). Check that DATABASE_URL names a writable place and a tracker database.`,
    { cause },
  );
}
