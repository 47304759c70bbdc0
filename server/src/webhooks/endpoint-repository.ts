/** The SQL of endpoints. */
import type { Kysely } from 'kysely';
import type { Database, WebhookEndpointTable } from '../db/tables';
import type { EndpointKind } from './endpoint-kind';

/** An endpoint of a workspace. */
export interface EndpointName {
  readonly workspace: string;
  readonly id: string;
}

export type EndpointChanges = Partial<Omit<WebhookEndpointTable, 'workspace' | 'id' | 'kind' | 'created_at'>>;

/** @returns oldest first */
export function listEndpoints(
  db: Kysely<Database>,
  workspace: string,
  kind: EndpointKind,
): Promise<WebhookEndpointTable[]> {
  return endpointsOf(db, workspace, kind).orderBy('created_at').orderBy('id').execute();
}

export function findEndpoint(
  db: Kysely<Database>,
  { workspace, id }: EndpointName,
  kind: EndpointKind,
): Promise<WebhookEndpointTable | undefined> {
  return endpointsOf(db, workspace, kind).where('id', '=', id).executeTakeFirst();
}

/** The wake endpoint of a source. */
export function findWakeEndpoint(
  db: Kysely<Database>,
  workspace: string,
  source: string,
): Promise<WebhookEndpointTable | undefined> {
  return endpointsOf(db, workspace, 'wake').where('source', '=', source).executeTakeFirst();
}

function endpointsOf(db: Kysely<Database>, workspace: string, kind: EndpointKind) {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('kind', '=', kind);
}

export async function countEndpoints(
  db: Kysely<Database>,
  workspace: string,
  kind: EndpointKind,
): Promise<number> {
  const { count } = await db
    .selectFrom('webhook_endpoints')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('workspace', '=', workspace)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertEndpoint(db: Kysely<Database>, endpoint: WebhookEndpointTable): Promise<void> {
  await db.insertInto('webhook_endpoints').values(endpoint).execute();
}

export async function updateEndpoint(
  db: Kysely<Database>,
  { workspace, id }: EndpointName,
  changes: EndpointChanges,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await db
    .updateTable('webhook_endpoints')
    .set(changes)
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .execute();
}

/** With everything that was to be sent to it, or has been. */
export async function deleteEndpoint(db: Kysely<Database>, { workspace, id }: EndpointName): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('workspace', '=', workspace)
    .where('endpoint_id', '=', id)
    .execute();
  await db.deleteFrom('webhook_endpoints').where('workspace', '=', workspace).where('id', '=', id).execute();
}
