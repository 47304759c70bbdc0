/** Opening a PostgreSQL database: what is refused and how, several that start at once, and what its values come back as. */
import { sql } from 'kysely';
import { openDatabase, StartError } from '../../../server/src';
import { listTasks } from '../../../server/src/tasks/repository';
import {
  ask,
  borrowDatabase,
  dropDatabase,
  newDatabase,
  returnDatabase,
  sharedPostgres,
} from '../support/postgres';

const PASSWORD = 'Secret-Pass-1';

async function refusal(url: string): Promise<StartError> {
  const opening = openDatabase(url).then((db) => db.destroy());
  const error: unknown = await opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartError);
  return error as StartError;
}

test.each([
  [
    'a wrong password',
    (host: string) => `postgres://tracker:${PASSWORD}@${host}/postgres`,
    /password authentication/,
  ],
  [
    'an unknown database',
    (host: string, key: string) => `postgres://tracker:${key}@${host}/none`,
    /does not exist/,
  ],
  ['nobody at that port', () => `postgres://tracker:${PASSWORD}@127.0.0.1:1/postgres`, /ECONNREFUSED/],
  ['an unknown host', () => `postgres://tracker:${PASSWORD}@no-such-host.invalid/postgres`, /no-such-host/],
])('%s is one sentence that names the place and never the password', async (_what, urlOf, says) => {
  const { host, password } = new URL((await sharedPostgres()).url);
  const error = await refusal(urlOf(host, password));
  expect(error.code).toBe('cannot_open_database');
  expect(error.message).toMatch(says);
  expect(error.message).toMatch(/DATABASE_URL\.$/);
  for (const secret of [PASSWORD, password]) expect(error.message).not.toContain(secret);
});

test.each([
  ['no database', `postgres://tracker:${PASSWORD}@localhost`],
  ['no host', `postgres:///tracker`],
  ['a password that breaks the address', `postgres://tracker:${PASSWORD}/#@[x/tracker`],
  ['a pool of one', `postgres://tracker:${PASSWORD}@localhost/tracker?pool_size=1`],
])('%s is a bad setting, whose value is not repeated', async (_what, url) => {
  const error = await refusal(url);
  expect(error.code).toBe('bad_setting');
  expect(error.message).toContain('DATABASE_URL');
  expect(`${error.message} ${String(error.cause)}`).not.toContain(PASSWORD);
});

test('a database that cannot hold every letter is refused', async () => {
  const url = await newDatabase();
  await dropDatabase(url);
  const name = new URL(url).pathname.slice(1);
  await ask(
    (await sharedPostgres()).url + '/postgres',
    `create database ${name} encoding latin1 template template0`,
  );
  expect((await refusal(url)).message).toContain('UTF8');
  await dropDatabase(url);
});

test('instances that start at once on an empty database make its tables once', async () => {
  const url = await newDatabase();
  const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase(url)));
  const epochs = await Promise.all(
    opened.map((db) => db.selectFrom('change_feed').select('epoch').executeTakeFirstOrThrow()),
  );
  expect(new Set(epochs.map(({ epoch }) => epoch)).size).toBe(1);
  await Promise.all(opened.map((db) => db.destroy()));
  await dropDatabase(url);
});

test('big integers, counts, sums and averages are numbers', async () => {
  const url = await borrowDatabase();
  const db = await openDatabase(url);
  const { rows } =
    await sql`select count(*) as n, sum(last_change) as total, avg(last_change) as mean, max(last_change) as top
    from change_feed`.execute(db);
  expect(rows).toEqual([{ n: 1, total: 0, mean: 0, top: 0 }]);
  await db.destroy();
  returnDatabase(url);
});

test.each([
  ['ünder', 'ÜBER UND ÜNDER'],
  ['STRAßE ÉTÉ', 'straße été'],
  ['звонок', 'ПЕРЕЗВОНИТЬ: ЗВОНОК'],
  ['οδός', 'ΟΔΌΣ'],
  ['İstanbul', 'İSTANBUL'],
])('the search for %s finds %s although the database was made with the C locale', async (q, title) => {
  const url = await borrowDatabase();
  expect(await ask(url, `select datcollate from pg_database where datname = current_database()`)).toEqual([
    { datcollate: 'C' },
  ]);
  const db = await openDatabase(url);
  for (const [id, text] of [
    ['1', title],
    ['2', 'something else'],
  ] as const)
    await db
      .insertInto('tasks')
      .values({
        workspace: 'default',
        id,
        title: text,
        status: 'TODO',
        lead_id: null,
        notes: '',
        version: 1,
        created_at: '',
        updated_at: '',
        deleted_at: null,
        change_seq: Number(id),
        created_seq: Number(id),
      })
      .execute();
  expect((await listTasks(db, 'default', { q })).map(({ task }) => task.id)).toEqual(['1']);
  await db.destroy();
  returnDatabase(url);
});
