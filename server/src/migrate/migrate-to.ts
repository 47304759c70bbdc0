/**
 * Moves a tracker from a SQLite file to PostgreSQL, also while it runs. A crash at any step leaves one place that can be used:
 * before the target's commit it is unchanged and the source goes on; between that and the source's mark no tracker starts on the
 * target, and the next attempt copies anew; after the mark the next attempt only confirms.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import type { PostgresAddress, SqliteAddress } from '../db/database-address';
import { databaseTrouble, tellOf } from '../db/database-trouble';
import { readMovedTo } from '../db/move-barrier';
import { openSqlite } from '../db/open-sqlite';
import { StartError } from '../errors';
import { TakenSource } from './source';
import { Target } from './target';

export interface Move {
  readonly source: SqliteAddress;
  readonly target: PostgresAddress;
  /** Told how far the copy has come. */
  readonly progress: (copied: { readonly table: string; readonly rows: number; readonly of: number }) => void;
}

/** Rows of each table. */
export type Moved = ReadonlyMap<string, number>;

/** @returns null when an earlier attempt had moved everything and only its end was missing. @throws StartError when nothing was moved */
export async function migrateTo(move: Move): Promise<Moved | null> {
  refuseMissingFile(move.source);
  try {
    return await Target.use(move.target, (target) => moveTo(target, move));
  } catch (error) {
    throw asStartError(error);
  }
}

async function moveTo(target: Target, move: Move): Promise<Moved | null> {
  const { path } = move.source;
  if (await isOnlyUnconfirmed(path, target)) {
    await target.confirm();
    return null;
  }
  // Its own migrations come first, because the tables on both sides must be the same; and a file that has moved is refused.
  const { db } = await openSqlite(path);
  await db.destroy();
  return copyAll(move, target);
}

async function copyAll(
  { source: { path }, target: { name }, progress }: Move,
  target: Target,
): Promise<Moved> {
  const source = new TakenSource(path);
  let moved = false;
  try {
    await target.takeEmpty(source.tables);
    for (const table of source.tables) {
      const report = (rows: number) => progress({ table: table.name, rows, of: table.rows });
      const read = await target.copy(table, source.rowsOf(table), report);
      const written = await target.checksumOf(table);
      if (String(read) !== String(written)) throw new Error(`the copy of ${table.name} differs`);
    }
    const to = { move: randomUUID(), place: name };
    moved = await source.finish(to, () => target.commit(to.move));
    if (!moved) throw new Error('the tracker was written to during the copy');
    await target.confirm();
    return new Map(source.tables.map((table) => [table.name, table.rows]));
  } finally {
    source.close(moved);
  }
}

/** Both sides were committed, and the process ended before the target was told so. */
async function isOnlyUnconfirmed(path: string, target: Target): Promise<boolean> {
  const connection = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
  try {
    const to = readMovedTo(connection);
    return to !== null && to.move === (await target.unfinishedMove());
  } finally {
    connection.close();
  }
}

function refuseMissingFile({ path }: SqliteAddress): void {
  if (existsSync(path)) return;
  throw new StartError(
    'bad_setting',
    `There is no file ${path}. DATABASE_URL must name the SQLite tracker that is to be moved.`,
  );
}

function asStartError(error: unknown): StartError {
  if (error instanceof StartError) return error;
  return new StartError(
    'cannot_open_database',
    `The tracker was not moved (${reasonOf(error)}). It goes on where it is. Try again.`,
    { cause: error },
  );
}

/** PostgreSQL's own messages can quote what is in a row. */
function reasonOf(error: unknown): string {
  const { code, message } = tellOf(error);
  const isQuoting = /^[0-9A-Z]{5}$/.test(code) && databaseTrouble(error) === null;
  return isQuoting ? `PostgreSQL refuses it with ${code}` : message || code || 'unknown reason';
}
