/** What a source may send. The envelope is checked as a whole; each operation by itself, so that one bad row stops nobody. */
import { z } from 'zod';
import { SYNC_LIMITS, SYNC_OUTCOMES } from '../contract';
import type {
  CreateOperation,
  LinkOperation,
  SyncOperation,
  SyncReply,
  SyncRequest,
  UpdateOperation,
} from '../contract';
import { leadIdField, notesField, statusField, taskSchema, titleField } from '../tasks/schema';
import type { Equal, Proven } from '../validation/equal';
import { nameText, queryNumber, record, text, wholeNumber } from '../validation/text';

/** Ids are opaque here: one that names no task is answered with `unknown_task`, whatever it looks like. */
const TASK_ID_LENGTH = 200;

const sourceField = nameText('source', SYNC_LIMITS.source);
const stateField = text('state', { max: SYNC_LIMITS.state });
const cursorField = z.string({ error: 'cursor must be null or the cursor of the last reply.' });

/** Where the lead's row stands at this moment: a hint for people, never used to decide. */
const rowField = z.exactOptional(wholeNumber('row', 1, 10_000_000));
const sheetSchema = record('sheet', {
  name: text('sheet.name', { max: SYNC_LIMITS.source }),
  url: text('sheet.url', { max: 2_000 }).refine(isHttpAddress, {
    error: 'sheet.url must be the http or https address of the spreadsheet.',
  }),
});

const createSchema = record('A create operation', {
  op: z.literal('create'),
  lead_id: leadIdField,
  title: titleField,
  status: statusField,
  notes: notesField,
  state: stateField,
  replaces: z.exactOptional(nameText('replaces', TASK_ID_LENGTH)),
  row: rowField,
});

const updateSchema = record('An update operation', {
  op: z.literal('update'),
  task_id: nameText('task_id', TASK_ID_LENGTH),
  if_version: wholeNumber('if_version', 1, Number.MAX_SAFE_INTEGER),
  set: record('set', {
    title: z.exactOptional(titleField),
    status: z.exactOptional(statusField),
    notes: z.exactOptional(notesField),
  }),
  state: stateField,
  row: rowField,
});

const linkSchema = record('A link operation', {
  op: z.literal('link'),
  lead_id: leadIdField,
  task_id: nameText('task_id', TASK_ID_LENGTH),
  row: rowField,
});

export const operationSchema = z.discriminatedUnion('op', [createSchema, updateSchema, linkSchema], {
  error: 'An operation must be an object whose op is create, update or link.',
});

export const exchangeSchema = record('A sync request', {
  source: sourceField,
  run: wholeNumber('run', 0, Number.MAX_SAFE_INTEGER),
  cursor: cursorField.nullable(),
  operations: z.array(z.unknown(), { error: 'operations must be a list.' }).max(SYNC_LIMITS.operations, {
    error: `operations must be a list of at most ${SYNC_LIMITS.operations}. Send the rest in the next request.`,
  }),
  limit: wholeNumber('limit', 0, SYNC_LIMITS.changes),
  sheet: z.exactOptional(sheetSchema),
});

export const changesQuerySchema = record('The query', {
  cursor: z.exactOptional(cursorField),
  limit: z.exactOptional(queryNumber('limit', 0, SYNC_LIMITS.changes)),
  source: z.exactOptional(sourceField),
});

function isHttpAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

/** A sync request whose operations have not been read yet. */
export type ExchangeRequest = z.infer<typeof exchangeSchema>;
export type ChangesQuery = z.infer<typeof changesQuerySchema>;

export const syncTaskSchema = taskSchema
  .extend({
    deleted: z.boolean(),
    source_state: z.string().nullable().meta({ description: 'What this source last pushed with the task.' }),
    source_version: z.int().nullable().meta({ description: 'The version which that push resulted in.' }),
  })
  .meta({ id: 'SyncTask', description: 'A task as a source sees it; a deleted one stays as a tombstone.' });

const resultSchema = z
  .object({
    outcome: z.enum(SYNC_OUTCOMES),
    task: syncTaskSchema.nullable(),
    problem: z.exactOptional(z.object({ code: z.string(), message: z.string() })),
  })
  .meta({ id: 'SyncResult' });

export const feedReplySchema = z.object({
  changes: z.array(syncTaskSchema),
  cursor: z.string().nullable(),
  has_more: z.boolean(),
  full: z.boolean(),
});

export const syncReplySchema = feedReplySchema
  .extend({ results: z.array(resultSchema) })
  .meta({ id: 'SyncReply' });

/** Fails to compile when a schema and the contract drift apart. */
export type SchemasFitTheContract = [
  Proven<Equal<z.infer<typeof createSchema>, CreateOperation>>,
  Proven<Equal<z.infer<typeof updateSchema>, UpdateOperation>>,
  Proven<Equal<z.infer<typeof linkSchema>, LinkOperation>>,
  Proven<Equal<z.infer<typeof operationSchema>, SyncOperation>>,
  Proven<Equal<z.infer<typeof syncReplySchema>, SyncReply>>,
  Proven<Equal<Omit<ExchangeRequest, 'operations'>, Omit<SyncRequest, 'operations'>>>,
];
