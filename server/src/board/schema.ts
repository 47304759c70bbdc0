/** What the board may ask and what it is answered. */
import { z } from 'zod';
import type { TASK_STATUSES } from '../contract';
import { SYNC_LIMITS } from '../contract';
import { leadIdField, searchField, statusField, taskSchema } from '../tasks/schema';
import type { Equal, Proven } from '../validation/equal';
import { nameText, queryNumber, record, text } from '../validation/text';
import type { Card } from './card';
import type { Flow } from './flow';

/** Most cards on one page. */
export const CARD_PAGE_LIMIT = 200;
const MOST_DAYS = 90;

const filters = {
  q: z.exactOptional(searchField),
  lead_id: z.exactOptional(leadIdField),
  source: z.exactOptional(nameText('source', SYNC_LIMITS.source)),
};

export const cardsQuerySchema = record('The query', {
  status: z.exactOptional(statusField),
  ...filters,
  limit: z.exactOptional(queryNumber('limit', 1, CARD_PAGE_LIMIT)),
  page: z.exactOptional(text('page', { min: 1, max: 100 })),
});
export const countsQuerySchema = record('The query', filters);
export const flowQuerySchema = record('The query', {
  days: z.exactOptional(queryNumber('days', 1, MOST_DAYS)),
});

export const cardLinkSchema = z
  .object({
    source: z.string(),
    lead_id: z.string(),
    sheet: z.object({ name: z.string(), url: z.string() }).nullable(),
    row: z.int().nullable().meta({ description: 'Where the row stood when the sheet last pushed it.' }),
    url: z.string().nullable().meta({ description: 'Opens the row in the sheet.' }),
  })
  .meta({ id: 'CardLink' });

export const cardSchema = taskSchema
  .extend({ links: z.array(cardLinkSchema) })
  .meta({ id: 'Card', description: 'A task and the rows of the sheets that it belongs to.' });

export const cardPageSchema = z
  .object({
    cards: z.array(cardSchema),
    next: z.string().nullable().meta({ description: 'Sent as `page` it gives the next ones.' }),
  })
  .meta({ id: 'CardPage' });

/** An object with a member for each status. */
const byStatus = <S extends z.ZodType>(schema: S) =>
  z.object({ TODO: schema, IN_PROGRESS: schema, DONE: schema } satisfies Record<
    (typeof TASK_STATUSES)[number],
    S
  >);

export const countsSchema = byStatus(z.int().min(0)).meta({ id: 'Counts' });

export const sourcesSchema = z.array(
  z.object({ source: z.string(), name: z.string().nullable() }).meta({ id: 'Source' }),
);

const timeInStatusSchema = z
  .object({
    tasks: z.int().min(0).meta({ description: 'How often a task left this status in these days.' }),
    median_hours: z.number().nullable(),
    p90_hours: z.number().nullable(),
  })
  .meta({ id: 'TimeInStatus' });

export const flowSchema = z
  .object({
    days: z.array(
      z.object({
        date: z.iso.date(),
        created: z.int().min(0),
        moved: z.int().min(0).meta({ description: 'Changes of a status.' }),
        done: z.int().min(0).meta({ description: 'Times a task became DONE, also by being made so.' }),
      }),
    ),
    time_in_status: byStatus(timeInStatusSchema),
  })
  .meta({ id: 'Flow' });

export type CardsQuery = z.infer<typeof cardsQuerySchema>;
export type CountsQuery = z.infer<typeof countsQuerySchema>;

/** Fails to compile when a schema and what is answered drift apart. */
export type SchemasFitTheBoard = [
  Proven<Equal<z.infer<typeof cardSchema>, Card>>,
  Proven<Equal<z.infer<typeof flowSchema>, Flow>>,
];
