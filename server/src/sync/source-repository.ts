/** The SQL of sources: how far each sheet's runs have come, and where people find it. */
import type { Kysely } from 'kysely';
import type { Database, SourceTable } from '../db/tables';

/** A source of a workspace: where links, states and runs belong. */
export interface SourceName {
  readonly workspace: string;
  readonly source: string;
}

export async function findSource(
  db: Kysely<Database>,
  { workspace, source }: SourceName,
): Promise<SourceTable | undefined> {
  return db
    .selectFrom('sources')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('source', '=', source)
    .executeTakeFirst();
}

/** Notes the run, and the sheet's name and address where the source tells them; writes nothing when it knows them already. */
export async function saveSource(
  db: Kysely<Database>,
  name: SourceName,
  known: SourceTable | undefined,
  { run, sheet }: { readonly run: number; readonly sheet: { name: string; url: string } | undefined },
): Promise<void> {
  const now = {
    last_run: run,
    sheet_name: sheet?.name ?? known?.sheet_name ?? null,
    sheet_url: sheet?.url ?? known?.sheet_url ?? null,
  };
  if (known !== undefined && isSame(known, now)) return;
  await db
    .insertInto('sources')
    .values({ ...name, ...now })
    .onConflict((conflict) => conflict.columns(['workspace', 'source']).doUpdateSet(now))
    .execute();
}

function isSame(known: SourceTable, now: Omit<SourceTable, 'workspace' | 'source'>): boolean {
  return (
    known.last_run === now.last_run &&
    known.sheet_name === now.sheet_name &&
    known.sheet_url === now.sheet_url
  );
}
