/** The tracker's executable, bundled once for a test file, so that processes of it start in a fraction of a second. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleMain } from '../../../server/bundle';
import { Client, temporaryFolder } from './running-tracker';

const ROOT = join(__dirname, '../../..');

/** Packages that read files of their own stay where they are. */
const EXTERNAL = ['better-sqlite3', 'pg-native', 'esbuild', 'swagger-ui-dist'];
const NODE_PATH = [join(ROOT, 'server/node_modules'), join(ROOT, 'node_modules')].join(':');

let bundled: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const file = join(temporaryFolder(), 'main.cjs');
  writeFileSync(file, await bundleMain({ external: EXTERNAL, logLevel: 'silent' }));
  return file;
}

export interface TrackerProcess {
  readonly client: Client;
  /** SIGKILL, and resolves once it has ended. */
  kill(): Promise<void>;
  /** SIGTERM. @returns the exit code */
  end(): Promise<number | null>;
}

/** A tracker of its own process that listens; it ends with the signal sent to it, and at the latest with `endProcesses`. */
export async function startProcess(databaseUrl: string): Promise<TrackerProcess> {
  const main = await (bundled ??= bundle());
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_PATH,
      PORT: '0',
      LOG_LEVEL: 'info',
      DATABASE_URL: databaseUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    client: new Client(await addressOf(child, ended)),
    kill: async () => void (await stop('SIGKILL')),
    end: () => stop('SIGTERM'),
  };
}

/** Runs one command to its end. @param killWhen ends it with SIGKILL once this has resolved */
export async function runCommand(
  options: readonly string[],
  environment: Readonly<Record<string, string>>,
  killWhen?: Promise<unknown>,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [await (bundled ??= bundle()), ...options], {
    env: { PATH: process.env['PATH'] ?? '', NODE_PATH, ...environment },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (said.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.stderr += data.toString()));
  void killWhen?.then(() => child.kill('SIGKILL'));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

const running = new Set<ChildProcess>();

/** For `afterAll`, so that a failed test leaves nothing behind. */
export async function endProcesses(): Promise<void> {
  const ending = [...running].map((child) => once(child, 'close'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ending);
}

function addressOf(child: ChildProcess, ended: Promise<unknown>): Promise<string> {
  let said = '';
  let complaint = '';
  child.stderr?.on('data', (data: Buffer) => (complaint += data.toString()));
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (data: Buffer) => {
      if (said.length > 100_000) return;
      said += data.toString();
      const url = /"url":"(http:[^"]+)"/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(() => reject(new Error(`The tracker ended before it listened: ${complaint}`)));
  });
}
