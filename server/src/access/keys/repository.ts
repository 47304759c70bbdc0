/** The SQL of keys. Rows are never deleted: a tracker that has had a key never opens again. */
import type { Kysely } from 'kysely';
import { prepared } from '../../db/prepared';
import type { ApiKeyTable, Database } from '../../db/tables';
import { fromWords, toWords } from '../scope-words';
import type { ApiKey } from './api-key';

export interface StoredKey {
  readonly key: ApiKey;
  readonly hash: string;
}

export async function hasKeys(db: Kysely<Database>): Promise<boolean> {
  return (await anyKey.first(db, {})) !== undefined;
}

const anyKey = prepared<Record<never, string>>()((db) => db.selectFrom('api_keys').select('id').limit(1));

/** In any workspace: the key itself says which one it belongs to. */
export async function findKey(db: Kysely<Database>, id: string): Promise<StoredKey | undefined> {
  const row = await oneKey.first(db, { id });
  return row === undefined ? undefined : { key: toKey(row), hash: row.hash };
}

const oneKey = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('api_keys').selectAll().where('id', '=', value('id')),
);

/** @returns newest first */
export async function listKeys(db: Kysely<Database>, workspace: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .selectAll()
    .where('workspace', '=', workspace)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toKey);
}

export async function saveKey(db: Kysely<Database>, { key, hash }: StoredKey): Promise<void> {
  const { scopes, ...row } = key;
  await db
    .insertInto('api_keys')
    .values({ ...row, scopes: toWords(scopes), hash })
    .execute();
}

/** @returns false when the workspace has no such key; a key that is revoked already keeps its time */
export async function revokeKey(
  db: Kysely<Database>,
  workspace: string,
  id: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_keys')
    .set((expression) => ({
      revoked_at: expression.fn.coalesce('revoked_at', expression.val(now.toISOString())),
    }))
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @param unless written since then already, perhaps by another instance */
export async function saveLastUse(
  db: Kysely<Database>,
  id: string,
  { at, unless }: { readonly at: Date; readonly unless: Date },
): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ last_used_at: at.toISOString() })
    .where('id', '=', id)
    .where((row) =>
      row.or([row('last_used_at', 'is', null), row('last_used_at', '<=', unless.toISOString())]),
    )
    .execute();
}

function toKey({ hash: _hash, scopes, ...row }: ApiKeyTable): ApiKey {
  return { ...row, scopes: fromWords(scopes) };
}
