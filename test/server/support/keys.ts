/** Keys and workspaces for tests, made as the command line makes them: in the database of a tracker that may be running. */
import { commandAuthor, type Scope } from '../../../server/src/access/access';
import type { ApiKey } from '../../../server/src/access/keys/api-key';
import { createKeyService } from '../../../server/src/access/keys/service';
import { createWorkspace } from '../../../server/src/access/workspaces/service';
import { openDatabase } from '../../../server/src';
import type { Store } from '../../../server/src/db/store';
import { LocalChangeBus } from '../../../server/src/live/change-bus';
import { Client, type Answer, type Call } from './running-tracker';

export interface TestKey {
  readonly name?: string;
  readonly scopes?: readonly Scope[];
  /** Made when it is not there. */
  readonly workspace?: string;
  readonly expiresAt?: Date;
}

/** Any tracker on a database that others can open too. */
export interface OnDatabase {
  readonly databaseUrl: string;
}

/** @returns the key itself, and what the tracker knows of it; from the first one on, every request needs a key */
export async function makeKey(
  { databaseUrl }: OnDatabase,
  wanted: TestKey = {},
): Promise<ApiKey & { readonly key: string }> {
  const { name = 'test', scopes = ['read', 'write', 'sync', 'admin'], workspace, expiresAt } = wanted;
  return onStore(databaseUrl, async (store) => {
    if (workspace !== undefined) await makeWorkspace(store, workspace);
    const expires_at = expiresAt?.toISOString() ?? null;
    const keys = createKeyService(store, () => new Date());
    return keys.create(commandAuthor(workspace), { name, scopes, expires_at });
  });
}

/** As the command line does it: the tracker is not told. */
export async function revokeKey({ databaseUrl }: OnDatabase, id: string): Promise<void> {
  await onStore(databaseUrl, (store) =>
    createKeyService(store, () => new Date()).revoke(commandAuthor(), id),
  );
}

/** A client that sends this key with every request. */
export class KeyClient extends Client {
  constructor(
    url: string,
    readonly key: string,
  ) {
    super(url);
  }

  override call<T = unknown>(
    method: string,
    path: string,
    { headers, ...call }: Call = {},
  ): Promise<Answer<T>> {
    return super.call<T>(method, path, {
      ...call,
      headers: { authorization: `Bearer ${this.key}`, ...headers },
    });
  }
}

/** A client with a key of its own. */
export async function clientWithKey(
  running: OnDatabase & { readonly tracker: { readonly url: string } },
  wanted: TestKey = {},
): Promise<KeyClient> {
  return new KeyClient(running.tracker.url, (await makeKey(running, wanted)).key);
}

async function makeWorkspace(store: Store, id: string): Promise<void> {
  const known = await store.db.selectFrom('workspaces').select('id').where('id', '=', id).executeTakeFirst();
  if (known === undefined) await createWorkspace(store, { id, name: id }, new Date());
}

async function onStore<T>(databaseUrl: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store: Store = { db: await openDatabase(databaseUrl), bus: new LocalChangeBus() };
  try {
    return await work(store);
  } finally {
    await store.db.destroy();
  }
}
