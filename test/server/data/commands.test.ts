/** Backup, restore, check, purge, export and import from the command line. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import BetterSqlite3 from 'better-sqlite3';
import { runProgram } from '../../../server/src/command-line/program';
import { makeKey } from '../support/keys';
import { removeFolder, runTracker, temporaryFolder, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
let folder: string;
beforeEach(async () => {
  running = await runTracker();
  folder = temporaryFolder();
});
afterEach(async () => {
  await running.stop();
  removeFolder(folder);
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(options: readonly string[], databaseUrl = running.databaseUrl): Promise<Ended> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const environment = { DATABASE_URL: databaseUrl };
  const code = await runProgram({ stdin, stdout, stderr, environment }, options);
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}

const place = (name: string) => join(folder, name);

describe('check', () => {
  test('finds nothing wrong with a tracker that works, and changes nothing', async () => {
    await running.client.make();
    await makeKey(running);
    const writes = running.writes();
    const { code, stdout, stderr } = await run(['check']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').map((line) => line.slice(0, 17).trimEnd())).toEqual(
      [
        'ok       database',
        'ok       tables:',
        'ok       disk: 1',
        'ok       clock: n',
        'ok       keys: 1',
        'ok       webhooks',
        '',
      ].map((line) => expect.stringContaining(line.slice(0, 13)) as string),
    );
    expect(running.writes()).toBe(writes);
  });

  test.each([
    [
      'a clock that is behind',
      `insert into task_history (workspace, task_id, version, change_seq, at, action, actor_kind, actor_name, origin, changes)
       values ('default', 't', 1, 1, '2999-01-01T00:00:00.000Z', 'created', 'local', 'local', 'api', '[]')`,
      /problem {2}clock: .*2999/,
    ],
    [
      'dead deliveries',
      `insert into deliveries (workspace, id, endpoint_id, event_id, type, task_id, payload, state, attempts, created_at)
       values ('default', 'd', 'e', 'm', 'task.created', 't', '{}', 'dead', 1, '${new Date().toISOString()}')`,
      /problem {2}webhooks: 0 pending, 1 dead/,
    ],
    [
      'tables that are behind',
      `delete from kysely_migration where name = (select max(name) from kysely_migration)`,
      /problem {2}tables: 1 updates behind/,
    ],
    [
      'a newer program',
      `insert into kysely_migration (name, timestamp) values ('9999-x', '2099')`,
      /problem {2}tables: made by a newer version/,
    ],
  ])('finds %s, and ends with exit code 1', async (_name, statement, says) => {
    await running.query(statement);
    const { code, stdout, stderr } = await run(['check']);
    expect(stdout).toMatch(says);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^1 of \d checks found a problem\.\n$/) as string,
    });
  });

  test('finds that there is no database, and makes none', async () => {
    const file = place('none.db');
    const { code, stderr } = await run(['check'], `sqlite:///${file}`);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no database/) as string,
    });
    expect(existsSync(file)).toBe(false);
  });

  test('finds a file that is none', async () => {
    writeFileSync(place('x.db'), 'x'.repeat(5_000));
    const { code, stdout } = await run(['check'], `sqlite:///${place('x.db')}`);
    expect({ code, stdout }).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/problem {2}database/) as string,
    });
  });
});

test('backup copies a running tracker; restore says that it must stop first', async () => {
  await running.client.make({ title: 'a' });
  expect(await run(['backup', place('b.db')])).toMatchObject({ code: 0 });
  expect(await run(['backup', place('b.db')])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/there already/) as string,
  });
  expect(await run(['restore', place('b.db')])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/Stop it and try again/) as string,
  });
  const elsewhere = `sqlite:///${place('new.db')}`;
  const { code, stdout } = await run(['restore', place('b.db')], elsewhere);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Keys that were revoked since .* work again/);
  const restored = new BetterSqlite3(place('new.db'));
  expect(restored.prepare('select title from tasks').all()).toEqual([{ title: 'a' }]);
  restored.close();
});

test.each([
  ['backup', /pg_dump --format=custom/],
  ['restore', /pg_restore .*new-epoch/],
])('%s says what to do on PostgreSQL, without the password', async (command, says) => {
  const { code, stderr } = await run([command, place('x')], 'postgres://user:hidden-word@localhost:1/db');
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(says) as string });
  expect(stderr).not.toContain('hidden-word');
});

test('new-epoch makes every reader start again', async () => {
  await running.client.make();
  const { cursor } = await running.client.sync({ limit: 500 });
  expect(await run(['new-epoch'])).toMatchObject({ code: 0 });
  expect((await running.client.trySync({ cursor })).status).toBe(410);
});

test('purge says what it has removed', async () => {
  await running.query(
    `insert into sessions (hash, workspace, name, scopes, created_at, expires_at) values ('h', 'default', 'n', 'read', '2020', '2021')`,
  );
  expect(await run(['purge'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Removed: 0 deleted tasks, .* 1 ended sessions/) as string,
  });
});

describe('export and import', () => {
  test('carry all tasks by a file, and try out first', async () => {
    for (const title of ['a', 'b']) await running.client.make({ title });
    for (const name of ['t.csv', 't.jsonl']) {
      expect(await run(['export', place(name)])).toMatchObject({ code: 0 });
      const tried = await run(['import', '--dry-run', place(name)]);
      expect(tried.stdout).toBe('Would be made: 0, changed: 0, left as they are: 2.\n');
    }
    const other = await runTracker();
    const { stdout } = await run(['import', place('t.csv')], other.databaseUrl);
    expect(stdout).toBe('Tasks made: 2, changed: 0, left as they are: 0.\n');
    expect((await other.client.tasks()).map(({ title }) => title)).toEqual(['a', 'b']);
    await other.stop();
  });

  test('tell progress and bad lines, and end with exit code 1 when there are any', async () => {
    writeFileSync(place('t.jsonl'), `${'{"title": "x"}\n'.repeat(6_000)}{}\n`);
    const { code, stdout, stderr } = await run(['import', place('t.jsonl')]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Tasks made: 6000, .*\nLine 6001: title must be/);
    expect(stderr).toMatch(/^5\d\d\d lines …\n1 lines were not imported/);
  });

  test('replace no file, need to know what it holds, and need a workspace that is there', async () => {
    writeFileSync(place('mine.csv'), 'mine');
    for (const [options, says] of [
      [['export', place('mine.csv')], /there already/],
      [['export', place('t.xlsx')], /\.csv or \.jsonl/],
      [['export', place('t.csv'), '--workspace', 'none'], /no such workspace/],
      [['export', join(folder, 'no', 't.csv')], /cannot be written/],
      [['import', place('none.csv')], /no file/],
    ] as const)
      expect(await run(options)).toMatchObject({ code: 1, stderr: expect.stringMatching(says) as string });
    expect(readFileSync(place('mine.csv'), 'utf8')).toBe('mine');
    expect(existsSync(place('t.csv'))).toBe(false);
  });
});
