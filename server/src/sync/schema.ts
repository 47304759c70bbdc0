/** What a source may send. The envelope is checked as a whole; each operation by itself, so that one bad row stops nobody. */
import { z } from 'zod';
import { SYNC_LIMITS } from '../contract';
import type {
  CreateOperation,
  LinkOperation,
  SyncOperation,
  SyncRequest,
  UpdateOperation,
} from '../contract';
import { leadIdField, notesField, statusField, titleField } from '../tasks/schema';
import type { Equal, Proven } from '../validation/equal';
import { nameText, queryNumber, record, text, wholeNumber } from '../validation/text';

/** Ids are opaque here: one that names no task is answered with `unknown_task`, whatever it looks like. */
const TASK_ID_LENGTH = 200;

const sourceField = nameText('source', SYNC_LIMITS.source);
const stateField = text('state', { max: SYNC_LIMITS.state });
const cursorField = z.string({ error: 'cursor must be null or the cursor of the last reply.' });

const createSchema = record('A create operation', {
  op: z.literal('create'),
  lead_id: leadIdField,
  title: titleField,
  status: statusField,
  notes: notesField,
  state: stateField,
  replaces: z.exactOptional(nameText('replaces', TASK_ID_LENGTH)),
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
});

const linkSchema = record('A link operation', {
  op: z.literal('link'),
  lead_id: leadIdField,
  task_id: nameText('task_id', TASK_ID_LENGTH),
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
});

export const changesQuerySchema = record('The query', {
  cursor: z.exactOptional(cursorField),
  limit: z.exactOptional(queryNumber('limit', 0, SYNC_LIMITS.changes)),
  source: z.exactOptional(sourceField),
});

/** A sync request whose operations have not been read yet. */
export type ExchangeRequest = z.infer<typeof exchangeSchema>;
export type ChangesQuery = z.infer<typeof changesQuerySchema>;

/** Fails to compile when a schema and the contract drift apart. */
export type SchemasFitTheContract = [
  Proven<Equal<z.infer<typeof createSchema>, CreateOperation>>,
  Proven<Equal<z.infer<typeof updateSchema>, UpdateOperation>>,
  Proven<Equal<z.infer<typeof linkSchema>, LinkOperation>>,
  Proven<Equal<z.infer<typeof operationSchema>, SyncOperation>>,
  Proven<Equal<Omit<ExchangeRequest, 'operations'>, Omit<SyncRequest, 'operations'>>>,
];
