/** `npm run walkthrough`: the sample's way through five steps, printed and checked; then it ends. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/core/errors';
import { buildBundle } from './build-bundle';
import { takeFolder } from './data-folder';
import { readLeadsFile } from './leads-file';
import { loadLeads } from './load-leads';
import { UsageError } from './options';
import { serveSheet } from './serve-sheet';
import { startSystem } from './start-system';
import { walkThrough } from './walkthrough';

const HELP = `Usage: npm run walkthrough -- [options]

Starts a Work Tracker and an emulated spreadsheet with the sample leads, goes through five steps of the sync, prints what both
sides hold after each, checks it, and ends. Nothing is kept.

  --data DIR   keep the state here, in a folder that is new; npm start -- --data DIR goes on with it
  --help       this text
`;
const SAMPLE = path.join(__dirname, 'sample', 'leads.csv');
const print = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { data, help } = readArguments();
  if (help === true) return print(HELP);
  if (data !== undefined) return inFolder(freshFolder(data));
  const folder = mkdtempSync(path.join(tmpdir(), 'lead-sync-walkthrough-'));
  try {
    await inFolder(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inFolder(dataDir: string): Promise<void> {
  const giveBack = takeFolder(dataDir);
  const { system, close } = await startSystem({
    bundle: await buildBundle(),
    dataDir,
    trackerPort: 0,
    log: (line) => print(`   [sheet] ${line}`),
  });
  const server = await serveSheet(system, 0);
  try {
    loadLeads(system.emulator, readLeadsFile(SAMPLE));
    await system.open();
    await system.setUp();
    await walkThrough(system, print);
    print('All five steps came out as they should.');
  } finally {
    await server.close();
    await close();
    giveBack();
  }
}

/** The steps begin with leads that were never synced. */
function freshFolder(folder: string): string {
  if (existsSync(path.join(folder, 'sheet')))
    throw new UsageError(`--data: ${folder} keeps a spreadsheet already. Give a new folder.`);
  return path.resolve(folder);
}

function readArguments() {
  try {
    return parseArgs({
      strict: true,
      allowPositionals: false,
      options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s|\n/);
    throw new UsageError(`${reason}. See npm run walkthrough -- --help.`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
