/** Takes in a file of tasks: good lines in batches, each one transaction; bad ones are reported by number. */
import type { Author } from '../access/access';
import { write, type Store } from '../db/store';
import { ProblemError } from '../errors';
import type { TaskChange } from '../history/history-entry';
import { findTasks } from '../tasks/repository';
import { saveTasks } from '../tasks/save-tasks';
import { changeTask, makeTask, type StoredTask, type TaskMaker } from '../tasks/stored-task';
import { parse, sentences } from '../validation/parse';
import { importLineSchema, type ImportLine } from './import-schema';
import type { FileLine } from './read-lines';

export interface RejectedLine {
  readonly line: number;
  readonly message: string;
}

export interface ImportReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** The first ones. */
  readonly rejected: readonly RejectedLine[];
  readonly rejected_in_all: number;
}

export interface ImportDeps {
  readonly store: Store;
  readonly maker: TaskMaker;
  /** Tells what would be done, and does nothing. */
  readonly isDryRun?: boolean;
  /** Called after each batch with the number of lines so far. */
  readonly onProgress?: (lines: number) => void;
}

/** Lines of one transaction. */
const BATCH = 200;
const MOST_REPORTED = 1_000;

interface GoodLine {
  readonly line: number;
  readonly task: ImportLine;
}

/** @throws ProblemError when the file cannot be read on; the message says that lines before are imported */
export async function importTasks(
  deps: ImportDeps,
  { workspace, actor }: Author,
  lines: AsyncIterable<FileLine>,
): Promise<ImportReport> {
  const author: Author = { workspace, actor, origin: { kind: 'import', source: null } };
  const tally = new Tally();
  let batch: GoodLine[] = [];
  const flush = async () => {
    await importBatch(deps, author, batch, tally);
    batch = [];
    deps.onProgress?.(tally.lines);
  };
  try {
    for await (const line of lines) {
      const good = tally.read(line);
      if (good === null) continue;
      // A second line with the same id must find what the first one made.
      if (batch.length === BATCH || isSameTask(batch, good)) await flush();
      batch.push(good);
    }
    await flush();
  } catch (error) {
    throw tally.lines === 0 ? error : stoppedAfter(tally, error);
  }
  return tally.report();
}

function isSameTask(batch: readonly GoodLine[], { task: { id } }: GoodLine): boolean {
  return id !== undefined && batch.some(({ task }) => task.id === id);
}

async function importBatch(
  { store, maker, isDryRun = false }: ImportDeps,
  author: Author,
  batch: readonly GoodLine[],
  tally: Tally,
): Promise<void> {
  if (batch.length === 0) return;
  const ids = batch.flatMap(({ task }) => task.id ?? []);
  const decided = isDryRun
    ? decideBatch(batch, await findTasks(store.db, author.workspace, ids), maker)
    : await write(store, author, async (transaction) => {
        const known = await findTasks(transaction, author.workspace, ids);
        const decisions = decideBatch(batch, known, maker);
        const changes = decisions.flatMap(({ change }) => change ?? []);
        await saveTasks(transaction, author, changes);
        return decisions;
      });
  for (const decision of decided) tally.count(decision);
}

interface Decision {
  readonly line: number;
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected';
  readonly change: TaskChange | null;
}

function decideBatch(batch: readonly GoodLine[], known: readonly StoredTask[], maker: TaskMaker): Decision[] {
  const byId = new Map(known.map((task) => [task.id, task]));
  return batch.map(({ line, task }) => {
    const before = task.id === undefined ? undefined : byId.get(task.id);
    return { line, ...(before === undefined ? make(task, maker) : change(before, task, maker)) };
  });
}

function make(
  { id, title, status = 'TODO', lead_id = null, notes = '', created_at }: ImportLine,
  maker: TaskMaker,
): Omit<Decision, 'line'> {
  const made = makeTask({ title, status, lead_id, notes }, maker);
  const after = { ...made, ...(id !== undefined && { id }), ...(created_at !== undefined && { created_at }) };
  return { outcome: 'created', change: { before: null, after } };
}

/** What the line does not name stays; what was deleted here stays so until a person restores it. */
function change(before: StoredTask, task: ImportLine, maker: TaskMaker): Omit<Decision, 'line'> {
  if (before.deleted_at !== null) return { outcome: 'rejected', change: null };
  const { title, status = before.status, lead_id = before.lead_id, notes = before.notes } = task;
  const after = changeTask(before, { title, status, lead_id, notes }, maker);
  if (after === before) return { outcome: 'unchanged', change: null };
  return { outcome: 'updated', change: { before, after } };
}

/** What became of the lines so far. */
class Tally {
  lines = 0;
  readonly #counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly #rejected: RejectedLine[] = [];

  /** @returns null for a line that was rejected at once */
  read(line: FileLine): GoodLine | null {
    this.lines += 1;
    if ('message' in line) return this.#reject(line);
    const parsed = parse<ImportLine>(importLineSchema, line.fields);
    if (parsed.ok) return { line: line.line, task: parsed.value };
    return this.#reject({ line: line.line, message: sentences(parsed.errors) });
  }

  count({ line, outcome }: Decision): void {
    if (outcome === 'rejected')
      this.#reject({
        line,
        message: 'This task has been deleted here. Restore it first, or leave the line out.',
      });
    else this.#counts[outcome] += 1;
  }

  report(): ImportReport {
    const { created, updated, unchanged, rejected } = this.#counts;
    const listed = this.#rejected.toSorted((one, other) => one.line - other.line);
    return { created, updated, unchanged, rejected: listed, rejected_in_all: rejected };
  }

  #reject(line: RejectedLine): null {
    this.#counts.rejected += 1;
    if (this.#rejected.length < MOST_REPORTED) this.#rejected.push(line);
    return null;
  }
}

function stoppedAfter(tally: Tally, error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { created, updated } = tally.report();
  const message = `${error.message.replace(/ Nothing was (changed|imported)\.$/, '')} The import stopped there, after ${created} new and ${updated} changed tasks; a line with an id is never made twice, so the file can be imported again.`;
  return new ProblemError(error.code, message, error.data);
}
