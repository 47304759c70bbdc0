/** `migrate-to`: moves the tracker from its SQLite file to PostgreSQL, also while it runs. */
import { Command } from 'commander';
import { readConfig } from '../config';
import { readDatabaseAddress, type PostgresAddress, type SqliteAddress } from '../db/database-address';
import { StartError } from '../errors';
import { migrateTo, type Move } from '../migrate/migrate-to';
import { say, type CommandIo } from './command';

/** How many rows lie between two lines of progress. */
const ROWS_PER_LINE = 100_000;

export function migrateToCommand(io: CommandIo): Command {
  return new Command('migrate-to')
    .description('move the tracker from its SQLite file (DATABASE_URL) to PostgreSQL, also while it runs')
    .argument('<url>', 'postgres://user:password@host:5432/database, of an empty database')
    .action((url: string) => moveTracker(io, url));
}

async function moveTracker(io: CommandIo, url: string): Promise<void> {
  const source = sourceOf(readConfig(io.environment).databaseUrl);
  const target = targetOf(url);
  say(io, `Moving ${source.path} to ${target.name}. Until it is done, changes are answered with 503.`);
  const moved = await migrateTo({ source, target, progress: progressLines(io) });
  if (moved === null) say(io, 'It had all been moved before; the new database is released now.');
  else say(io, `Moved and compared: ${[...moved].map(([table, rows]) => `${table} ${rows}`).join(', ')}.`);
  say(io, `Start the tracker with the new DATABASE_URL. ${source.path} is only kept as it was.`);
}

function progressLines(io: CommandIo): Move['progress'] {
  let said = 0;
  let table = '';
  return (copied) => {
    if (copied.table !== table) said = 0;
    table = copied.table;
    if (copied.rows - said < ROWS_PER_LINE && copied.rows !== copied.of) return;
    said = copied.rows;
    say(io, `${copied.table}: ${copied.rows} of ${copied.of} rows`);
  };
}

function sourceOf(url: string): SqliteAddress {
  const address = readDatabaseAddress(url);
  if (address.kind === 'sqlite' && address.path !== ':memory:') return address;
  throw new StartError('bad_setting', 'DATABASE_URL must name the SQLite file that is to be moved.');
}

function targetOf(url: string): PostgresAddress {
  const address = readDatabaseAddress(url);
  if (address.kind === 'postgres') return address;
  throw new StartError(
    'bad_setting',
    'A tracker moves to PostgreSQL only: give an address like postgres://user:password@host:5432/database.',
  );
}
