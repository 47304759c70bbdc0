/** The operations on personal data: what is kept about a lead, and its erasure. */
import { z } from 'zod';
import { historyEntrySchema } from '../history/schema';
import { ok, operation, type Operation } from '../http/operation';
import { leadIdField, taskSchema } from '../tasks/schema';
import type { Equal, Proven } from '../validation/equal';
import { eraseLead } from './erase-lead';
import { exportLead, type LeadDeps, type LeadExport } from './export-lead';

const tag = 'Admin';
const leadPath = z.object({ lead_id: leadIdField });

const exportedTaskSchema = z
  .object({
    task: taskSchema.extend({ deleted_at: z.iso.datetime().nullable() }),
    history: z.array(historyEntrySchema),
    links: z.array(z.object({ source: z.string(), lead_id: z.string(), row: z.int().nullable() })),
    states: z.array(z.object({ source: z.string(), state: z.string(), version: z.int() })),
    deliveries: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        state: z.string(),
        created_at: z.iso.datetime(),
        payload: z.string(),
      }),
    ),
    answers: z.array(z.object({ created_at: z.iso.datetime(), answer: z.string() })),
  })
  .meta({ id: 'ExportedTask', description: 'A task of a lead with everything that was copied from it.' });

const leadExportSchema = z
  .object({ lead_id: z.string(), exported_at: z.iso.datetime(), tasks: z.array(exportedTaskSchema) })
  .meta({ id: 'LeadExport' });

const erasedSchema = z.object({ tasks: z.int().min(0) }).meta({ id: 'Erased' });

export function leadOperations(deps: LeadDeps): Operation[] {
  return [
    operation({
      id: 'exportLead',
      method: 'get',
      path: '/leads/{lead_id}/export',
      tag,
      summary: 'Everything that is kept about a lead',
      description:
        'Its tasks are those with this lead_id and those that a sheet has linked as this lead, deleted ones included. A lead that nothing is kept about has none.',
      permission: 'admin',
      params: leadPath,
      answers: { 200: { description: 'Everything.', schema: leadExportSchema } },
      handle: async ({ access, params }) => ok(await exportLead(deps, access, params.lead_id)),
    }),
    operation({
      id: 'eraseLead',
      method: 'delete',
      path: '/leads/{lead_id}',
      tag,
      summary: 'Erase a lead for good',
      description:
        'Its tasks become tombstones without texts, their history keeps versions, times and names of fields, and every copy goes. This cannot be undone. Backups and the sheet are not touched.',
      permission: 'admin',
      params: leadPath,
      answers: { 200: { description: 'How many tasks were erased.', schema: erasedSchema } },
      handle: async ({ access, params }) => ok({ tasks: await eraseLead(deps, access, params.lead_id) }),
    }),
  ];
}

export type SchemaFitsTheExport = Proven<Equal<z.infer<typeof leadExportSchema>, LeadExport>>;
