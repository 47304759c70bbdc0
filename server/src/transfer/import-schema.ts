/** What a line of an import may hold: what the API takes, and what an export adds. */
import { z } from 'zod';
import { leadIdField, notesField, statusField, titleField } from '../tasks/schema';
import { record } from '../validation/text';

const time = (name: string) =>
  z.iso.datetime({ error: `${name} must be a time in UTC as in 2030-01-31T12:00:00.000Z.` });

/** Versions and times of changes are those of the tracker that holds the task, so they are read and left alone. */
export const importLineSchema = record('A line', {
  id: z.exactOptional(
    z.uuid({ error: 'id must be a UUID, or left out for a new task.' }).transform((id) => id.toLowerCase()),
  ),
  title: titleField,
  status: z.exactOptional(statusField),
  lead_id: z.exactOptional(leadIdField.nullable()),
  notes: z.exactOptional(notesField),
  created_at: z.exactOptional(time('created_at').transform((at) => new Date(at).toISOString())),
  version: z.exactOptional(z.unknown()),
  updated_at: z.exactOptional(z.unknown()),
});

export type ImportLine = z.infer<typeof importLineSchema>;
