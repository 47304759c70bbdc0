#!/usr/bin/env node
/** The command line: loads script files, calls one function, prints what it returns. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HELP, parseCommand, UsageError, type RunCommand, type ServeCommand } from './cli-options';
import type * as CliServe from './cli-serve';
import { createEmulator, type ExecutionReport, type Manifest, type SourceFile } from './index';
import { DEFAULT_USER } from './options';

const MANIFEST_NAME = 'appsscript.json';

async function main(argv: readonly string[]): Promise<void> {
  const command = parseCommand(argv);
  if (!command) return print(process.stdout, HELP);
  if (command.kind === 'serve') return serve(command);
  const report = await runOnce(command);
  if (report.status === 'completed') return print(process.stdout, report.returnJson ?? 'null');
  process.exitCode = 1;
  print(process.stderr, describeFailure(report));
}

function serve(command: ServeCommand): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the server takes a second to load, and `run` needs none of it
  const { serveUntilInterrupted } = require('./cli-serve') as typeof CliServe;
  return serveUntilInterrupted(command, readProject(command), (line) => print(process.stdout, line));
}

/** The scripts and pages among the files, and the manifest if there is one. */
function readProject(command: RunCommand | ServeCommand) {
  const manifest = readManifest(command);
  return {
    files: readFiles(command.files.filter((file) => path.basename(file) !== MANIFEST_NAME)),
    libraries: Object.fromEntries(
      Object.entries(command.libraries).map(([id, folder]) => [id, readFiles(scriptsIn(folder))]),
    ),
    ...(manifest ? { manifest } : {}),
  };
}

/** In the order of their names, as they are pushed. */
function scriptsIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => /\.(js|gs)$/i.test(name));
    return names.sort().map((name) => path.join(folder, name));
  } catch (error) {
    throw new UsageError(
      `Cannot read ${folder} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    );
  }
}

async function runOnce(command: RunCommand): Promise<ExecutionReport> {
  const { call, args, entry, tunnels, dataDir, user = DEFAULT_USER } = command;
  const emulator = createEmulator({
    ...readProject(command),
    users: [...new Set([DEFAULT_USER, user])],
    tunnels,
    scheduler: false,
    log: (line) => print(process.stderr, line),
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  try {
    return await emulator.run(call, { entry, user, ...(args ? { args } : {}) });
  } finally {
    await emulator.close();
  }
}

function readFiles(files: readonly string[]): SourceFile[] {
  if (files.length === 0) throw new UsageError('Give at least one script file to run');
  return files.map((file) => {
    if (!/\.(js|gs|html?)$/i.test(file)) throw new UsageError(`${file} is no .js, .gs or .html file`);
    return { name: path.basename(file), source: read(file) };
  });
}

/** Only a manifest that was named counts; one that merely lies beside the files does not. */
function readManifest({ manifest, files }: RunCommand | ServeCommand): Manifest | undefined {
  const file = manifest ?? files.find((candidate) => path.basename(candidate) === MANIFEST_NAME);
  if (file === undefined) return undefined;
  try {
    return JSON.parse(read(file)) as Manifest;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is no JSON: ${(error as Error).message}`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}

/** `Exception: <message>`; for errors of another kind that kind too; then where in the user's files it happened. */
function describeFailure({ error, status }: ExecutionReport): string {
  if (!error) return `The execution was ${status}.`;
  const frames = error.stack.split('\n').filter((line) => /^\s+at |^\S+\.(js|gs):\d+$/.test(line));
  const kind = error.name === 'Exception' ? [] : [`${error.name}: ${error.message}`];
  return [`Exception: ${error.message}`, ...kind, ...frames].join('\n');
}

function print(stream: NodeJS.WritableStream, text: string): void {
  stream.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = 1;
  print(process.stderr, error instanceof Error ? error.message : String(error));
});
