/** A PostgreSQL that is slow, locked or gone: requests are answered 503 and when to come back, and the tracker lives on. */
import { sql } from 'kysely';
import { Client as Connection } from 'pg';
import { openStore, closeStore, startTracker, type Tracker } from '../../../server/src';
import { write } from '../../../server/src/db/store';
import { ask, borrowDatabase, returnDatabase } from '../support/postgres';
import { Client } from '../support/running-tracker';

const BUSY = 'urn:lead-sync:problem:database-busy';
const WORKSPACE = { workspace: 'default' };

let url: string;
let tracker: Tracker;
let client: Client;
beforeEach(async () => {
  url = await borrowDatabase();
  tracker = await startTracker({ port: 0, databaseUrl: url });
  client = new Client(tracker.url);
});
afterEach(async () => {
  await tracker.close();
  returnDatabase(url);
});

/** Holds the counter of the workspace, as a writer of another instance would. */
async function lockCounter(): Promise<Connection> {
  const other = new Connection({ connectionString: url });
  await other.connect();
  await other.query("begin; select * from change_feed where workspace = 'default' for update");
  return other;
}

test('while another instance holds the workspace, many writers wait without keeping readers out, and then are told to come back', async () => {
  const other = await lockCounter();
  const writers = Array.from({ length: 30 }, () => client.call('POST', '/tasks', { body: { title: 'x' } }));
  for (let round = 0; round < 20; round += 1) expect(await client.tasks()).toEqual([]);
  const { status, headers, body } = await writers[0]!;
  expect({ status, body }).toMatchObject({ status: 503, body: { type: BUSY } });
  expect(headers.get('retry-after')).toBe('1');
  await other.query('rollback');
  await other.end();
  const answers = await Promise.all(writers);
  const made = answers.filter((answer) => answer.status === 201);
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([503, 201]));
  expect(await client.tasks()).toHaveLength(made.length);
});

const END_CONNECTIONS = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

test('connections that the server ends in the middle of requests cost those requests and nothing else', async () => {
  const refused: unknown[] = [];
  const made: string[] = [];
  const write = async () => {
    while (refused.length < 3) {
      const { status, body } = await client.call<{ id: string }>('POST', '/tasks', { body: { title: 'x' } });
      if (status === 201) made.push(body.id);
      else refused.push({ status, body });
    }
  };
  const writing = Promise.all(Array.from({ length: 8 }, write));
  while (refused.length < 3) await ask(url, END_CONNECTIONS);
  await writing;
  for (const answer of refused) expect(answer).toMatchObject({ status: 503, body: { type: BUSY } });
  expect((await client.tasks()).map(({ id }) => id)).toEqual(expect.arrayContaining(made));
});

test('connections that the server ends at rest cost nothing', async () => {
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: 8 }, () => client.tasks()));
    await ask(url, END_CONNECTIONS);
    await noneOpen();
    await client.make({ title: 'after' });
  }
});

/** Until the last of the tracker's old connections has gone. */
async function noneOpen(): Promise<void> {
  const others = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query not ilike 'listen %'`;
  while ((await ask(url, others)).length > 0);
}

test.each(['40001', '40P01'])(
  'a transaction undone with %s is made again, and its listeners hear once',
  async (state) => {
    const store = await openStore(url);
    let heard = 0;
    store.bus.subscribe('default', () => (heard += 1));
    let attempts = 0;
    await write(store, WORKSPACE, async (transaction) => {
      attempts += 1;
      await sql`update change_feed set purged_through = purged_through + 1`.execute(transaction);
      if (attempts < 3)
        await sql.raw(`do $$ begin raise exception using errcode = '${state}'; end $$`).execute(transaction);
    });
    expect({ attempts, heard }).toEqual({ attempts: 3, heard: 1 });
    expect(await ask(url, 'select purged_through from change_feed')).toEqual([{ purged_through: '1' }]);
    await closeStore(store);
  },
);

test('a fault of another kind is not tried again', async () => {
  const store = await openStore(url);
  let attempts = 0;
  const failing = write(store, WORKSPACE, async (transaction) => {
    attempts += 1;
    await sql`select 1 / 0`.execute(transaction);
  });
  await expect(failing).rejects.toThrow('division by zero');
  expect(attempts).toBe(1);
  await closeStore(store);
});
