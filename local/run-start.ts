/** What `npm start` does once its options are understood: builds, starts both sides, syncs, serves, and ends in order. */
import path from 'node:path';
import { messageOf } from '../src/core/errors';
import { prepareBoard } from '../server/src';
import { PROPERTY } from '../src/gas/settings-store';
import { parseWakeHook, WAKE_HOOK } from '../src/gas/wake-hook';
import { buildBundle } from './build-bundle';
import { noteOrigin } from './data-folder';
import { firstSyncs } from './first-syncs';
import type { LeadsFile } from './leads-file';
import { loadLeads } from './load-leads';
import type { StartOptions } from './options';
import { serveSheet, type SheetServer } from './serve-sheet';
import { startSystem, type RunningSystem } from './start-system';
import { OWNER, TRACKER_ADDRESS, type LocalSystem } from './system';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** @param origin the file that the leads were read from */
export async function runStart(options: StartOptions, leads: LeadsFile, origin: string): Promise<void> {
  const running = await startAll(options);
  try {
    if (running.system.hasLeads) await goOn(running.system, options);
    else {
      if (options.leads !== null) leads.notices.forEach(print);
      loadLeads(running.system.emulator, leads);
      noteOrigin(options.dataDir, origin);
      await begin(running.system, options);
    }
  } catch (error) {
    await stop(running);
    throw error;
  }
  if (options.once) return stop(running);
  stayUp(running, options);
}

interface Running extends RunningSystem {
  readonly server: SheetServer;
}

async function startAll({ dataDir, trackerPort, port }: StartOptions): Promise<Running> {
  print('Building the Apps Script program …');
  const bundle = await buildBundle();
  const log = (line: string): void => print(`   [sheet] ${line}`);
  const running = await startSystem({ bundle, dataDir, trackerPort, log });
  try {
    return { ...running, server: await serveSheet(running.system, port) };
  } catch (error) {
    await running.close();
    throw error;
  }
}

async function begin(system: LocalSystem, options: StartOptions): Promise<void> {
  await system.open();
  if (options.statusMap !== null) await system.setStatusMap(JSON.stringify(options.statusMap));
  await system.setUp();
  print(
    `Set up: spreadsheet "Lead Tracker", tab "Leads"; tracker at ${TRACKER_ADDRESS}, a tunnel to ${system.trackerUrl}\n`,
  );
  await firstSyncs(system, options.dataDir, print);
}

/** A later start: the state is there, the sync goes on. */
async function goOn(system: LocalSystem, options: StartOptions): Promise<void> {
  print(`Going on with what is kept in ${shortPath(options.dataDir)} (--fresh starts over).\n`);
  await system.open();
  if (system.emulator.authorization.of(OWNER).required)
    return print(
      `${OWNER} does not allow the script any more: nothing is synced until they allow it on the page.\n`,
    );
  if (options.statusMap !== null) await system.setStatusMap(JSON.stringify(options.statusMap));
  // An earlier start may have been cut off before it came to this.
  if (!system.emulator.properties.document().has(PROPERTY.address) || hasMoved(system)) await system.setUp();
  await firstSyncs(system, options.dataDir, print);
}

/** With another port the sheet's web app has another address than the one that the tracker was given. */
function hasMoved({ emulator }: LocalSystem): boolean {
  const hook = parseWakeHook(emulator.properties.script().get(WAKE_HOOK));
  return hook !== null && hook.url !== emulator.webApp.url;
}

function stayUp(running: Running, options: StartOptions): void {
  const { system, server } = running;
  system.leaveDialogsToPeople();
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    print('\nEnding …');
    stop(running).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Lead Sync could not end in order: ${messageOf(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  prepareBoard();
  print(`Spreadsheet   ${server.url}`);
  print(`Work Tracker  ${system.trackerUrl}`);
  print(
    `Open both in a browser: type in one, and see the other follow. State: ${shortPath(options.dataDir)}. Ctrl-C ends them.`,
  );
}

async function stop({ server, close }: Running): Promise<void> {
  await server.close();
  await close();
}

function shortPath(folder: string): string {
  const relative = path.relative(process.cwd(), folder);
  return relative.startsWith('..') ? folder : relative;
}
