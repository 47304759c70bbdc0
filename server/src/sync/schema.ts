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
import { documentedAs } from '../validation/documented-as';
import type { Equal, Proven } from '../validation/equal';
import { nameText, queryNumber, record, text, wholeNumber } from '../validation/text';

/** Ids are opaque here: one that names no task is answered with `unknown_task`, whatever it looks like. */
const TASK_ID_LENGTH = 200;

const sourceField = nameText('source', SYNC_LIMITS.source);
const stateField = text('state', { max: SYNC_LIMITS.state });
const operationState = stateField.meta({
  description:
    'Opaque to the tracker: the lead values this was made from. Stored with the resulting version in the same transaction.',
});
const cursorField = z
  .string({ error: 'cursor must be null or the cursor of the last reply.' })
  .meta({ description: 'Opaque: the cursor of the last reply.' });

/** Where the lead's row stands at this moment: a hint for people, never used to decide. */
const rowField = z.exactOptional(
  wholeNumber('row', 1, 10_000_000).meta({
    description:
      "Where the lead's row stands in the sheet at this moment, from 1. It leads people to the row, and decides nothing.",
  }),
);
const sheetSchema = record('sheet', {
  name: text('sheet.name', { max: SYNC_LIMITS.source }),
  url: text('sheet.url', { max: 2_000 })
    .refine(isHttpAddress, { error: 'sheet.url must be the http or https address of the spreadsheet.' })
    .meta({ description: 'The http or https address of the spreadsheet.', format: 'uri' }),
}).meta({ description: 'Where people find the spreadsheet: its name, and its address with the leads tab.' });

const createSchema = record('A create operation', {
  op: z.literal('create'),
  lead_id: leadIdField,
  title: titleField,
  status: statusField,
  notes: notesField,
  state: operationState,
  replaces: z.exactOptional(
    nameText('replaces', TASK_ID_LENGTH).meta({
      description: 'The deleted task of this lead, when a person asked for a new one.',
    }),
  ),
  row: rowField,
}).meta({
  id: 'CreateOperation',
  description:
    'Make the task of a lead. Unique for (source, lead_id): a repeat answers `adopted` with the task that exists.\nWhen that task has been deleted the answer is `deleted`, unless `replaces` names it: then a person asked for a new one.',
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
  state: operationState,
  row: rowField,
}).meta({
  id: 'UpdateOperation',
  description:
    'Change a task, only if it still has version `if_version`; otherwise the answer is `conflict` with the current task.',
});

const linkSchema = record('A link operation', {
  op: z.literal('link'),
  lead_id: leadIdField,
  task_id: nameText('task_id', TASK_ID_LENGTH),
  row: rowField,
}).meta({
  id: 'LinkOperation',
  description:
    "Say that this existing task is from now on the task of this lead for this source, and read it: a person put its id into the\nlead's row. Changes nothing on the task itself. Answers `adopted`; `deleted`, and then links nothing; or `rejected` when no such task exists.",
});

export const operationSchema = z
  .discriminatedUnion('op', [createSchema, updateSchema, linkSchema], {
    error: 'An operation must be an object whose op is create, update or link.',
  })
  .meta({ id: 'SyncOperation', description: 'What a source asks to be done with one task.' });

/** Each is read by itself (`exchange.ts`): one that does not fit is answered `rejected` and the others are done. */
const operationsField = z
  .array(documentedAs(z.unknown(), operationSchema), { error: 'operations must be a list.' })
  .max(SYNC_LIMITS.operations, {
    error: `operations must be a list of at most ${SYNC_LIMITS.operations}. Send the rest in the next request.`,
  })
  .meta({
    description: 'One that does not fit is answered `rejected`, and the others are done.',
  });

export const exchangeSchema = record('A sync request', {
  source: sourceField.meta({ description: 'Names the spreadsheet; links and states are kept per source.' }),
  run: wholeNumber('run', 0, Number.MAX_SAFE_INTEGER).meta({
    description:
      'Grows with each run of this source; the tracker refuses one lower than it has seen with operations (409, `last_run`).',
  }),
  cursor: cursorField
    .nullable()
    .meta({ description: 'Where the last exchange ended, or null to read everything.' }),
  operations: operationsField,
  limit: wholeNumber('limit', 0, SYNC_LIMITS.changes).meta({
    description: 'Most changes wanted. With 0 the cursor comes back as it was sent.',
  }),
  sheet: z.exactOptional(sheetSchema),
}).meta({
  id: 'SyncRequest',
  description: 'One exchange of a source: what it pushes, and from where it reads on.',
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
    source_state: z
      .string()
      .nullable()
      .meta({ description: 'The state this source last pushed with the task; null if it never did.' }),
    source_version: z
      .int()
      .nullable()
      .meta({ description: 'The version which that push resulted in; null if there was none.' }),
  })
  .meta({
    id: 'SyncTask',
    description: 'A task as a source sees it. A deleted task stays in the feed as a tombstone.',
  });

const syncProblemSchema = z
  .object({
    code: z.string().meta({ description: 'Stable word for programs, e.g. `unknown_task`, `invalid`.' }),
    message: z.string().meta({
      description: 'A sentence for a person that says what to do. Never repeats the values sent.',
    }),
  })
  .meta({ id: 'SyncProblem' });

const resultSchema = z
  .object({
    outcome: z.enum(SYNC_OUTCOMES),
    task: syncTaskSchema
      .nullable()
      .meta({ description: 'The task after the operation; null only with `rejected`.' }),
    problem: z.exactOptional(syncProblemSchema.meta({ description: 'Present with `rejected`.' })),
  })
  .meta({ id: 'SyncResult' });

export const feedReplySchema = z
  .object({
    changes: z.array(syncTaskSchema).meta({
      description:
        'Tasks changed since `cursor`, oldest change first, without those already given in `results`.',
    }),
    cursor: z.string().nullable(),
    has_more: z.boolean().meta({ description: 'More changes wait behind `cursor`.' }),
    full: z.boolean().meta({
      description:
        'This page belongs to a read of everything (it began with a null cursor and has not yet reached the end).',
    }),
  })
  .meta({ id: 'FeedReply', description: 'A page of the feed.' });

export const syncReplySchema = feedReplySchema
  .extend({
    results: z.array(resultSchema).meta({ description: 'One per operation, in order.' }),
  })
  .meta({ id: 'SyncReply', description: 'What an exchange answers: results, and a page of the feed.' });

/** Fails to compile when a schema and the contract drift apart. */
export type SchemasFitTheContract = [
  Proven<Equal<z.infer<typeof createSchema>, CreateOperation>>,
  Proven<Equal<z.infer<typeof updateSchema>, UpdateOperation>>,
  Proven<Equal<z.infer<typeof linkSchema>, LinkOperation>>,
  Proven<Equal<z.infer<typeof operationSchema>, SyncOperation>>,
  Proven<Equal<z.infer<typeof syncReplySchema>, SyncReply>>,
  Proven<Equal<Omit<ExchangeRequest, 'operations'>, Omit<SyncRequest, 'operations'>>>,
];
