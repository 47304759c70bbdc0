/** `migrate-to`: a tracker moves from its file to PostgreSQL as a whole, while it is in use, and an interrupted move leaves it usable. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Client as Connection } from 'pg';
import { openDatabase } from '../../../server/src';
import {
  readDatabaseAddress,
  type PostgresAddress,
  type SqliteAddress,
} from '../../../server/src/db/database-address';
import { migrateTo } from '../../../server/src/migrate/migrate-to';
import { TakenSource } from '../../../server/src/migrate/source';
import { Target } from '../../../server/src/migrate/target';
import type { ProblemDetails, SyncReply } from '../../../src/contract';
import {
  expectFeedWithoutGaps,
  expectHistoriesWhole,
  expectLinksKept,
  expectPromisesKept,
} from '../crashes/inspect';
import { Ledger } from '../crashes/ledger';
import { startWriters, type Writers } from '../crashes/writers';
import { endProcesses, runCommand, startProcess } from '../support/bundled-main';
import { ask, dropDatabase, newDatabase } from '../support/postgres';
import { create, removeFolder, temporaryFolder } from '../support/running-tracker';

let folder: string;
let file: string;
let target: string;
let writers: Writers | undefined;
beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, 'moving.db');
  target = await newDatabase();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await endProcesses();
  await writers?.stop();
  removeFolder(folder);
  await dropDatabase(target);
});

const move = (progress: Parameters<typeof migrateTo>[0]['progress'] = () => undefined) =>
  migrateTo({
    source: readDatabaseAddress(`sqlite:///${file}`) as SqliteAddress,
    target: readDatabaseAddress(target) as PostgresAddress,
    progress,
  });
const tablesOfTarget = () => ask(target, "select tablename from pg_tables where schemaname = 'public'");

/** A file whose tables all hold something, whatever tables there are. */
async function fillEveryTable(rows: number): Promise<void> {
  await (await openDatabase(`sqlite:///${file}`)).destroy();
  const database = new BetterSqlite3(file);
  database.pragma('foreign_keys = off');
  for (const table of contentTables(database)) {
    const columns = database.pragma(`table_info(${table})`) as { name: string; type: string }[];
    const places = columns.map(() => '?').join(', ');
    const insert = database.prepare(`insert or ignore into ${table} values (${places})`);
    database.transaction(() => {
      for (let row = 0; row < rows; row += 1) insert.run(columns.map((column) => sample(column, row)));
    })();
  }
  // The samples of links and states name tasks that are not there.
  for (const table of ['links', 'source_states'])
    database
      .prepare(`update ${table} set task_id = (select id from tasks where tasks.rowid = ${table}.rowid)`)
      .run();
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.close();
}

function sample({ name, type }: { name: string; type: string }, row: number): string | number | null {
  if (name === 'workspace') return 'default';
  if (/int/i.test(type)) return row + (name.endsWith('_seq') ? 3_000_000_000 : 1);
  if (row % 7 === 3 && name === 'revoked_at') return null;
  return `${name} ${row} "é\\\n😀 \u2028`;
}

function contentTables(database: BetterSqlite3.Database): string[] {
  const every = database
    .prepare("select name from sqlite_master where type = 'table' order by name")
    .pluck()
    .all() as string[];
  return every.filter((name) => !/^(sqlite|kysely)_/.test(name) && name !== 'markers');
}

test('every row of every table is in the target, value by value', async () => {
  await fillEveryTable(1_200);
  const said: string[] = [];
  const moved = await move(({ table, rows, of }) => said.push(`${table} ${rows}/${of}`));
  const database = new BetterSqlite3(file, { readonly: true });
  const tables = contentTables(database);
  expect([...moved!.keys()].sort()).toEqual(tables);
  const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  for (const table of tables) {
    const rows = database.prepare(`select * from ${table}`).all();
    const found = (await ask(target, `select row_to_json(${table}) as row from ${table}`)).map(
      ({ row }) => row,
    );
    const inOrder = (list: unknown[]) =>
      list.map((row) => Object.fromEntries(Object.entries(row as object).sort())).sort(byText);
    expect(rows.length).toBeGreaterThan(0);
    expect(inOrder(found)).toEqual(inOrder(rows));
  }
  expect(said).toContain('tasks 1200/1200');
  database.close();
  await (await openDatabase(target)).destroy();
});

