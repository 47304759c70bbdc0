/** Opens the database that a URL names together with the bus that hears of its changes, those of other processes included. */
import { LocalChangeBus } from '../live/change-bus';
import { FileChangeBus } from '../live/file-change-bus';
import { PostgresChangeBus } from '../live/postgres-change-bus';
import { readDatabaseAddress } from './database-address';
import { openPostgres } from './open-postgres';
import { openSqlite } from './open-sqlite';
import type { Store } from './store';

/** @throws StartError as openDatabase */
export async function openStore(url: string): Promise<Store> {
  const address = readDatabaseAddress(url);
  if (address.kind === 'postgres') {
    const { db, client } = await openPostgres(address);
    return { db, bus: await PostgresChangeBus.connect(client) };
  }
  const { db, connection, inMemory } = await openSqlite(address.path);
  if (inMemory) return { db, bus: new LocalChangeBus() };
  return { db, bus: new FileChangeBus(() => connection.pragma('data_version', { simple: true })) };
}

export async function closeStore({ db, bus }: Store): Promise<void> {
  await bus.close();
  await db.destroy();
}
