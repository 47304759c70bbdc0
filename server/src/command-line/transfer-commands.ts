/** `export` and `import`: all tasks of a workspace as a CSV or JSON lines file. */
import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { commandAuthor } from '../access/access';
import { requireWorkspace } from '../access/workspaces/service';
import { recordAudit } from '../audit/repository';
import { readConfig } from '../config';
import { tellOf } from '../db/database-trouble';
import { closeStore, openStore } from '../db/open-store';
import type { Store } from '../db/store';
import { StartError } from '../errors';
import { exportTasks, type Format } from '../transfer/export-tasks';
import { importTasks, type ImportReport } from '../transfer/import-tasks';
import { readLines } from '../transfer/read-lines';
import { say, type CommandIo } from './command';
import { workspaceOption } from './options';

interface Options {
  readonly workspace: string;
}

interface ImportOptions extends Options {
  readonly dryRun?: boolean;
}

/** Lines between two words of progress. */
const PROGRESS = 5_000;
const MOST_SHOWN = 20;
const FORMAT_OF: Readonly<Record<string, Format>> = { '.csv': 'csv', '.jsonl': 'jsonl', '.ndjson': 'jsonl' };
const FILE = 'its name ends with .csv or .jsonl';

export function exportCommand(io: CommandIo): Command {
  return new Command('export')
    .description('write all tasks to a file')
    .argument('<file>', `a name that is not taken yet; ${FILE}`)
    .addOption(workspaceOption())
    .action((file: string, { workspace }: Options) =>
      withStore(io, workspace, async (store) => {
        const format = formatOf(file);
        await writeNew(file, () => exportTasks(store.db, workspace, format));
        await recordAudit(store.db, commandAuthor(workspace), 'tasks.exported', format);
        say(io, `Written: ${file}. It holds personal data; keep it safe.`);
      }),
    );
}

export function importCommand(io: CommandIo): Command {
  return new Command('import')
    .description('take in a file of tasks, also while the tracker runs')
    .argument('<file>', FILE)
    .option('--dry-run', 'say what would be done, and do nothing')
    .addOption(workspaceOption())
    .action((file: string, { workspace, dryRun = false }: ImportOptions) =>
      withStore(io, workspace, async (store) => {
        const lines = readLines(readExisting(file), formatOf(file));
        const maker = { now: () => new Date(), newId: () => randomUUID() };
        const onProgress = progressOf(io);
        const author = commandAuthor(workspace);
        const report = await importTasks({ store, maker, isDryRun: dryRun, onProgress }, author, lines);
        if (!dryRun) await recordAudit(store.db, author, 'tasks.imported', 'tasks');
        tell(io, report, dryRun);
      }),
    );
}

async function withStore(
  io: CommandIo,
  workspace: string,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openStore(readConfig(io.environment).databaseUrl);
  try {
    await requireWorkspace(store.db, workspace);
    await work(store);
  } finally {
    await closeStore(store);
  }
}

function formatOf(file: string): Format {
  const format = FORMAT_OF[extname(file).toLowerCase()];
  if (format !== undefined) return format;
  throw new StartError('bad_file', `The file must say what it holds: ${FILE}.`);
}

/** @throws StartError when it exists or cannot be written; then nothing is left of it */
async function writeNew(file: string, content: () => NodeJS.ReadableStream): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((cause: unknown) => {
    const exists = tellOf(cause).code === 'EEXIST';
    const why = exists
      ? 'is there already, and an export replaces nothing. Give another name.'
      : 'cannot be written. Give a path in a folder that is there and may be written to.';
    throw new StartError('bad_file', `${file} ${why}`, { cause });
  });
  try {
    await pipeline(content(), handle.createWriteStream({ flush: true }));
  } catch (cause) {
    await rm(file, { force: true });
    throw new StartError('bad_file', `${file} could not be written to its end. Check the room on the disk.`, {
      cause,
    });
  }
}

function readExisting(file: string): AsyncIterable<Uint8Array> {
  if (existsSync(file)) return createReadStream(file);
  throw new StartError('bad_file', `There is no file ${file}.`);
}

function progressOf(io: CommandIo): (lines: number) => void {
  let said = 0;
  return (lines) => {
    if (lines - said < PROGRESS) return;
    said = lines;
    io.stderr.write(`${lines} lines …\n`);
  };
}

function tell(io: CommandIo, report: ImportReport, dryRun: boolean): void {
  const { created, updated, unchanged, rejected, rejected_in_all } = report;
  const would = dryRun ? 'Would be' : 'Tasks';
  say(io, `${would} made: ${created}, changed: ${updated}, left as they are: ${unchanged}.`);
  if (rejected_in_all === 0) return;
  say(io, ...rejected.slice(0, MOST_SHOWN).map(({ line, message }) => `Line ${line}: ${message}`));
  throw new StartError(
    'problems_found',
    `${rejected_in_all} lines were not imported; the first ${Math.min(rejected_in_all, MOST_SHOWN)} are listed above.`,
  );
}