test('a tracker in use moves: no promise is lost, cursors go on, and the old place says where it went', async () => {
  const old = await startProcess(`sqlite:///${file}`);
  let tracker = old;
  const sheet = await old.client.created('before the move');
  const { cursor, results } = await old.client.sync({ limit: 500, run: 3, operations: [create('second')] });
  const ledger = new Ledger();
  writers = startWriters(4, () => tracker.client, ledger);
  await writers.promised(40);

  const command = await runCommand(['migrate-to', target], { DATABASE_URL: `sqlite:///${file}` });
  expect(command).toMatchObject({ code: 0, stderr: '' });
  expect(command.stdout).toMatch(/^Moving .*moving\.db to 127\.0\.0\.1:\d+\/test_\w+\./);
  expect(command.stdout).toContain('Moved and compared: ');
  expect(command.stdout).not.toContain(new URL(target).password);
  const refused = await old.client.call<ProblemDetails>('POST', '/tasks', { body: { title: 'too late' } });
  expect(refused.body).toMatchObject({ status: 503, type: 'urn:lead-sync:problem:moved' });
  expect(refused.headers.get('retry-after')).toBe('60');
  expect((await old.client.tasks()).length).toBeGreaterThan(0);

  tracker = await startProcess(target);
  await writers.promised(40);
  await writers.stop();
  const query = (statement: string) => ask(target, statement);
  await expectPromisesKept(query, ledger);
  await expectLinksKept(query, ledger);
  await expectHistoriesWhole(query);
  await expectFeedWithoutGaps(query);

  const seen = new Set([sheet.id, results[0]!.task!.id]);
  for (let reply: SyncReply | undefined; reply?.has_more !== false;) {
    reply = await tracker.client.sync({ cursor: reply?.cursor ?? cursor, limit: 100, run: 4 });
    expect(reply.full).toBe(false);
    for (const { id } of reply.changes) seen.add(id);
  }
  expect([...ledger.tasks.keys()].filter((id) => !seen.has(id))).toEqual([]);
  const stale = await tracker.client.trySync({ run: 2, operations: [create('stale')] });
  expect(stale).toMatchObject({ status: 409, body: { last_run: 3 } });

  const again = await runCommand([], { DATABASE_URL: `sqlite:///${file}`, PORT: '0' });
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(
    /has moved to the PostgreSQL database 127\.0\.0\.1:\d+\/test_\w+\. Set DATABASE_URL/,
  );
});

test('writers are told at once to come back while it moves, and readers read', async () => {
  const tracker = await startProcess(`sqlite:///${file}`);
  await tracker.client.make({ title: 'there' });
  let during: Promise<void> | undefined;
  const tryToWrite = async () => {
    const { status, headers, body } = await tracker.client.call('POST', '/tasks', { body: { title: 'x' } });
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { type: 'urn:lead-sync:problem:database-busy' },
    });
    expect(headers.get('retry-after')).toBe('1');
    expect(await tracker.client.tasks()).toHaveLength(1);
  };
  // The move waits for nobody, so it is held up here until the answers have come.
  const checksumOf = Reflect.get(Target.prototype, 'checksumOf');
  jest.spyOn(Target.prototype, 'checksumOf').mockImplementation(async function (this: Target, table) {
    await (during ??= tryToWrite());
    return checksumOf.call(this, table);
  });
  expect(await move()).not.toBeNull();
  expect(during).toBeDefined();
});

