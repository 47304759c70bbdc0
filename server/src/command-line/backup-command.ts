/** `backup`: copies the database of a tracker, also while it runs. */
import { Command } from 'commander';
import { backUpSqlite } from '../backup/backup-sqlite';
import { sqlitePathOf } from '../backup/sqlite-file';
import { readConfig } from '../config';
import { say, type CommandIo } from './command';

const ON_POSTGRES =
  'PostgreSQL has its own backup, also while trackers run: pg_dump --format=custom --file=tracker.dump "$DATABASE_URL".';

export function backupCommand(io: CommandIo): Command {
  return new Command('backup')
    .description('copy the database to a file, also while the tracker runs')
    .argument('<file>', 'a name that is not taken yet')
    .action(async (file: string) => {
      const source = sqlitePathOf(readConfig(io.environment).databaseUrl, ON_POSTGRES);
      await backUpSqlite(source, file);
      say(io, `Copied and checked: ${file}. It holds personal data and webhook secrets; keep it safe.`);
    });
}
