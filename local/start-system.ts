/** Starts Work Tracker and emulated spreadsheet side by side, with a tunnel between them: Lead Sync whole, on one machine. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { createEmulator } from '../emulator/src';
import { startTracker } from '../server/src';
import type { Bundle } from './build-bundle';
import { COLLEAGUE, LocalSystem, OWNER, TRACKER_ADDRESS } from './system';

export interface SystemOptions {
  readonly bundle: Bundle;
  /** Keeps the tracker's database and log, and the spreadsheet. */
  readonly dataDir: string;
  readonly trackerPort: number;
  /** What the emulator wants its user to know, one line each. */
  readonly log: (line: string) => void;
}

export interface RunningSystem {
  readonly system: LocalSystem;
  readonly close: () => Promise<void>;
}

/** @throws StartError when the tracker's port is taken or its database cannot be opened */
export async function startSystem({
  bundle,
  dataDir,
  trackerPort,
  log,
}: SystemOptions): Promise<RunningSystem> {
  mkdirSync(dataDir, { recursive: true });
  const logger = pino(
    { level: 'info' },
    pino.destination({ dest: path.join(dataDir, 'tracker.log'), sync: true }),
  );
  const databaseUrl = `sqlite:///${path.join(dataDir, 'worktracker.db')}`;
  const tracker = await startTracker({
    port: trackerPort,
    databaseUrl,
    logger,
    // The tunnel below leads from this computer to this computer.
    allowedHosts: [new URL(TRACKER_ADDRESS).host],
    // The sheet's web app, which the tracker calls after a change, is on this computer too.
    allowPrivateWebhooks: true,
  });
  const emulator = createEmulator({
    ...bundle,
    dataDir: path.join(dataDir, 'sheet'),
    spreadsheet: { name: 'Lead Tracker' },
    users: [OWNER, COLLEAGUE],
    authorization: 'ask',
    tunnels: [{ publicUrl: TRACKER_ADDRESS, target: tracker.url }],
    log,
  });
  // Whoever starts this has allowed the script by that; the colleague is asked.
  if (!emulator.authorization.hasAnswered(OWNER)) emulator.authorization.grant(OWNER, 'all');
  return {
    system: new LocalSystem(emulator, tracker.url),
    close: async () => {
      await emulator.close();
      await tracker.close();
    },
  };
}
