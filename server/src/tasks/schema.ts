/** What clients may send about tasks; every schema is strict. */
import { z } from 'zod';
import { TASK_LIMITS, TASK_STATUSES } from '../contract';
import type { Task } from '../contract';
import type { Equal, Proven } from '../validation/equal';
import { nameText, oneOf, queryNumber, record, text, trimmedText } from '../validation/text';
import type { TaskFields } from './stored-task';

/** Most tasks on one page of GET /tasks. */
export const PAGE_LIMIT = 1_000;
const SEARCH_LENGTH = 200;

export const titleField = trimmedText('title', TASK_LIMITS.title);
export const statusField = oneOf('status', TASK_STATUSES);
export const notesField = text('notes', { max: TASK_LIMITS.notes });
export const leadIdField = nameText('lead_id', TASK_LIMITS.lead_id);
export const searchField = text('q', { min: 1, max: SEARCH_LENGTH });

export const newTaskSchema = record('A task', {
  title: titleField,
  status: statusField.default('TODO'),
  lead_id: leadIdField.nullable().default(null),
  notes: notesField.default(''),
}).meta({ id: 'NewTask', description: 'What a task is made from.' });

export const taskChangesSchema = record('A change of a task', {
  title: z.exactOptional(titleField),
  status: z.exactOptional(statusField),
  lead_id: z.exactOptional(leadIdField.nullable()),
  notes: z.exactOptional(notesField),
}).meta({ id: 'TaskChanges', description: 'The fields to change; the others stay as they are.' });

export const taskQuerySchema = record('The query', {
  status: z.exactOptional(statusField),
  lead_id: z.exactOptional(leadIdField),
  q: z.exactOptional(searchField),
  limit: z.exactOptional(queryNumber('limit', 1, PAGE_LIMIT)),
  page: z.exactOptional(text('page', { min: 1, max: 100 })),
});

export const taskSchema = z
  .object({
    id: z.uuid().meta({ description: 'Made by the tracker.' }),
    title: z.string().min(1).max(TASK_LIMITS.title),
    status: z.enum(TASK_STATUSES),
    lead_id: z.string().max(TASK_LIMITS.lead_id).nullable().meta({
      description:
        'The lead this task is about, or null for a task that people made for themselves. A label only: it links nothing.',
    }),
    notes: z.string().max(TASK_LIMITS.notes),
    version: z.int().min(1).meta({ description: 'Starts at 1 and grows by 1 with every change.' }),
    created_at: z.iso.datetime().meta({ description: 'UTC. For people; nothing is decided by it.' }),
    updated_at: z.iso.datetime().meta({ description: 'UTC. For people; nothing is decided by it.' }),
  })
  .meta({ id: 'Task', description: 'What a task is on the wire, the same for every client.' });

export type TaskChanges = z.infer<typeof taskChangesSchema>;
export type TaskQuery = z.infer<typeof taskQuerySchema>;

/** Fails to compile when a schema and the contract drift apart. */
export type SchemasFitTheContract = [
  Proven<Equal<z.infer<typeof newTaskSchema>, TaskFields>>,
  Proven<Equal<z.infer<typeof taskSchema>, Task>>,
  Proven<Equal<TaskChanges, Partial<TaskFields>>>,
];
