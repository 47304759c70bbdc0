/** The use cases of keys: make, list, revoke. Used by the API and by the command line. */
import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/repository';
import { write, type Store } from '../../db/store';
import type { Database } from '../../db/tables';
import { ProblemError, unknownObject } from '../../errors';
import type { Author, Scope } from '../access';
import { hashOf } from '../secret';
import { isLive, type ApiKey } from './api-key';
import { newKey } from './key-format';
import { knownKeysOf } from './known-keys';
import { listKeys, revokeKey, saveKey } from './repository';

/** The one in use and its successor. */
const LIVE_KEYS_PER_NAME = 2;

export interface WantedKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** RFC 3339; null for a key that does not expire. */
  readonly expires_at: string | null;
}

/** A key that was just made: the only time that its text is known. */
export interface MadeKey extends ApiKey {
  readonly key: string;
}

export type KeyService = ReturnType<typeof createKeyService>;

export function createKeyService(store: Store, now: () => Date) {
  return {
    list: ({ workspace }: Pick<Author, 'workspace'>): Promise<ApiKey[]> => listKeys(store.db, workspace),

    /** @throws ProblemError conflict when the name has two live keys already */
    async create(author: Author, wanted: WantedKey): Promise<MadeKey> {
      return write(store, author, async (transaction) => {
        await refuseThird(transaction, author.workspace, wanted.name, now());
        const { id, key: text } = newKey();
        const key = toApiKey(author.workspace, id, wanted, now());
        await saveKey(transaction, { key, hash: hashOf(text) });
        await recordAudit(transaction, author, 'key.created', id, now());
        return { ...key, key: text };
      });
    },

    /** From this moment on the key and the sessions opened with it are refused. @throws ProblemError unknown_object */
    async revoke(author: Author, id: string): Promise<void> {
      await write(store, author, async (transaction) => {
        if (!(await revokeKey(transaction, author.workspace, id, now()))) throw unknownObject('key');
        await recordAudit(transaction, author, 'key.revoked', id, now());
      });
      knownKeysOf(store.db).forget();
    },
  };
}

function toApiKey(workspace: string, id: string, { name, scopes, expires_at }: WantedKey, now: Date): ApiKey {
  const created_at = now.toISOString();
  return { id, workspace, name, scopes, created_at, expires_at, last_used_at: null, revoked_at: null };
}

async function refuseThird(db: Kysely<Database>, workspace: string, name: string, now: Date): Promise<void> {
  const ofName = (await listKeys(db, workspace)).filter((key) => key.name === name && isLive(key, now));
  if (ofName.length < LIVE_KEYS_PER_NAME) return;
  throw new ProblemError(
    'conflict',
    'This name has two live keys already: the one in use and its successor. Revoke one of them first. Nothing was changed.',
  );
}
