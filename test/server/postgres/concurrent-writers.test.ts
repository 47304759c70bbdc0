/** The feed under 16 writers on PostgreSQL: a reader misses nothing, and would miss something if the numbers came from a sequence. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { openDatabase } from '../../../server/src';
import { LOCAL_ACCESS } from '../../../server/src/access/access';
import * as feed from '../../../server/src/db/change-feed-repository';
import { write } from '../../../server/src/db/store';
import type { Database } from '../../../server/src/db/tables';
import { LocalChangeBus } from '../../../server/src/live/change-bus';
import { readFeed } from '../../../server/src/sync/repository';
import { saveTasks } from '../../../server/src/tasks/save-tasks';
import { makeTask } from '../../../server/src/tasks/stored-task';
import { borrowDatabase, returnDatabase } from '../support/postgres';

const WRITERS = 16;
const TRANSACTIONS = 12;
const WORKSPACE = LOCAL_ACCESS.workspace;

let url: string;
let readers: Kysely<Database>;
beforeEach(async () => {
  url = await borrowDatabase();
  readers = await openDatabase(url);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await readers.destroy();
  returnDatabase(url);
});

/** An instance of its own, whose transactions stay open for a while after their last write. */
async function writeTasks(writer: number): Promise<void> {
  const db = await openDatabase(`${url}?pool_size=2`);
  const store = { db, bus: new LocalChangeBus() };
  for (let place = 0; place < TRANSACTIONS; place += 1)
    await write(store, LOCAL_ACCESS, async (transaction) => {
      const maker = { now: () => new Date(), newId: () => `${writer}-${place}` };
      const task = makeTask({ title: 'x', status: 'TODO', lead_id: null, notes: '' }, maker);
      await saveTasks(transaction, LOCAL_ACCESS, [{ before: null, after: task }]);
      await sql`select pg_sleep(${writer === 0 && place === 0 ? 0.4 : Math.random() / 250})`.execute(
        transaction,
      );
    });
  await db.destroy();
}

/** Follows the feed while the writers write, and to its end after them. */
async function follow(isOver: () => boolean): Promise<{ ids: string[]; positions: number[] }> {
  const ids: string[] = [];
  const positions: number[] = [];
  for (let last = false; !last;) {
    last = isOver();
    for (;;) {
      const page = await readFeed(readers, { workspace: WORKSPACE, source: null }, positions.at(-1) ?? 0, 7);
      for (const { task, position } of page) {
        ids.push(task.id);
        positions.push(position);
      }
      if (page.length === 0) break;
    }
  }
  return { ids, positions };
}

async function writeAndFollow() {
  let over = false;
  const reading = follow(() => over);
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeTasks(writer)));
  over = true;
  return reading;
}

test('a reader meets every task once, with numbers that have no gap and no double', async () => {
  const { ids, positions } = await writeAndFollow();
  expect(new Set(ids).size).toBe(WRITERS * TRANSACTIONS);
  expect(positions).toEqual(Array.from({ length: WRITERS * TRANSACTIONS }, (_, place) => place + 1));
  expect((await feed.readChangeFeed(readers, WORKSPACE)).last_change).toBe(WRITERS * TRANSACTIONS);
});

test('control: with numbers from a sequence instead of the counter row, the same reader misses tasks', async () => {
  await sql`create sequence if not exists control_numbers`.execute(readers);
  jest.spyOn(feed, 'lockWorkspace').mockResolvedValue();
  jest.spyOn(feed, 'takeChangeNumbers').mockImplementation(takeFromSequence);
  const { ids } = await writeAndFollow();
  const { tasks } = await readers
    .selectFrom('tasks')
    .select((count) => count.fn.countAll<number>().as('tasks'))
    .executeTakeFirstOrThrow();
  expect(tasks).toBe(WRITERS * TRANSACTIONS);
  expect(new Set(ids).size).toBeLessThan(WRITERS * TRANSACTIONS);
});

async function takeFromSequence(db: Kysely<Database> | Transaction<Database>): Promise<number> {
  const { rows } = await sql<{ next: number }>`select nextval('control_numbers') as next`.execute(db);
  return rows[0]!.next;
}
