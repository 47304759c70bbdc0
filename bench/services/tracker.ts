/** The tracker as users run it: its own process, a SQLite file, a key, log lines; nothing switched off. */
import path from 'node:path';
import { scripts } from '../../package.json';
import { runProgram, startProcess, type ServiceProcess } from './process';

/** What `npm run tracker` runs, without `node`. */
const COMMAND = scripts.tracker.split(' ').slice(1).map(inRepository);
const KEY = /\blst_\w+/;

export interface TrackerFile {
  readonly file: string;
  readonly log: string;
}

/** Makes the database, and a key in it as the README says. From then on every request needs the key. */
export async function createKey({ file }: Pick<TrackerFile, 'file'>): Promise<string> {
  const output = await runProgram({
    program: process.execPath,
    arguments: [...COMMAND, 'keys', 'create', '--name', 'bench', '--scope', 'write,sync'],
    environment: { DATABASE_URL: urlOf(file) },
  });
  const [key] = KEY.exec(output) ?? [];
  if (key === undefined) throw new Error('`npm run tracker -- keys create` printed no key.');
  return key;
}

export function startTracker({ file, log }: TrackerFile): Promise<ServiceProcess> {
  const environment = { DATABASE_URL: urlOf(file), PORT: '0', ...WITHOUT_RATE_LIMIT };
  return startProcess({ program: process.execPath, arguments: COMMAND, environment, log });
}

/** One key sends all the load here. */
const WITHOUT_RATE_LIMIT = { RATE_LIMIT: '1000000' } as const;

/** Four slashes before an absolute path. */
function urlOf(file: string): string {
  return `sqlite:///${path.resolve(file)}`;
}

/** The script's file, wherever this process was started. */
function inRepository(word: string): string {
  return word.endsWith('.js') ? path.join(__dirname, '..', '..', word) : word;
}
