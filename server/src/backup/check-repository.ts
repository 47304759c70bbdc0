/** The SQL of `check`: over all workspaces, and reading only. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/tables';

/** @returns none where no tracker has ever been */
export async function listMigrations(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}

/** @returns RFC 3339, or null without tasks */
export async function findNewestTime(db: Kysely<Database>): Promise<string | null> {
  const row = await db
    .selectFrom('task_history')
    .select((entry) => entry.fn.max('at').as('newest'))
    .executeTakeFirst();
  return row?.newest ?? null;
}

export async function countLiveKeys(db: Kysely<Database>, now: string): Promise<number> {
  const { keys } = await db
    .selectFrom('api_keys')
    .select((key) => key.fn.countAll<number>().as('keys'))
    .where('revoked_at', 'is', null)
    .where((key) => key.or([key('expires_at', 'is', null), key('expires_at', '>', now)]))
    .executeTakeFirstOrThrow();
  return keys;
}

export async function countDeliveries(
  db: Kysely<Database>,
): Promise<{ readonly pending: number; readonly dead: number }> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['state', (delivery) => delivery.fn.countAll<number>().as('count')])
    .where('state', 'in', ['pending', 'dead'])
    .groupBy('state')
    .execute();
  const countOf = (wanted: string) => rows.find(({ state }) => state === wanted)?.count ?? 0;
  return { pending: countOf('pending'), dead: countOf('dead') };
}
