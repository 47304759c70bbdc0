/** `check`: one line for each thing that must be right, and exit code 1 when one is not. */
import { Command } from 'commander';
import { check, type Finding } from '../backup/check';
import { openAsItIs } from '../backup/open-as-it-is';
import { readConfig } from '../config';
import { StartError } from '../errors';
import { say, type CommandIo } from './command';

export function checkCommand(io: CommandIo): Command {
  return new Command('check')
    .description('look at database, tables, disk, clock, keys and webhooks; changes nothing')
    .action(async () => {
      const findings = await look(readConfig(io.environment).databaseUrl);
      say(io, ...findings.map(({ name, isOk, text }) => `${isOk ? 'ok     ' : 'problem'}  ${name}: ${text}`));
      const problems = findings.filter(({ isOk }) => !isOk).length;
      if (problems > 0)
        throw new StartError('problems_found', `${problems} of ${findings.length} checks found a problem.`);
    });
}

async function look(databaseUrl: string): Promise<Finding[]> {
  const { db, file } = openAsItIs(databaseUrl);
  try {
    return await check({ db, file, now: new Date() });
  } catch {
    const text =
      'it cannot be read. Check that DATABASE_URL names a tracker database, and that it runs or the file is whole.';
    return [{ name: 'database', isOk: false, text }];
  } finally {
    await db.destroy();
  }
}
