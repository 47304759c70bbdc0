/** `restore`: puts a backup in the place of the tracker's database; `new-epoch`: what is left to do after PostgreSQL's own restore. */
import { Command } from 'commander';
import { beginNewEpochs } from '../backup/new-epoch';
import { restoreSqlite } from '../backup/restore-sqlite';
import { sqlitePathOf } from '../backup/sqlite-file';
import { readConfig } from '../config';
import { say, withDatabase, type CommandIo } from './command';

const ON_POSTGRES =
  'PostgreSQL has its own restore. Stop every tracker, then: pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" tracker.dump, then: npm run tracker -- new-epoch, and start the trackers.';
const AFTERWARDS = [
  'Every sheet and window reads everything again. Everybody signs in again.',
  'Keys that were revoked since the backup was made work again: see keys list. Leads erased since then are there again: erase them again.',
];

export function restoreCommand(io: CommandIo): Command {
  return new Command('restore')
    .description('replace the database by a backup; the tracker must not be running')
    .argument('<file>', 'a backup')
    .action(async (file: string) => {
      const target = sqlitePathOf(readConfig(io.environment).databaseUrl, ON_POSTGRES);
      const { kept } = await restoreSqlite(file, target, new Date());
      say(io, `Restored ${target}.`, ...AFTERWARDS);
      if (kept !== null) say(io, `What was there before is kept as ${kept}.`);
    });
}

export function newEpochCommand(io: CommandIo): Command {
  return new Command('new-epoch')
    .description('after a restore by the database itself: make every sheet and window read everything again')
    .action(async () => {
      const workspaces = await withDatabase(io, (db) => beginNewEpochs(db, new Date()));
      say(io, `A new epoch has begun in ${workspaces} workspaces.`, ...AFTERWARDS);
    });
}
