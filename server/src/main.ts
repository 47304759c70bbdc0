/** The executable: settings from the environment, log lines on stdout, an orderly end on SIGINT and SIGTERM. */
import pino, { type Logger } from 'pino';
import { DEFAULTS, readConfig } from './config';
import { StartError } from './errors';
import { startTracker, type Tracker } from './start';

const HELP = `Work Tracker: tasks over HTTP, kept in one SQLite file.

Usage: npm run tracker [-- --help]

Settings, by environment variable:
  PORT          port to listen on, 0 for any free one   (${DEFAULTS.port})
  HOST          loopback address to listen on           (${DEFAULTS.host})
  DATABASE_URL  sqlite:///./relative.db, sqlite:////absolute.db or sqlite::memory:
                                                        (${DEFAULTS.databaseUrl})
  LOG_LEVEL     fatal, error, warn, info, debug, trace or silent
                                                        (${DEFAULTS.logLevel})
`;

async function main(options: readonly string[]): Promise<void> {
  if (options.includes('--help') || options.includes('-h')) {
    process.stdout.write(HELP);
    return;
  }
  if (options.length > 0)
    throw new StartError('bad_setting', 'The only option is --help. Settings are environment variables.');
  const { logLevel, ...config } = readConfig(process.env);
  const logger = pino({ level: logLevel });
  const tracker = await startTracker({ ...config, logger });
  closeOnSignals(tracker, logger);
  logger.info(
    { url: tracker.url },
    'Work Tracker listening. It has no access keys yet, so it serves this computer (loopback) only.',
  );
}

function closeOnSignals(tracker: Tracker, logger: Logger): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'Closing: requests under way may finish.');
      void tracker.close().then(() => logger.info('Closed.'));
    });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
