/** What every command of the command line is made from, and what it may use of the process. */
import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import { readConfig } from '../config';
import { openDatabase } from '../db/open-database';
import type { Database } from '../db/tables';

export interface CommandIo {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** A command in a file of its own; `program.ts` lists them. */
export type CommandModule = (io: CommandIo) => Command;

/** Opens the database that the settings name, for as long as the work takes. A tracker may be running on it. */
export async function withDatabase<T>(
  { environment }: Pick<CommandIo, 'environment'>,
  work: (db: Kysely<Database>) => Promise<T>,
): Promise<T> {
  const db = await openDatabase(readConfig(environment).databaseUrl);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

export function say({ stdout }: Pick<CommandIo, 'stdout'>, ...lines: readonly string[]): void {
  stdout.write(lines.map((line) => `${line}\n`).join(''));
}
