/** `serve`: runs the tracker, with log lines on stdout and an orderly end on SIGINT and SIGTERM. */
import { Command } from 'commander';
import pino, { type Logger } from 'pino';
import { readConfig } from '../config';
import { startTracker, type Tracker } from '../start';
import { prepareBoard } from '../web/routes';
import type { CommandIo } from './command';
import { logStream } from './log-stream';

const PREPARE_AFTER_MS = 1_000;

const GREETINGS: Readonly<Record<Tracker['mode'], string>> = {
  open: 'Work Tracker listening. It has no access keys yet, so it serves this computer (loopback) only, and everyone here may do all. Make a key with: npm run tracker -- keys create --name admin --scope admin',
  keys: 'Work Tracker listening. Every request needs a key or somebody who is signed in.',
};

export function serveCommand({ environment }: CommandIo): Command {
  return new Command('serve')
    .description('run the tracker (what happens without a command)')
    .action(async () => {
      const { logLevel, ...config } = readConfig(environment);
      const logger = pino({ level: logLevel }, logStream());
      const tracker = await startTracker({ ...config, logger });
      closeOnSignals(tracker, logger);
      logger.info({ url: tracker.url }, GREETINGS[tracker.mode]);
      // Requests that wait already come first.
      setTimeout(prepareBoard, PREPARE_AFTER_MS).unref();
    });
}

function closeOnSignals(tracker: Tracker, logger: Logger): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'Closing: requests under way may finish.');
      void tracker.close().then(() => logger.info('Closed.'));
    });
  }
}
