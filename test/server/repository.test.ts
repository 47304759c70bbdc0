/** The repository contract on SQLite, in memory and in a file, and on PostgreSQL; and what the file alone must be. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { openDatabase } from '../../server/src';
import { describeRepositories } from './contracts/repository-contract';
import { dropDatabase, newDatabase } from './support/postgres';
import { removeFolder, temporaryFolder } from './support/running-tracker';

let folder: string;
let files = 0;
const databases: string[] = [];
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(async () => {
  removeFolder(folder);
  for (const url of databases) await dropDatabase(url);
});
const newFile = () => join(folder, `${(files += 1)}.db`);

describeRepositories('SQLite in memory', () => openDatabase('sqlite::memory:'));
describeRepositories('a SQLite file', () => openDatabase(`sqlite:///${newFile()}`));
describeRepositories('PostgreSQL', async () => {
  databases.push(await newDatabase());
  return openDatabase(databases.at(-1)!);
});

test('a file is opened with WAL, full sync, foreign keys and patience', async () => {
  const db = await openDatabase(`sqlite:///${newFile()}`);
  const pragma = async (name: string) =>
    Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] as object)[0] as unknown;
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  expect(await pragma('busy_timeout')).toBe(5_000);
  await db.destroy();
});

test('a write transaction takes the lock when it begins, a read-only one lets others write', async () => {
  const file = newFile();
  const db = await openDatabase(`sqlite:///${file}`);
  const other = new BetterSqlite3(file, { timeout: 0 });
  const write = () => other.prepare('update change_feed set purged_through = 0').run();
  await db.transaction().execute(async () => {
    expect(write).toThrow(/locked/);
    return Promise.resolve();
  });
  const reading = db.transaction().setAccessMode('read only');
  await reading.execute(async (transaction) => {
    await transaction.selectFrom('tasks').select('id').execute();
    expect(write().changes).toBe(1);
  });
  other.close();
  await db.destroy();
});

test('a database opened again keeps its epoch and runs no migration twice', async () => {
  const url = `sqlite:///${newFile()}`;
  const epochs: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    const db = await openDatabase(url);
    epochs.push((await db.selectFrom('change_feed').select('epoch').executeTakeFirstOrThrow()).epoch);
    await db.destroy();
  }
  expect(epochs[0]).toBe(epochs[1]);
});
