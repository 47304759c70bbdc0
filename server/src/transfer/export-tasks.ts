/** All tasks of a workspace as CSV or JSON lines, a page at a time, however many there are. */
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Kysely } from 'kysely';
import type { Task } from '../contract';
import type { Database } from '../db/tables';
import { listTasks } from '../tasks/repository';
import { toWireTask } from '../tasks/stored-task';
import { stopFormula } from './formulas';

export const FORMATS = ['csv', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
};

/** In the order of the file; the names are those of the API. */
export const COLUMNS = [
  'id',
  'title',
  'status',
  'lead_id',
  'notes',
  'version',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Task)[];

/** Tasks in memory at a time. */
const PAGE = 500;

/** Tasks that come, change or go meanwhile make no other task appear twice or not at all. */
export function exportTasks(db: Kysely<Database>, workspace: string, format: Format): Readable {
  const tasks = Readable.from(allTasks(db, workspace));
  if (format === 'jsonl') return Readable.from(jsonLines(tasks));
  const csv = stringify({
    header: true,
    // So that Excel reads it as UTF-8.
    bom: true,
    columns: [...COLUMNS],
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    cast: { string: stopFormula },
  });
  // What goes wrong with one ends the other; whoever reads the file is told.
  pipeline(tasks, csv, () => undefined);
  return csv;
}

async function* allTasks(db: Kysely<Database>, workspace: string): AsyncGenerator<Task> {
  for (let after = 0; ;) {
    const page = await listTasks(db, workspace, { after, limit: PAGE });
    for (const { task } of page) yield toWireTask(task);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.createdSeq;
  }
}

async function* jsonLines(tasks: AsyncIterable<Task>): AsyncGenerator<string> {
  for await (const task of tasks) yield `${JSON.stringify(task)}\n`;
}