test('killed in the middle, it leaves the target as it was, and the tracker takes changes again', async () => {
  const tracker = await startProcess(`sqlite:///${file}`);
  await tracker.client.make();
  const post = () => tracker.client.call('POST', '/tasks', { body: { title: 'x' } });
  // As another instance that makes the tables would, this holds the move up while nobody may write.
  const holder = new Connection({ connectionString: target });
  await holder.connect();
  await holder.query('select pg_advisory_lock(3853314791062309107)');
  const { code } = await runCommand(
    ['migrate-to', target],
    { DATABASE_URL: `sqlite:///${file}` },
    until(async () => (await post()).status === 503),
  );
  expect(code).toBeNull();
  expect(await tablesOfTarget()).toEqual([]);
  expect(await tracker.client.tasks()).not.toEqual([]);
  await until(async () => (await post()).status === 201);
  await holder.end();
  expect(await move()).not.toBeNull();
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('what fails in the middle undoes everything on both sides', async () => {
  await fillEveryTable(50);
  jest.spyOn(Target.prototype, 'checksumOf').mockRejectedValueOnce(new Error('the line broke'));
  await expect(move()).rejects.toThrow('The tracker was not moved (the line broke). It goes on where it is.');
  expect(await tablesOfTarget()).toEqual([]);
  const source = new BetterSqlite3(file);
  expect(source.prepare("select count(*) from sqlite_master where type = 'trigger'").pluck().get()).toBe(0);
  expect(source.prepare('select count(*) from markers').pluck().get()).toBe(0);
  source.close();
  expect(await move()).not.toBeNull();
});

test('somebody who writes in spite of all stops the move', async () => {
  await fillEveryTable(50);
  const other = new BetterSqlite3(file);
  const intrude = () => void other.prepare("update markers set value = '2000-01-01'").run();
  await expect(move(intrude)).rejects.toThrow('written to during the copy');
  other.close();
  expect(await tablesOfTarget()).toEqual([]);
});

test('a copy that differs is not taken', async () => {
  await fillEveryTable(50);
  const checksumOf = Reflect.get(Target.prototype, 'checksumOf');
  jest.spyOn(Target.prototype, 'checksumOf').mockImplementation(async function (this: Target, table) {
    const checksum = await checksumOf.call(this, table);
    checksum.add(['one more']);
    return checksum;
  });
  await expect(move()).rejects.toThrow(/the copy of \w+ differs/);
  expect(await tablesOfTarget()).toEqual([]);
});

test('killed between the two commits: no tracker starts on the target, the source goes on, and the next move copies anew', async () => {
  await fillEveryTable(50);
  const finish = Reflect.get(TakenSource.prototype, 'finish');
  jest.spyOn(TakenSource.prototype, 'finish').mockImplementationOnce(function (
    this: TakenSource,
    to,
    commit,
  ) {
    return finish.call(this, to, async () => {
      await commit();
      throw new Error('killed');
    });
  });
  await expect(move()).rejects.toThrow('killed');
  await expect(openDatabase(target)).rejects.toThrow('has not finished moving');
  const db = await openDatabase(`sqlite:///${file}`);
  await db.updateTable('tasks').set({ title: 'later' }).execute();
  await db.destroy();
  expect(await move()).not.toBeNull();
  expect(await ask(target, 'select distinct title from tasks')).toEqual([{ title: 'later' }]);
  await (await openDatabase(target)).destroy();
});

test('killed before the target was released: the next attempt releases it', async () => {
  await fillEveryTable(50);
  jest.spyOn(Target.prototype, 'confirm').mockRejectedValueOnce(new Error('killed'));
  await expect(move()).rejects.toThrow('killed');
  await expect(openDatabase(target)).rejects.toThrow('has not finished moving');
  await expect(openDatabase(`sqlite:///${file}`)).rejects.toThrow('has moved to');
  expect(await move()).toBeNull();
  await (await openDatabase(target)).destroy();
});

test('a target that has been used is refused and left alone', async () => {
  await fillEveryTable(5);
  const db = await openDatabase(target);
  await db.insertInto('audit_log').values(entry).execute();
  await db.destroy();
  await expect(move()).rejects.toThrow('The PostgreSQL database is not empty');
  expect(await ask(target, 'select id from audit_log')).toEqual([{ id: 'kept' }]);
});

const entry = {
  workspace: 'default',
  id: 'kept',
  at: '',
  actor_kind: '',
  actor_name: '',
  origin: '',
  action: '',
  subject: '',
};

test.each([
  ['a SQLite file as target', 'sqlite:///./other.db', {}, /moves to PostgreSQL only/],
  ['a source that is no file', undefined, { DATABASE_URL: 'sqlite::memory:' }, /must name the SQLite file/],
  ['a file that is not there', undefined, {}, /There is no file/],
])('%s is refused in one sentence', async (_what, to, environment, says) => {
  const given = { DATABASE_URL: `sqlite:///${file}`, ...environment };
  const { code, stderr } = await runCommand(['migrate-to', to ?? target], given);
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
  expect(stderr).toMatch(says);
});
