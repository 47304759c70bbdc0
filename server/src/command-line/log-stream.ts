/** Where log lines go: written together once in each turn of the event loop, instead of with a call to the system for every line. */
import pino, { type DestinationStream } from 'pino';

/** Nothing is lost but by a kill within that turn: what is left at the end of the process is written then. */
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
      if (lines === '') setImmediate(writeAll);
      lines += line;
    },
  };
}
