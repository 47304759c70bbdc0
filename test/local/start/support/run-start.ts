/** Runs the programs of `npm start` and `npm run walkthrough` as a person at a terminal does: as a process group of its own, which Ctrl-C ends. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../../..');
/** Node itself: the tsx command kills what has not answered a Ctrl-C within 60 ms, and a busy sync may not have. */
const RUN = ['--require', require.resolve('tsx/cjs')];

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly ended: Promise<Ended>;
  /** Addresses that it prints when it stays up; rejects when it ends before. */
  readonly up: Promise<{ readonly tracker: string; readonly sheet: string }>;
  /** What the terminal sends at Ctrl-C: to every process of the group. */
  interrupt(): void;
}

/** @param args after `--port 0 --tracker-port 0`, which they may override */
export function start(...args: string[]): Started {
  const free = ['--port', '0', '--tracker-port', '0'];
  const { child, output, ended } = launch('local/start.ts', [...free, ...args]);
  const up = new Promise<{ tracker: string; sheet: string }>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      output.stdout += data.toString();
      const tracker = /^Work Tracker +(http:\S+)/m.exec(output.stdout)?.[1];
      const sheet = /^Spreadsheet +(http:\S+)/m.exec(output.stdout)?.[1];
      if (tracker !== undefined && sheet !== undefined && /Ctrl-C ends them/.test(output.stdout))
        resolve({ tracker, sheet });
    });
    void ended.then(({ stderr }) => reject(new Error(`It ended before it was up: ${stderr}`)));
  });
  up.catch(() => undefined);
  return { ended, up, interrupt: () => void process.kill(-(child.pid as number), 'SIGINT') };
}

/** Programs that a failed test left running; they would keep ports and folders. */
const running = new Set<number>();
afterAll(() => running.forEach((pid) => process.kill(-pid, 'SIGKILL')));

function launch(program: string, args: readonly string[]) {
  const child = spawn(process.execPath, [...RUN, program, ...args], { cwd: ROOT, detached: true });
  const pid = child.pid as number;
  running.add(pid);
  child.on('exit', () => running.delete(pid));
  const output = { stdout: '', stderr: '' };
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...output })));
  return { child, output, ended };
}

/** A program that ends by itself. */
export function runProgram(program: string, args: readonly string[]): Promise<Ended> {
  const { child, output, ended } = launch(program, args);
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  return ended;
}

export function once(...args: string[]): Promise<Ended> {
  return start('--once', ...args).ended;
}

/** A folder that is gone when `remove` is called. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'lead-sync-start-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
