/** Runs the tracker's executable as a process of its own. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const MAIN = join(ROOT, 'server/tracker.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface MainProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves with its address once it listens; rejects when it ends before. */
  readonly listening: Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface MainOptions {
  readonly options?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

export function runMain({ options = [], environment = {}, folder = ROOT }: MainOptions): MainProcess {
  const child = spawn(process.execPath, [MAIN, ...options], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
  });
  const output = { stdout: '', stderr: '' };
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      output.stdout += data.toString();
      const url = /"url":"(http:[^"]+)"/.exec(output.stdout)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(({ stderr }) => reject(new Error(`The tracker ended before it listened: ${stderr}`)));
  });
  listening.catch(() => undefined);
  return { child, listening, ended };
}
