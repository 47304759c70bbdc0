/** The SQL of workspaces. */
import type { Kysely } from 'kysely';
import type { Database, WorkspaceTable } from '../../db/tables';

export async function findWorkspace(db: Kysely<Database>, id: string): Promise<WorkspaceTable | undefined> {
  return db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Of the whole tracker: only its command line may ask. */
export async function listWorkspaces(db: Kysely<Database>): Promise<WorkspaceTable[]> {
  return db.selectFrom('workspaces').selectAll().orderBy('id').execute();
}

export async function saveWorkspace(db: Kysely<Database>, workspace: WorkspaceTable): Promise<void> {
  await db.insertInto('workspaces').values(workspace).execute();
}
