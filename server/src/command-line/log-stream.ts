/** Where log lines go: written together, some milliseconds at a time, instead of with a call to the system for every line. */
import pino, { type DestinationStream } from 'pino';

/** Milliseconds; no more than what a `kill -9` may take with it. */
const PAUSE_MS = 10;

/** What is left at the end of the process is written then. */
export function logStream(): DestinationStream {
  const destination = pino.destination({ dest: 1, sync: true });
  let lines = '';
  const writeAll = (): void => {
    if (lines !== '') destination.write(lines);
    lines = '';
  };
  process.once('exit', writeAll);
  return {
    write(line) {
      if (lines === '') setTimeout(writeAll, PAUSE_MS);
      lines += line;
    },
  };
}
