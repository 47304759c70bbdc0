/** The SQL of the audit log: what was done beside changing tasks, by whom and from where. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Author } from '../access/access';
import type { AuditLogTable, Database } from '../db/tables';
import type { AuditEntry, AuditPlace } from './audit-entry';

/**
 * In the transaction that does it: what is done stands in the log, and what is not does not.
 * @param action what was done to what, e.g. `key.revoked`
 * @param subject id of the object; never a name, an address or other personal data
 */
export async function recordAudit(
  db: Kysely<Database>,
  { workspace, actor, origin }: Author,
  action: string,
  subject: string,
  at: Date = new Date(),
): Promise<void> {
  const row: AuditLogTable = {
    workspace,
    id: randomUUID(),
    at: at.toISOString(),
    actor_kind: actor.kind,
    actor_name: actor.name,
    origin: origin.kind,
    action,
    subject,
  };
  await db.insertInto('audit_log').values(row).execute();
}

/** @param after where the page before ended; @returns newest first */
export async function listAudit(
  db: Kysely<Database>,
  workspace: string,
  { limit, after }: { readonly limit: number; readonly after: AuditPlace | null },
): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit_log').selectAll().where('workspace', '=', workspace);
  if (after !== null)
    query = query.where((row) =>
      row.or([row('at', '<', after.at), row.and([row('at', '=', after.at), row('id', '<', after.id)])]),
    );
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(toEntry);
}

function toEntry(row: AuditLogTable): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actor: { kind: row.actor_kind as AuditEntry['actor']['kind'], name: row.actor_name },
    origin: { kind: row.origin as AuditEntry['origin']['kind'], source: null },
    action: row.action,
    subject: row.subject,
  };
}
