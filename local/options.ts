/** The command line of `npm start`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/core/errors';
import { parseStatusMap, type StatusMap } from '../src/core/status-map';

export const HELP = `Usage: npm start -- [options]

Builds the Apps Script program, starts the Work Tracker and a Google Sheets emulator with it, sets the sync up, runs it, and
serves both as pages: the spreadsheet at http://localhost:3000, the tracker's board at http://localhost:8000. Without --leads a
shipped sample is used. Ctrl-C ends everything; the state stays, and the next start goes on with it.

  --leads FILE         load these leads instead of the sample (CSV: comma, semicolon, tab; any usual export)
  --status-map FILE    status words of your leads, as JSON (README, "Status words")
  --port N             port of the spreadsheet (default 3000)
  --tracker-port N     port of the Work Tracker (default 8000)
  --data DIR           where everything is kept (default .lead-sync/<name of the leads file>)
  --fresh              forget what is kept there and start over
  --once               end when the first syncs are done, instead of staying up
  --help               this text
`;

export interface StartOptions {
  /** null: the shipped sample. */
  readonly leads: string | null;
  readonly statusMap: StatusMap | null;
  readonly port: number;
  readonly trackerPort: number;
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly once: boolean;
}

/** A mistake of the person at the keyboard: one line, exit 1. */
export class UsageError extends Error {}

/** @returns null when the help was asked for */
export function readOptions(args: readonly string[]): StartOptions | null {
  const values = parse(args);
  if (values.help === true) return null;
  const leads = values.leads ?? null;
  if (leads !== null && !existsSync(leads))
    throw new UsageError(`--leads: there is no file ${leads}. Check the path.`);
  const port = readPort('--port', values.port, 3000);
  const trackerPort = readPort('--tracker-port', values['tracker-port'], 8000);
  if (port === trackerPort && port !== 0) throw new UsageError('--port and --tracker-port must differ.');
  return {
    leads,
    statusMap: values['status-map'] === undefined ? null : readStatusMapFile(values['status-map']),
    port,
    trackerPort,
    dataDir: readDataDir(
      values.data ?? path.join('.lead-sync', leads === null ? 'sample' : path.parse(leads).name),
    ),
    fresh: values.fresh === true,
    once: values.once === true,
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        leads: { type: 'string' },
        'status-map': { type: 'string' },
        port: { type: 'string' },
        'tracker-port': { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        once: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s|\n/);
    throw new UsageError(`${reason}. See npm start -- --help.`);
  }
}

/** Never the current folder by mistake: what is kept there is deleted by --fresh. */
function readDataDir(folder: string): string {
  if (folder === '')
    throw new UsageError('--data needs the name of a folder; it is made if it is not there.');
  if (existsSync(folder) && !isFolder(folder))
    throw new UsageError(`--data: ${folder} is a file. Give the name of a folder.`);
  return path.resolve(folder);
}

const isFolder = (file: string): boolean => statSync(file).isDirectory();

function readPort(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${name} must be a number from 0 to 65535 (0 takes a free port).`);
}

function readStatusMapFile(file: string): StatusMap {
  if (!existsSync(file)) throw new UsageError(`--status-map: there is no file ${file}. Check the path.`);
  if (isFolder(file))
    throw new UsageError(`--status-map: ${file} is a folder. Give the path of a JSON file.`);
  const json = parseJsonFile(file);
  try {
    return parseStatusMap(json);
  } catch (error) {
    throw new UsageError(`--status-map ${file}: ${messageOf(error)}`);
  }
}

function parseJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    // The message may repeat some lines of the file.
    const reason = (error as Error).message.replace(/\s+/g, ' ');
    throw new UsageError(`--status-map: ${file} is not JSON: ${reason}.`);
  }
}
