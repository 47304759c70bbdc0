/** The SQL of sessions. */
import type { Kysely } from 'kysely';
import type { Database, SessionTable } from '../../db/tables';
import { fromWords, toWords } from '../scope-words';
import type { Session } from './session';

/** @returns undefined for a session that has expired (it never outlives its key), and for one whose key has been revoked */
export async function findLiveSession(
  db: Kysely<Database>,
  hash: string,
  now: Date,
): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .leftJoin('api_keys', 'api_keys.id', 'sessions.key_id')
    .selectAll('sessions')
    .where('sessions.hash', '=', hash)
    .where('sessions.expires_at', '>', now.toISOString())
    .where((row) =>
      row.or([
        row('sessions.key_id', 'is', null),
        row.and([row('api_keys.id', 'is not', null), row('api_keys.revoked_at', 'is', null)]),
      ]),
    )
    .executeTakeFirst();
  return row === undefined ? undefined : toSession(row);
}

/** @returns newest first, expired ones too until they are swept */
export async function listSessions(db: Kysely<Database>, workspace: string): Promise<Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('workspace', '=', workspace)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(toSession);
}

/** Stores a session, and forgets those of the workspace that have expired. */
export async function saveSession(db: Kysely<Database>, session: Session): Promise<void> {
  const { hash, workspace, keyId, name, scopes, createdAt, expiresAt } = session;
  await db
    .deleteFrom('sessions')
    .where('workspace', '=', workspace)
    .where('expires_at', '<', createdAt)
    .execute();
  const row: SessionTable = {
    hash,
    workspace,
    key_id: keyId,
    name,
    scopes: toWords(scopes),
    created_at: createdAt,
    expires_at: expiresAt,
  };
  await db.insertInto('sessions').values(row).execute();
}

export async function deleteSession(db: Kysely<Database>, workspace: string, hash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('workspace', '=', workspace)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function toSession(row: SessionTable): Session {
  return {
    hash: row.hash,
    workspace: row.workspace,
    keyId: row.key_id,
    name: row.name,
    scopes: fromWords(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
