/** What backup and restore do with a SQLite file as a file: look whether it is a whole tracker database, and write it down for good. */
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { MIGRATIONS } from '../db/migrations';
import { readDatabaseAddress } from '../db/database-address';
import { StartError } from '../errors';

/** @throws StartError when it is no file of a tracker, is damaged, or comes from a newer version of the program */
export function requireWholeTracker(file: string): void {
  if (!existsSync(file))
    throw new StartError('bad_file', `There is no file ${file}. Give the path of a backup.`);
  const problem = problemOf(file);
  if (problem !== null) throw new StartError('bad_file', `${file} ${problem} Nothing was changed.`);
}

function problemOf(file: string): string | null {
  const database = new BetterSqlite3(file, { readonly: true });
  try {
    const said = database.pragma('integrity_check(1)', { simple: true });
    if (said !== 'ok') return 'is damaged: its integrity check fails. Take another backup.';
    const strays = database.pragma('foreign_key_check') as unknown[];
    if (strays.length > 0) return 'is damaged: rows refer to others that are missing. Take another backup.';
    return migrationProblem(database);
  } catch {
    return 'is no database that can be read. Take another file.';
  } finally {
    database.close();
  }
}

function migrationProblem(database: BetterSqlite3.Database): string | null {
  const tables = database.prepare(`select name from sqlite_master where name = 'kysely_migration'`).all();
  if (tables.length === 0) return 'is a database, but not one of a tracker.';
  const done = database.prepare<[], { name: string }>('select name from kysely_migration').all();
  const isKnown = done.every(({ name }) => name in MIGRATIONS);
  return isKnown ? null : 'comes from a newer version of the tracker. Update this program first.';
}

/** @returns the path of the tracker's own file. @throws StartError for PostgreSQL, with what to do there, and for memory */
export function sqlitePathOf(databaseUrl: string, onPostgres: string): string {
  const address = readDatabaseAddress(databaseUrl);
  if (address.kind === 'postgres') throw new StartError('bad_setting', onPostgres);
  if (address.path !== ':memory:') return address.path;
  throw new StartError(
    'bad_setting',
    'DATABASE_URL names a database in memory, which ends with its tracker.',
  );
}

/** Survives a power cut from here on. */
export function settle(file: string): void {
  for (const path of [file, dirname(file)]) {
    const handle = openSync(path, 'r');
    fsyncSync(handle);
    closeSync(handle);
  }
}
