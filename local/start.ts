/** `npm start`: looks at everything that could be wrong, then starts both sides and serves them. */
import path from 'node:path';
import { messageOf } from '../src/core/errors';
import { StartError } from '../server/src/errors';
import { forget, requireSameOrigin, takeFolder } from './data-folder';
import { requireFreePort } from './free-port';
import { LeadsFileError, readLeadsFile } from './leads-file';
import { HELP, readOptions, UsageError } from './options';
import type * as RunStart from './run-start';

const SAMPLE = path.join(__dirname, 'sample', 'leads.csv');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return void process.stdout.write(`${HELP}\n`);
  // Read before anything is started or deleted: a file that cannot be used changes nothing.
  const origin = options.leads ?? SAMPLE;
  const leads = readLeadsFile(origin);
  await requireFreePort(options.port, '--port');
  await requireFreePort(options.trackerPort, '--tracker-port');
  const giveBack = takeFolder(options.dataDir);
  process.on('exit', giveBack);
  if (options.fresh) forget(options.dataDir);
  if (options.leads !== null) requireSameOrigin(options.dataDir, options.leads);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only now: it takes seconds to load, too long for a help text
  const { runStart } = require('./run-start') as typeof RunStart;
  await runStart(options, leads, origin);
}

function fail(error: unknown): void {
  const expected =
    error instanceof UsageError || error instanceof LeadsFileError || error instanceof StartError;
  process.stderr.write(
    expected ? `${messageOf(error)}\n` : `Lead Sync could not start: ${messageOf(error)}\n`,
  );
  process.exit(1);
}

main().catch(fail);
