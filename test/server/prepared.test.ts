/** Queries compiled once: the same answers as through Kysely, in every place where they can run. */
import { sql, type Kysely } from 'kysely';
import { openDatabase } from '../../server/src';
import { oneOf, prepared, preparedRows } from '../../server/src/db/prepared';
import { write } from '../../server/src/db/store';
import type { Database, MarkerTable } from '../../server/src/db/tables';
import { LocalChangeBus } from '../../server/src/live/change-bus';
import { dropDatabase, newDatabase } from './support/postgres';
import { removeFolder, temporaryFolder } from './support/running-tracker';

const valueOf = prepared<{ name: string }>()((db, value) =>
  db.selectFrom('markers').select('value').where('name', '=', value('name')),
);
const namesIn = prepared<{ names: readonly string[] }>()((db, value) =>
  db
    .selectFrom('markers')
    .select('name')
    .where(oneOf(db, 'name', value('names')))
    .orderBy('name'),
);
const rename = prepared<{ name: string; to: string }>()((db, value) =>
  db
    .updateTable('markers')
    .set({ value: value('to') })
    .where('name', '=', value('name'))
    .returning('value'),
);
const save = preparedRows<MarkerTable>(['name', 'value'], (db, rows) =>
  db
    .insertInto('markers')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
    ),
);

const ODD = [`o'clock`, '"q"', '\\', '[1]', '😀', 'a,b', ''];
const pairs = (names: readonly string[], value: string) => names.map((name) => ({ name, value }));

let folder: string;
let postgres: string;
beforeAll(async () => {
  folder = temporaryFolder();
  postgres = await newDatabase();
});
afterAll(async () => {
  removeFolder(folder);
  await dropDatabase(postgres);
});

describe.each([
  ['a SQLite file', () => openDatabase(`sqlite:///${folder}/prepared.db`)],
  ['SQLite in memory', () => openDatabase('sqlite::memory:')],
  ['PostgreSQL', () => openDatabase(postgres)],
])('on %s', (database, open) => {
  let db: Kysely<Database>;
  beforeEach(async () => {
    db = await open();
    await sql`delete from markers`.execute(db);
  });
  afterEach(() => db.destroy());
  const writing = <T>(work: Parameters<typeof write<T>>[2]) =>
    write({ db, bus: new LocalChangeBus() }, { workspace: 'default' }, work);

  test('values are taken by name, anew with every call', async () => {
    await save(db, [...pairs(['a'], '1'), ...pairs(['b'], '2')]);
    expect(await valueOf.first(db, { name: 'a' })).toEqual({ value: '1' });
    expect(await valueOf.first(db, { name: 'b' })).toEqual({ value: '2' });
    expect(await valueOf.first(db, { name: 'c' })).toBeUndefined();
    expect(await rename.all(db, { name: 'a', to: '3' })).toEqual([{ value: '3' }]);
    expect(await valueOf.all(db, { name: 'a' })).toEqual([{ value: '3' }]);
  });

  test('lists of any length find what they name and nothing else', async () => {
    await save(db, pairs([...ODD, 'other'], 'x'));
    const found = await namesIn.all(db, { names: [...ODD, 'unknown'] });
    expect(found.map(({ name }) => name).sort()).toEqual([...ODD].sort());
    expect(await namesIn.all(db, { names: [] })).toEqual([]);
    expect(await namesIn.all(db, { names: ['other'] })).toEqual([{ name: 'other' }]);
  });

  test('many rows are written, and written over', async () => {
    const names = Array.from({ length: 250 }, (_, place) => `n${place}`);
    await writing(async (transaction) => {
      await save(transaction, pairs(names, '1'));
      await save(transaction, pairs(names.slice(0, 3), '2'));
      await save(transaction, []);
    });
    expect(await namesIn.all(db, { names })).toHaveLength(250);
    expect(await valueOf.first(db, { name: 'n2' })).toEqual({ value: '2' });
    expect(await valueOf.first(db, { name: 'n3' })).toEqual({ value: '1' });
  });

  test('in a transaction they see what it wrote, and what it takes back is gone', async () => {
    const failing = writing(async (transaction) => {
      await save(transaction, pairs(['a'], '1'));
      expect(await valueOf.first(transaction, { name: 'a' })).toEqual({ value: '1' });
      expect(await rename.first(transaction, { name: 'a', to: '2' })).toEqual({ value: '2' });
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await valueOf.first(db, { name: 'a' })).toBeUndefined();
  });

  test('outside they never see what is not committed, and always what is', async () => {
    await writing(async (transaction) => {
      await save(transaction, pairs(['a'], '1'));
      // In memory there is one connection, and looking would wait for this very transaction.
      if (database !== 'SQLite in memory') expect(await valueOf.first(db, { name: 'a' })).toBeUndefined();
    });
    expect(await valueOf.first(db, { name: 'a' })).toEqual({ value: '1' });
    await writing((transaction) => save(transaction, pairs(['b'], '2')));
    expect(await valueOf.first(db, { name: 'b' })).toEqual({ value: '2' });
  });
});
