/** What another process commits is heard here: on a SQLite file by looking, on PostgreSQL by notifications that survive a broken connection. */
import { closeStore, openStore } from '../../server/src';
import { write, type Store } from '../../server/src/db/store';
import { ask, borrowDatabase, returnDatabase } from './support/postgres';
import { removeFolder, temporaryFolder } from './support/running-tracker';

const stores: Store[] = [];
async function open(url: string): Promise<Store> {
  const store = await openStore(url);
  stores.push(store);
  return store;
}
afterEach(async () => {
  for (const store of stores.splice(0)) await closeStore(store);
});

/** Resolves when the workspace has been announced. */
function hears({ bus }: Store, workspace = 'default'): Promise<void> {
  return new Promise((resolve) => {
    const leave = bus.subscribe(workspace, () => {
      leave();
      resolve();
    });
  });
}

function countingListener({ bus }: Store, workspace = 'default'): { readonly heard: number } {
  const count = { heard: 0 };
  bus.subscribe(workspace, () => (count.heard += 1));
  return count;
}

const touch = (store: Store, workspace = 'default') =>
  write(store, { workspace }, async (transaction) => {
    await transaction
      .updateTable('change_feed')
      .set((row) => ({ purged_through: row('purged_through', '+', 1) }))
      .where('workspace', '=', workspace)
      .execute();
  });

const touchAndFail = (store: Store) =>
  write(store, { workspace: 'default' }, async (transaction) => {
    await transaction.updateTable('change_feed').set({ purged_through: 9 }).execute();
    throw new Error('stop');
  });

const addWorkspace = (store: Store, workspace: string) =>
  store.db
    .insertInto('change_feed')
    .values({ workspace, epoch: 'e', last_change: 0, purged_through: 0 })
    .execute();

let folder: string;
let database: string;
beforeAll(async () => {
  folder = temporaryFolder();
  database = await borrowDatabase();
});
afterAll(() => {
  removeFolder(folder);
  returnDatabase(database);
});
const PLACES: [string, () => string][] = [
  ['a SQLite file', () => `sqlite:///${folder}/shared.db`],
  ['PostgreSQL', () => database],
];

describe.each(PLACES)('on %s', (_name, place) => {
  test('a commit of one instance is heard by itself at once, and by the other', async () => {
    const [one, other] = [await open(place()), await open(place())];
    const own = countingListener(one);
    const heard = hears(other);
    await touch(one);
    expect(own.heard).toBe(1);
    await heard;
    const back = hears(one);
    await touch(other);
    await back;
  });

  test('its own commits are announced once, not again by the database', async () => {
    const [one, other] = [await open(place()), await open(place())];
    const own = countingListener(one);
    for (let round = 0; round < 3; round += 1) {
      const heard = hears(other);
      await touch(one);
      await heard;
    }
    expect(own.heard).toBe(3);
  });

  test('what is rolled back is not announced', async () => {
    const [one, other] = [await open(place()), await open(place())];
    const listeners = [countingListener(one), countingListener(other)];
    await expect(touchAndFail(one)).rejects.toThrow('stop');
    // Whatever the failed write announced would have come before this.
    const heard = hears(other);
    await touch(one);
    await heard;
    expect(listeners.map((listener) => listener.heard)).toEqual([1, 1]);
  });

  test('listeners who have left hear nothing more', async () => {
    const [one, other] = [await open(place()), await open(place())];
    let calls = 0;
    other.bus.subscribe('default', () => (calls += 1))();
    const heard = hears(other);
    await touch(one);
    await heard;
    expect(calls).toBe(0);
  });
});

describe('on PostgreSQL', () => {
  test('only the workspace that changed is announced', async () => {
    const [one, other] = [await open(database), await open(database)];
    await addWorkspace(one, 'second');
    const mine = countingListener(other);
    const heard = hears(other, 'second');
    await touch(one, 'second');
    await heard;
    expect(mine.heard).toBe(0);
  });

  test('a listening connection that breaks is made anew, and what may have been missed is announced once', async () => {
    const [one, other] = [await open(database), await open(database)];
    const heard = hears(other);
    await ask(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %'`,
    );
    await touch(one);
    await heard;
    const again = hears(other);
    await touch(one);
    await again;
  });
});

test('on a SQLite file nobody looks while nobody listens', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  try {
    const store = await open(`sqlite:///${folder}/quiet.db`);
    const leave = [
      store.bus.subscribe('default', () => undefined),
      store.bus.subscribe('x', () => undefined),
    ];
    expect(jest.getTimerCount()).toBe(1);
    leave.forEach((stop) => stop());
    expect(jest.getTimerCount()).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});
