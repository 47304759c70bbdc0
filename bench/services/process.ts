/** Runs a service under test in a process of its own, and ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Where the loader of TypeScript is found. */
const ROOT = path.join(__dirname, '..', '..');
const START_DEADLINE_MS = 30_000;
const STOP_DEADLINE_MS = 10_000;
const LOOK_EVERY_MS = 50;

export interface ServiceProcess {
  /** The first line of output with an `url` in it. */
  readonly said: { readonly url: string } & Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

export interface ServiceCommand {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What it prints goes into this file: a pipe would make this process work while it measures. */
  readonly log: string;
}

/** @throws Error with the end of the log when it does not start */
export async function startProcess(command: ServiceCommand): Promise<ServiceProcess> {
  const log = openSync(command.log, 'w');
  const child = spawn(command.program, command.arguments, {
    cwd: ROOT,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...command.environment },
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => resolve()).once('error', () => resolve()),
  );
  try {
    return { said: await firstWords(child, command.log), stop: () => stop(child, ended) };
  } catch (error) {
    await stop(child, ended);
    throw error;
  }
}

async function firstWords(child: ChildProcess, log: string): Promise<ServiceProcess['said']> {
  for (const end = Date.now() + START_DEADLINE_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
    const said = readFileSync(log, 'utf8')
      .split('\n')
      .map(parseLine)
      .find((line) => line !== null);
    if (said !== undefined && said !== null) return said;
    if (child.exitCode !== null || child.pid === undefined) break;
  }
  const text = readFileSync(log, 'utf8').slice(-2_000);
  throw new Error(`A service did not start (${child.spawnargs.join(' ')}). It said:\n${text}`);
}

function parseLine(line: string): ServiceProcess['said'] | null {
  if (!line.startsWith('{') || !line.endsWith('}')) return null;
  const said = JSON.parse(line) as Record<string, unknown>;
  return typeof said['url'] === 'string' ? { ...said, url: said['url'] } : null;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
  await ended;
  clearTimeout(deadline);
}

/** Runs a program to its end. @returns what it wrote on stdout; @throws Error with stderr when it failed */
export async function runProgram({ program, ...command }: Omit<ServiceCommand, 'log'>): Promise<string> {
  const child = spawn(program, command.arguments, {
    cwd: ROOT,
    env: { ...process.env, ...command.environment },
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => complaints.push(bytes));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return Buffer.concat(output).toString('utf8');
  throw new Error(
    `${program} ${command.arguments.join(' ')} failed: ${Buffer.concat(complaints).toString('utf8')}`,
  );
}
