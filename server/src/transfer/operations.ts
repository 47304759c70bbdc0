/** Export and import of tasks over HTTP, streamed both ways. */
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { recordAudit } from '../audit/repository';
import { tellOf } from '../db/database-trouble';
import type { Store } from '../db/store';
import { ProblemError } from '../errors';
import { ok, operation, type Operation } from '../http/operation';
import type { TaskMaker } from '../tasks/stored-task';
import type { Equal, Proven } from '../validation/equal';
import { oneOf, record } from '../validation/text';
import { CONTENT_TYPES, exportTasks, FORMATS, type Format } from './export-tasks';
import { importTasks, type ImportReport } from './import-tasks';
import { readLines } from './read-lines';

const tag = 'Import and export';
/** Largest import; split larger files, or use the command line. */
const BODY_LIMIT_BYTES = 50 * 1_048_576;

const exportQuery = record('The query', { format: z.exactOptional(oneOf('format', FORMATS)) });
const importQuery = record('The query', { dry_run: z.exactOptional(oneOf('dry_run', ['true', 'false'])) });

const reportSchema = z
  .object({
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejected: z.array(z.object({ line: z.int(), message: z.string() })).meta({
      description: 'Lines that were not imported, the first thousand of them.',
    }),
    rejected_in_all: z.int(),
  })
  .meta({ id: 'ImportReport' });

export interface TransferDeps {
  readonly store: Store;
  readonly maker: TaskMaker;
}

export function transferOperations(deps: TransferDeps): Operation[] {
  return [exportOperation(deps), importOperation(deps)];
}

const exportOperation = ({ store: { db }, maker }: TransferDeps): Operation =>
  operation({
    id: 'exportTasks',
    method: 'get',
    path: '/export',
    tag,
    summary: 'All tasks as one file, CSV (the default) or JSON lines',
    description:
      'In the order they were made. In CSV an apostrophe stands before texts that a spreadsheet would take for a formula; an import takes it away again.',
    permission: 'read',
    query: exportQuery,
    answers: {
      200: {
        description: 'The file.',
        type: Object.values(CONTENT_TYPES),
        headers: { 'Content-Disposition': 'A name for the file.' },
      },
    },
    async handle({ access, query: { format = 'csv' }, request, response }) {
      const date = maker.now().toISOString().slice(0, 10);
      response
        .status(200)
        .set('Content-Type', `${CONTENT_TYPES[format]}; charset=utf-8`)
        .set('Content-Disposition', `attachment; filename="tasks-${date}.${format}"`);
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      await recordAudit(db, access, 'tasks.exported', format, maker.now());
      await sendFile(exportTasks(db, access.workspace, format), response);
    },
  });

async function sendFile(file: NodeJS.ReadableStream, response: Response): Promise<void> {
  try {
    await pipeline(file, response);
  } catch (error) {
    // Whoever stops reading in the middle is no fault of ours.
    if (!response.destroyed || tellOf(error).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

const importOperation = ({ store, maker }: TransferDeps): Operation =>
  operation({
    id: 'importTasks',
    method: 'post',
    path: '/import',
    tag,
    summary: 'Take in a file of tasks, CSV or JSON lines',
    description:
      'A line with the id of a task here changes that task where they differ; one with another UUID makes the task under this id; one without makes a new task. Bad lines are reported by number and hinder no other. With `dry_run=true` nothing is changed.',
    permission: 'write',
    query: importQuery,
    rawBody: {
      types: Object.values(CONTENT_TYPES),
      description:
        'Columns or members: title, and any of id, status, lead_id, notes, created_at; version and updated_at are read and left alone. UTF-8, at most 50 MB.',
    },
    answers: { 200: { description: 'What became of the lines.', schema: reportSchema } },
    problems: ['unsupported_media_type', 'too_large'],
    async handle({ access, query, request }) {
      const lines = readLines(bodyOf(request), formatOf(request));
      const isDryRun = query.dry_run === 'true';
      const report = await importTasks({ store, maker, isDryRun }, access, lines);
      if (!isDryRun) await recordAudit(store.db, access, 'tasks.imported', 'tasks', maker.now());
      return ok(report);
    },
  });

/** @throws ProblemError unsupported_media_type */
function formatOf(request: Request): Format {
  const sent = (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const format = FORMATS.find((known) => CONTENT_TYPES[known] === sent);
  if (format !== undefined && request.get('content-encoding') === undefined) return format;
  const types = Object.values(CONTENT_TYPES);
  throw new ProblemError(
    'unsupported_media_type',
    `Send the file as it is, not compressed, with Content-Type: ${types.join(' or ')}. Nothing was imported.`,
    { headers: { 'Accept-Post': types.join(', ') } },
  );
}

async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  let size = 0;
  // A file that is refused in the middle must not take the connection with it: the answer goes over it.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES)
      throw new ProblemError('too_large', 'The file is larger than 50 MB. Send it in smaller parts.');
    yield chunk;
  }
}

export type SchemaFitsTheReport = Proven<Equal<z.infer<typeof reportSchema>, ImportReport>>;
