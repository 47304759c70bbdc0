/** Puts a backup in the place of a tracker's database, and keeps what was there. */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { tellOf } from '../db/database-trouble';
import { openSqlite } from '../db/open-sqlite';
import { StartError } from '../errors';
import { beginNewEpochs } from './new-epoch';
import { requireWholeTracker, settle } from './sqlite-file';

export interface Restored {
  /** Where the replaced database is; null when there was none. */
  readonly kept: string | null;
}

/** @throws StartError; then the tracker's database is as it was */
export async function restoreSqlite(backup: string, target: string, now: Date): Promise<Restored> {
  requireWholeTracker(backup);
  const next = `${target}.restoring`;
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(next + suffix, { force: true });
  try {
    await prepare(backup, next, now);
    return { kept: replace(target, next, now) };
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(
      'bad_file',
      `${target} could not be replaced (${tellOf(cause).code}). Check the folder and the room on the disk; the database is as it was.`,
      { cause },
    );
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(next + suffix, { force: true });
  }
}

/** Brings the copy up to date before it is anybody's database. */
async function prepare(backup: string, next: string, now: Date): Promise<void> {
  copyFileSync(backup, next, constants.COPYFILE_EXCL);
  const { db } = await openSqlite(next);
  await beginNewEpochs(db, now);
  await db.destroy();
  const alone = new BetterSqlite3(next);
  alone.pragma('journal_mode = delete');
  alone.close();
  settle(next);
}

function replace(target: string, next: string, now: Date): string | null {
  if (!existsSync(target)) {
    renameSync(next, target);
    settle(target);
    return null;
  }
  const kept = `${target}.before-restore-${now.toISOString().replace(/[:.]/g, '-')}`;
  const held = holdAlone(target);
  try {
    // First a second name, then the replacement in one step: at no moment is there no database.
    keep(target, kept);
    for (const suffix of ['-wal', '-shm'])
      if (existsSync(target + suffix)) renameSync(target + suffix, kept + suffix);
    renameSync(next, target);
  } finally {
    held?.close();
  }
  settle(target);
  return kept;
}

/**
 * Whoever has the file open, however idle, keeps this from happening. A file that is no database any more is nobody's.
 * @throws StartError in_use
 */
function holdAlone(target: string): BetterSqlite3.Database | null {
  // Opening it would throw away the log beside it.
  if (!beginsAsSqlite(target)) return null;
  const database = new BetterSqlite3(target, { timeout: 500 });
  try {
    // Writes the log back, and only works for whoever is alone.
    database.pragma('journal_mode = delete');
    database.exec('begin exclusive');
    return database;
  } catch (cause) {
    database.close();
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(tellOf(cause).code)) return null;
    throw new StartError(
      'in_use',
      `A tracker, or another program, has ${target} open. Stop it and try again; nothing was changed.`,
      { cause },
    );
  }
}

function beginsAsSqlite(file: string): boolean {
  const handle = openSync(file, 'r');
  const start = Buffer.alloc(16);
  readSync(handle, start);
  closeSync(handle);
  return start.toString('latin1') === 'SQLite format 3\0';
}

/** Not every file system has second names. */
function keep(target: string, kept: string): void {
  try {
    linkSync(target, kept);
  } catch {
    copyFileSync(target, kept, constants.COPYFILE_EXCL);
  }
}
