/** Several writers: in one process, in two processes on one file, behind a lock, and killed without warning. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import pino from 'pino';
import { LocalChangeBus } from '../../server/src/live/change-bus';
import { LiveEvents } from '../../server/src/live/live-events';
import { createApp, openDatabase } from '../../server/src';
import type { SyncReply, Task } from '../../src/contract';
import { runMain } from './support/main-process';
import { Client, create, removeFolder, runTracker, temporaryFolder } from './support/running-tracker';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolder(folder));

/** Adds one to the number in a task's notes, again and again when somebody else was faster. */
async function countUp(client: Client, id: string): Promise<void> {
  for (;;) {
    const { body, headers } = await client.call<Task>('GET', `/tasks/${id}`);
    const change = {
      body: { notes: String(Number(body.notes) + 1) },
      headers: { 'if-match': headers.get('etag')! },
    };
    const { status } = await client.call('PATCH', `/tasks/${id}`, change);
    if (status === 200) return;
    expect(status).toBe(412);
  }
}

const times = (count: number, action: (place: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, (_, place) => action(place)));

test('many at once in one process: no count is lost, each lead gets one task', async () => {
  const running = await runTracker();
  const { client } = running;
  const { id } = await client.make({ notes: '0' });
  await times(20, () => countUp(client, id));
  expect((await client.call('GET', `/tasks/${id}`)).body).toMatchObject({ notes: '20', version: 21 });
  const replies = await times(10, () => client.sync({ operations: [create('L1'), create('L2')] }));
  const ids = (replies as SyncReply[]).map(({ results }) => results.map((result) => result.task?.id).join());
  expect(new Set(ids).size).toBe(1);
  await running.stop();
});

test('two processes that start at once on a new file and write at once: nothing lost, and a reader misses nothing', async () => {
  const environment = { PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: 'sqlite:///./shared.db' };
  const mains = [runMain({ folder, environment }), runMain({ folder, environment })];
  const clients = (await Promise.all(mains.map((main) => main.listening))).map((url) => new Client(url));
  const [one, other] = [clients[0]!, clients[1]!];
  const counter = await one.make({ title: 'counter', notes: '0' });

  let writing = true;
  const seen = new Map<string, number>();
  async function follow(): Promise<void> {
    let cursor: string | null = null;
    for (let last = false; !last;) {
      last = !writing;
      const reply: SyncReply = await other.sync({ source: 'reader', cursor, limit: 7 });
      for (const { id, version } of reply.changes) {
        expect(version).toBeGreaterThan(seen.get(id) ?? 0);
        seen.set(id, version);
      }
      cursor = reply.cursor;
      last &&= !reply.has_more;
    }
  }
  const reader = follow();
  await Promise.all(
    clients.map((client, number) =>
      Promise.all([
        times(10, () => countUp(client, counter.id)),
        times(30, (place) => client.make({ title: `${number}-${place}` })),
        times(5, () => client.sync({ source: `writer-${number}`, operations: [create('L1'), create('L2')] })),
      ]),
    ),
  );
  writing = false;
  await reader;

  const tasks = await one.tasks();
  expect(tasks).toHaveLength(1 + 2 * 30 + 2 * 2);
  expect(tasks.find((task) => task.id === counter.id)).toMatchObject({ notes: '20', version: 21 });
  expect([...seen].sort()).toEqual(tasks.map((task) => [task.id, task.version]).sort());
  for (const main of mains) main.child.kill('SIGTERM');
  for (const main of mains) expect(await main.ended).toMatchObject({ code: 0, stderr: '' });
});

test('while another program keeps the lock, reads go on, and writes answer 503 and when to come back', async () => {
  const file = join(folder, 'locked.db');
  const db = await openDatabase(`sqlite:///${file}`);
  await sql`pragma busy_timeout = 20`.execute(db);
  const maker = { now: () => new Date(), newId: () => randomUUID() };
  const store = { db, bus: new LocalChangeBus() };
  const logger = pino({ level: 'silent' });
  const live = new LiveEvents({ store, logger, isStillGranted: () => Promise.resolve(true) });
  const server = createServer(createApp({ store, logger, maker, live }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const other = new BetterSqlite3(file);
  other.exec('begin immediate');
  const { status, headers, body } = await client.call('POST', '/tasks', { body: { title: 'x' } });
  expect({ status, body }).toMatchObject({
    status: 503,
    body: { type: 'urn:lead-sync:problem:database-busy' },
  });
  expect(headers.get('retry-after')).toBe('1');
  expect(await client.tasks()).toEqual([]);
  await client.sync({ limit: 10 });
  other.exec('rollback');
  await client.make();
  other.close();
  server.close();
  server.closeAllConnections();
  await db.destroy();
});

test('killed without warning, it has every task it answered, and the file is sound', async () => {
  const environment = { PORT: '0', DATABASE_URL: 'sqlite:///./killed.db' };
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const main = runMain({ folder, environment });
    const client = new Client(await main.listening);
    const writers = times(4, async () => {
      // Ends with the process: then the connection breaks.
      for (;;) acknowledged.push((await client.make()).id);
    });
    writers.catch(() => undefined);
    const enough = acknowledged.length + 25;
    while (acknowledged.length < enough) await new Promise((resolve) => setImmediate(resolve));
    main.child.kill('SIGKILL');
    expect(await main.ended).toMatchObject({ signal: 'SIGKILL' });
    await expect(writers).rejects.toThrow();
  }
  const db = new BetterSqlite3(join(folder, 'killed.db'));
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const stored = db.prepare('select id from tasks').pluck().all();
  const numbers = db.prepare('select max(change_seq) = count(*) from tasks').pluck().get();
  const counter = db
    .prepare('select last_change = (select count(*) from tasks) from change_feed')
    .pluck()
    .get();
  db.close();
  expect(stored).toEqual(expect.arrayContaining(acknowledged));
  expect({ numbers, counter }).toEqual({ numbers: 1, counter: 1 });
});
