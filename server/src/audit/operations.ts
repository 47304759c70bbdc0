/** The audit log over HTTP. */
import { z } from 'zod';
import type { Store } from '../db/store';
import { actorSchema, originSchema } from '../history/schema';
import { ok, operation, type Operation } from '../http/operation';
import type { Equal, Proven } from '../validation/equal';
import { queryNumber, record, text } from '../validation/text';
import { decodeAuditPage, encodeAuditPage, type AuditEntry } from './audit-entry';
import { listAudit } from './repository';

const PAGE = { usual: 50, most: 200 } as const;

const auditQuerySchema = record('The query', {
  limit: z.exactOptional(queryNumber('limit', 1, PAGE.most)),
  page: z.exactOptional(text('page', { min: 1, max: 200 })),
});

const auditEntrySchema = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    actor: actorSchema,
    origin: originSchema,
    action: z.string().meta({ description: 'E.g. `key.revoked`.' }),
    subject: z.string().meta({ description: 'Id of what it was done to.' }),
  })
  .meta({ id: 'AuditEntry' });

const auditPageSchema = z
  .object({ entries: z.array(auditEntrySchema), next: z.string().nullable() })
  .meta({ id: 'AuditPage' });

export function auditOperations({ db }: Pick<Store, 'db'>): Operation[] {
  return [
    operation({
      id: 'listAudit',
      method: 'get',
      path: '/audit',
      tag: 'Admin',
      summary: 'What was done beside changing tasks, newest first',
      description:
        'Keys, sign-ins, webhooks, settings, exports and erasures. Changes of tasks are not repeated here: `GET /tasks/{id}/history` has each of them with who made it, from where, and what it was before.',
      permission: 'admin',
      query: auditQuerySchema,
      answers: { 200: { description: 'One page.', schema: auditPageSchema } },
      async handle({ access, query: { limit = PAGE.usual, page } }) {
        const after = page === undefined ? null : decodeAuditPage(page);
        // One more than wanted tells whether another page follows.
        const found = await listAudit(db, access.workspace, { limit: limit + 1, after });
        const entries = found.slice(0, limit);
        const last = entries.at(-1);
        const more = last !== undefined && found.length > entries.length;
        return ok({ entries, next: more ? encodeAuditPage(last) : null });
      },
    }),
  ];
}

export type SchemaFitsTheEntry = Proven<Equal<z.infer<typeof auditEntrySchema>, AuditEntry>>;
