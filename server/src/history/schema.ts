/** What the history of a task looks like in an answer. */
import { z } from 'zod';
import { ACTOR_KINDS, ORIGINS } from '../access/access';
import type { Equal, Proven } from '../validation/equal';
import { ACTIONS, TRACKED_FIELDS, type HistoryEntry } from './history-entry';

export const actorSchema = z
  .object({ kind: z.enum(ACTOR_KINDS), name: z.string() })
  .meta({ id: 'Actor', description: 'Who did it.' });

export const originSchema = z
  .object({ kind: z.enum(ORIGINS), source: z.string().nullable() })
  .meta({ id: 'Origin', description: 'From where; source names the sheet.' });

export const historyEntrySchema = z
  .object({
    version: z.int(),
    at: z.iso.datetime(),
    action: z.enum(ACTIONS),
    actor: actorSchema,
    origin: originSchema,
    changes: z.array(
      z.object({
        field: z.enum(TRACKED_FIELDS),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'HistoryEntry', description: 'One version of a task.' });

export type SchemaFitsTheEntry = Proven<Equal<z.infer<typeof historyEntrySchema>, HistoryEntry>>;
