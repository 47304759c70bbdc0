/** Copies the database of a tracker that may be running, and looks at the copy before it is called one. */
import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { tellOf } from '../db/database-trouble';
import { StartError } from '../errors';
import { requireWholeTracker, settle } from './sqlite-file';

/** All pages in one step: the copy is of one moment, and a tracker that writes all the time cannot make it begin again for ever. */
const ALL_PAGES = 0x7fffffff;

/**
 * @param target must not exist
 * @throws StartError
 */
export async function backUpSqlite(source: string, target: string): Promise<void> {
  if (!existsSync(source))
    throw new StartError(
      'bad_file',
      `There is no database ${source}. Set DATABASE_URL as the tracker has it.`,
    );
  claim(target);
  const unfinished = `${target}.unfinished`;
  try {
    await copy(source, unfinished);
    requireWholeTracker(unfinished);
    settle(unfinished);
    renameSync(unfinished, target);
    settle(target);
  } catch (error) {
    for (const file of [unfinished, target]) rmSync(file, { force: true });
    throw error instanceof StartError ? error : cannotCopy(source, error);
  }
}

function cannotCopy(source: string, cause: unknown): StartError {
  return new StartError(
    'bad_file',
    `${source} could not be copied (${tellOf(cause).code}). Look at it with: npm run tracker -- check. No backup was made.`,
    { cause },
  );
}

/** Takes the name before the work, readable by its owner alone: it holds personal data and secrets. */
function claim(target: string): void {
  try {
    closeSync(openSync(target, 'wx', 0o600));
    closeSync(openSync(`${target}.unfinished`, 'w', 0o600));
  } catch (cause) {
    throw new StartError(
      'bad_file',
      tellOf(cause).code === 'EEXIST'
        ? `${target} is there already, and a backup replaces nothing. Give another name.`
        : `${target} cannot be written. Give a path in a folder that is there and may be written to.`,
      { cause },
    );
  }
}

async function copy(source: string, target: string): Promise<void> {
  const database = new BetterSqlite3(source, { timeout: 5_000 });
  try {
    await database.backup(target, { progress: () => ALL_PAGES });
  } finally {
    database.close();
  }
  // A file on its own, without a log beside it.
  const copied = new BetterSqlite3(target);
  copied.pragma('journal_mode = delete');
  copied.close();
}
