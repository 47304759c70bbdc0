/** Backup while the tracker works, restore when it does not, and what both refuse. */
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { startTracker, type Tracker } from '../../../server/src';
import { backUpSqlite } from '../../../server/src/backup/backup-sqlite';
import { restoreSqlite } from '../../../server/src/backup/restore-sqlite';
import { Client, removeFolder, temporaryFolder } from '../support/running-tracker';

const NOW = new Date('2026-05-06T07:08:09.000Z');

let folder: string;
let file: string;
let copy: string;
let tracker: Tracker | null;
let client: Client;
beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, 'tracker.db');
  copy = join(folder, 'copy.db');
  await start();
});
afterEach(async () => {
  await tracker?.close();
  removeFolder(folder);
});

async function start(): Promise<void> {
  tracker = await startTracker({ port: 0, databaseUrl: `sqlite:///${file}` });
  client = new Client(tracker.url);
}

async function stop(): Promise<void> {
  await tracker?.close();
  tracker = null;
}

const titles = async () => (await client.tasks()).map(({ title }) => title);
const titlesIn = (database: string) => {
  const opened = new BetterSqlite3(database, { readonly: true });
  const rows = opened.prepare<[], { title: string }>('select title from tasks order by created_seq').all();
  opened.close();
  return rows.map(({ title }) => title);
};
const filesBeside = () => readdirSync(dirname(file)).sort();

describe('a backup', () => {
  test('has everything that was answered before it began, and is a file on its own', async () => {
    await client.make({ title: 'a' });
    await client.make({ title: 'b' });
    await backUpSqlite(file, copy);
    await client.make({ title: 'later' });
    expect(titlesIn(copy)).toEqual(['a', 'b']);
    expect(filesBeside().filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
    expect(statSync(copy).mode & 0o077).toBe(0);
  });

  test('made while others write all the time is of one moment, and ends', async () => {
    let isDone = false;
    let written = 0;
    const writing = (async () => {
      for (; !isDone; written += 1) await client.make({ title: `${written}` });
    })();
    for (let round = 0; round < 5; round += 1) {
      const target = join(folder, `copy-${round}.db`);
      const before = written;
      await backUpSqlite(file, target);
      const copied = titlesIn(target);
      expect(copied.length).toBeGreaterThanOrEqual(before);
      expect(copied).toEqual(copied.map((_, place) => `${place}`));
    }
    isDone = true;
    await writing;
  });

  test('replaces no file, and leaves none behind when it fails', async () => {
    writeFileSync(copy, 'mine');
    await expect(backUpSqlite(file, copy)).rejects.toThrow(/is there already/);
    expect(readFileSync(copy, 'utf8')).toBe('mine');
    await expect(backUpSqlite(file, join(folder, 'no', 'where.db'))).rejects.toThrow(/cannot be written/);
    await expect(backUpSqlite(join(folder, 'none.db'), join(folder, 'x.db'))).rejects.toThrow(/no database/);
    const broken = join(folder, 'broken.db');
    writeFileSync(broken, 'x'.repeat(10_000));
    await expect(backUpSqlite(broken, join(folder, 'x.db'))).rejects.toThrow(/could not be copied.*NOTADB/);
    expect(filesBeside().filter((name) => name.startsWith('x.db'))).toEqual([]);
  });
});

describe('a restore', () => {
  const makeBackup = async () => {
    await client.make({ title: 'kept' });
    await backUpSqlite(file, copy);
    await client.make({ title: 'lost' });
  };

  test('brings back what was there, keeps what is replaced, and begins a new epoch', async () => {
    await makeBackup();
    const { cursor } = await client.sync({ limit: 500 });
    await stop();
    const { kept } = await restoreSqlite(copy, file, NOW);
    expect(kept).toBe(`${file}.before-restore-2026-05-06T07-08-09-000Z`);
    expect(titlesIn(kept!)).toEqual(['kept', 'lost']);
    await start();
    expect(await titles()).toEqual(['kept']);
    expect((await client.trySync({ cursor })).status).toBe(410);
    expect((await client.sync({ limit: 500 })).changes.map(({ title }) => title)).toEqual(['kept']);
    await client.make({ title: 'goes on' });
    expect(await titles()).toEqual(['kept', 'goes on']);
  });

  test('ends sessions, because some of them may have been ended since', async () => {
    const opened = new BetterSqlite3(file);
    opened.exec(
      `insert into sessions (hash, workspace, name, scopes, created_at, expires_at) values ('h', 'default', 'n', 'read', '2026', '2099')`,
    );
    opened.close();
    await makeBackup();
    await stop();
    await restoreSqlite(copy, file, NOW);
    const restored = new BetterSqlite3(file);
    expect(restored.prepare('select 1 from sessions').all()).toEqual([]);
    restored.close();
  });

  test('works where there is no database, and where it is damaged beyond reading', async () => {
    await makeBackup();
    await stop();
    const elsewhere = join(folder, 'elsewhere.db');
    expect(await restoreSqlite(copy, elsewhere, NOW)).toEqual({ kept: null });
    expect(titlesIn(elsewhere)).toEqual(['kept']);
    writeFileSync(file, 'no database any more');
    writeFileSync(`${file}-wal`, 'an old log');
    const { kept } = await restoreSqlite(copy, file, NOW);
    // A log of another database would be read into this one.
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(readFileSync(kept!, 'utf8')).toBe('no database any more');
    expect(readFileSync(`${kept!}-wal`, 'utf8')).toBe('an old log');
    expect(titlesIn(file)).toEqual(['kept']);
  });

  test('is refused while a tracker has the database open, however idle it is', async () => {
    await makeBackup();
    await expect(restoreSqlite(copy, file, NOW)).rejects.toMatchObject({ code: 'in_use' });
    expect(await titles()).toEqual(['kept', 'lost']);
    await client.make({ title: 'still works' });
    expect(filesBeside().filter((name) => /restor/.test(name))).toEqual([]);
  });

  test('is refused for what is no whole backup of a tracker; nothing is changed', async () => {
    await makeBackup();
    await stop();
    const text = join(folder, 'text.txt');
    writeFileSync(text, 'hello');
    const other = join(folder, 'other.db');
    new BetterSqlite3(other).exec('create table a (b)').close();
    const newer = join(folder, 'newer.db');
    await backUpSqlite(file, newer);
    const opened = new BetterSqlite3(newer);
    opened.exec(`insert into kysely_migration values ('9999-from-the-future', '2099')`);
    opened.close();
    const damaged = join(folder, 'damaged.db');
    await backUpSqlite(file, damaged);
    truncateSync(damaged, statSync(damaged).size - 8_192);
    for (const [bad, says] of [
      [join(folder, 'none.db'), /no file/],
      [text, /no database/],
      [other, /not one of a tracker/],
      [newer, /newer version/],
      [damaged, /damaged|no database/],
    ] as const)
      await expect(restoreSqlite(bad, file, NOW)).rejects.toThrow(says);
    expect(titlesIn(file)).toEqual(['kept', 'lost']);
    expect(filesBeside().filter((name) => /restor/.test(name))).toEqual([]);
  });
});
