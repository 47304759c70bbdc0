/** `npm run bench`: measures the tracker beside its baselines, prints tables, and keeps the figures as JSON. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assess, type BenchResults } from './aims';
import { describeEmulator, measureEmulator, type EmulatorResults } from './emulator';
import { measureHttp } from './http/measure-http';
import { startContenders } from './http/start-contenders';
import { startLoadProcess } from './load/load-process';
import { describeMachine, introduce } from './machine';
import { HELP, readOptions, UsageError, type BenchOptions } from './options';
import { describeResults } from './report';
import { requirePython } from './services/baselines';
import { measureSync } from './sync/measure-sync';

const RESULTS = path.join(__dirname, 'results');
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const say = (progress: string): void => void process.stderr.write(`  ${progress}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return print(HELP);
  const machine = describeMachine();
  print(`${introduce(machine)}\n`);
  const folder = mkdtempSync(path.join(tmpdir(), 'lead-sync-bench-'));
  try {
    const services: Record<string, unknown> = {};
    const http = await overHttp(folder, options, services);
    const sync = options.only.has('sync') ? await measureSync(folder, { rounds: options.rounds, say }) : null;
    if (Object.keys(http).length > 0 || sync !== null)
      print(`${describeResults({ http, sync }, options.connections)}\n`);
    const emulator = await ofEmulator(folder, options);
    const made = {
      machine,
      services,
      seconds: options.seconds,
      rounds: options.rounds,
      connections: options.connections,
      emulator,
    };
    keep(made, { http, sync }, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ofEmulator(folder: string, { only, rounds }: BenchOptions): Promise<EmulatorResults | null> {
  if (!only.has('emulator')) return null;
  const results = await measureEmulator(folder, { rounds, say });
  print(describeEmulator(results));
  return results;
}

/** @param services filled with what each service says of itself */
async function overHttp(
  folder: string,
  { only, seconds, rounds, connections }: BenchOptions,
  services: Record<string, unknown>,
): Promise<BenchResults['http']> {
  if ([...only].every((part) => part === 'sync' || part === 'emulator')) return {};
  await requirePython();
  say('starting the services and filling them');
  const contenders = await startContenders(folder);
  const load = startLoadProcess();
  try {
    for (const { name, about } of contenders) services[name] = about['versions'] ?? {};
    return await measureHttp(load, contenders, { operations: only, seconds, rounds, connections, say });
  } finally {
    load.stop();
    await Promise.all(contenders.map((contender) => contender.stop()));
  }
}

function keep(made: object, results: BenchResults, { save }: BenchOptions): void {
  const content = `${JSON.stringify({ ...made, ...results, aims: assess(results) }, null, 2)}\n`;
  const day = new Date().toISOString().slice(0, 10);
  mkdirSync(RESULTS, { recursive: true });
  for (const name of ['latest', ...(save ? [day] : [])])
    writeFileSync(path.join(RESULTS, `${name}.json`), content);
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof UsageError ? `${error.message}\n` : `${String(error)}\n`);
  process.exitCode = 1;
});
