/** The SQL of idempotency keys: what was answered under a key, so that a repeat gets the same answer. */
import type { Kysely } from 'kysely';
import type { Database, IdempotencyKeyTable } from '../db/tables';

export async function findAnswer(
  db: Kysely<Database>,
  workspace: string,
  key: string,
): Promise<IdempotencyKeyTable | undefined> {
  return db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Stores an answer, and forgets those of the workspace given before `keepFrom` (RFC 3339). */
export async function keepAnswer(
  db: Kysely<Database>,
  answer: IdempotencyKeyTable,
  keepFrom: string,
): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('workspace', '=', answer.workspace)
    .where('created_at', '<', keepFrom)
    .execute();
  await db.insertInto('idempotency_keys').values(answer).execute();
}
