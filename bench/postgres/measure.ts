/**
 * The figures of docs/scaling.md, measured on a PostgreSQL of its own: rows a second, bytes for each task, idle exchanges, NOTIFY.
 * Usage: node --require tsx/cjs bench/postgres/measure.ts [TASKS]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { closeStore, openStore, startTracker } from '../../server/src';
import {
  readDatabaseAddress,
  type PostgresAddress,
  type SqliteAddress,
} from '../../server/src/db/database-address';
import { write, type Store } from '../../server/src/db/store';
import { migrateTo } from '../../server/src/migrate/migrate-to';
import { LOCAL_ACCESS } from '../../server/src/access/access';
import { saveTasks } from '../../server/src/tasks/save-tasks';
import { makeTask } from '../../server/src/tasks/stored-task';
import type { SyncReply } from '../../src/contract';
import {
  ask,
  newDatabase,
  startPostgres,
  stopPostgres,
  type PostgresServer,
} from '../../test/server/support/postgres';
import { newServerFolder } from '../../test/server/support/run-folder';

const TASKS = Number(process.argv[2] ?? 200_000);
const BATCH = 500;
const WORKSPACES = 16;
const DURABLE = { fsync: 'on', synchronous_commit: 'on', shared_buffers: '256MB', max_wal_size: '1GB' };
/** Clock ticks of /proc, a second. */
const TICKS = 100;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const folder = newServerFolder();
  const server = await startPostgres(folder, process.pid, DURABLE);
  try {
    const url = await newDatabase(server);
    say(
      `${availableParallelism()} processors, load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]} at the start`,
    );
    await exchanges(url);
    await sizes(url);
    await writers(url, server.postmaster);
    await latency(url);
    await moves(server);
  } finally {
    await stopPostgres(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As a sheet does them: creates with titles and notes of a usual length, then nothing to do. */
async function exchanges(url: string): Promise<void> {
  const tracker = await startTracker({ port: 0, databaseUrl: url, rateLimit: 0 });
  let cursor: string | null = null;
  const exchange = (operations: unknown[], limit: number): Promise<SyncReply> =>
    postSync(tracker.url, { source: 'sheet', run: 1, cursor, limit, operations });
  const started = Date.now();
  const cpu = process.cpuUsage();
  for (let first = 0; first < TASKS; first += BATCH) await exchange(creates(first), 0);
  report('creates through /sync', TASKS, 'rows', started, cpu);
  for (;;) {
    const reply = await exchange([], 500);
    cursor = reply.cursor;
    if (!reply.has_more) break;
  }
  const idleStarted = Date.now();
  const idleCpu = process.cpuUsage();
  for (let round = 0; round < 500; round += 1) await exchange([], 100);
  report('idle exchanges, one after the other', 500, 'exchanges', idleStarted, idleCpu);
  await tracker.close();
}

async function postSync(url: string, request: object): Promise<SyncReply> {
  const response = await fetch(`${url}/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as SyncReply;
}

function creates(first: number): unknown[] {
  return Array.from({ length: BATCH }, (_, place) => ({
    op: 'create',
    lead_id: `lead-${first + place}`,
    title: `Follow up: Person Number ${first + place}`,
    status: 'TODO',
    notes: 'Source: Facebook Ads, campaign of the spring; called once, wants an offer by mail.',
    state: JSON.stringify({ status: 'NEW', name: `Person Number ${first + place}`, source: 'Facebook Ads' }),
    row: first + place + 2,
  }));
}

function report(what: string, count: number, unit: string, started: number, cpu: NodeJS.CpuUsage): void {
  const ms = Date.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  say(
    `${what}: ${Math.round((1000 * count) / ms)} ${unit} a second, ${((user + system) / count / 1000).toFixed(3)} ms of this process's processor each (client and tracker)`,
  );
}

/** `migrate-to` of a file with a quarter of the tasks. */
async function moves(server: PostgresServer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-move-'));
  const source = `sqlite:///${folder}/moving.db`;
  const tracker = await startTracker({ port: 0, databaseUrl: source, rateLimit: 0 });
  for (let first = 0; first < TASKS / 4; first += BATCH) {
    const request = { source: 'sheet', run: 1, cursor: null, limit: 0, operations: creates(first) };
    await postSync(tracker.url, request);
  }
  await tracker.close();
  const target = readDatabaseAddress(await newDatabase(server)) as PostgresAddress;
  const started = Date.now();
  const cpu = process.cpuUsage();
  const moved = await migrateTo({
    source: readDatabaseAddress(source) as SqliteAddress,
    target,
    progress: () => undefined,
  });
  const rows = [...moved!.values()].reduce((sum, count) => sum + count, 0);
  report('migrate-to, copied and compared', rows, 'rows', started, cpu);
  rmSync(folder, { recursive: true, force: true });
}

async function sizes(url: string): Promise<void> {
  await ask(url, 'vacuum analyze');
  const rows = await ask<{ name: string; rows: string; heap: string; indexes: string }>(
    url,
    `select relname as name, n_live_tup as rows, pg_table_size(relid) as heap, pg_indexes_size(relid) as indexes
     from pg_stat_user_tables where n_live_tup > 1000 order by pg_total_relation_size(relid) desc`,
  );
  let total = 0;
  for (const { name, heap, indexes } of rows) {
    total += Number(heap) + Number(indexes);
    say(
      `${name}: ${Math.round(Number(heap) / TASKS)} bytes of rows and ${Math.round(Number(indexes) / TASKS)} of indexes for each task`,
    );
  }
  say(`together ${Math.round(total / TASKS)} bytes for each task with one version`);
}

/** Transactions that each make one task, by the tracker's own code without HTTP. */
async function writers(url: string, postmaster: number): Promise<void> {
  const store = await openStore(`${url}?pool_size=20`);
  const names = Array.from({ length: WORKSPACES }, (_, place) => `w${place}`);
  for (const workspace of names)
    await store.db
      .insertInto('change_feed')
      .values({ workspace, epoch: 'e', last_change: 0, purged_through: 0 })
      .execute();
  await timeWriters('one workspace, 16 writers', store, ['w0'], postmaster);
  await timeWriters('16 workspaces, one writer each', store, names, postmaster);
  await closeStore(store);
  await withoutNotify(url, names, postmaster);
}

async function timeWriters(
  what: string,
  store: Store,
  workspaces: string[],
  postmaster: number,
): Promise<void> {
  const until = Date.now() + 8_000;
  const before = serverTicks(postmaster);
  let count = 0;
  const started = Date.now();
  await Promise.all(
    Array.from({ length: WORKSPACES }, async (_, writer) => {
      const author = { ...LOCAL_ACCESS, workspace: workspaces[writer % workspaces.length]! };
      while (Date.now() < until) {
        await write(store, author, async (transaction) => {
          const maker = { now: () => new Date(), newId: () => crypto.randomUUID() };
          const task = makeTask({ title: 'x', status: 'TODO', lead_id: null, notes: '' }, maker);
          await saveTasks(transaction, author, [{ before: null, after: task }]);
        });
        count += 1;
      }
    }),
  );
  const seconds = (Date.now() - started) / 1000;
  const server = (1000 * (serverTicks(postmaster) - before)) / TICKS / count;
  say(
    `${what}: ${Math.round(count / seconds)} transactions a second, ${server.toFixed(2)} ms of the server's processor each`,
  );
}

/** The same with the notification taken out, by a function of the same name that comes first. */
async function withoutNotify(url: string, names: string[], postmaster: number): Promise<void> {
  await ask(
    url,
    `create schema silent; create function silent.pg_notify(text, text) returns void language sql immutable as 'select'`,
  );
  const silent = new URL(url);
  silent.searchParams.set('options', '-c search_path=silent,pg_catalog,public');
  const store = await openStore(`${silent.href}&pool_size=20`);
  await timeWriters('16 workspaces, one writer each, without NOTIFY', store, names, postmaster);
  await closeStore(store);
}

/** Of the server's processes, those that have ended included. */
function serverTicks(postmaster: number): number {
  const pids = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
  return [String(postmaster), ...pids].reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    const own = Number(fields[11]) + Number(fields[12]);
    return sum + own + (pid === String(postmaster) ? Number(fields[13]) + Number(fields[14]) : 0);
  }, 0);
}

async function latency(url: string): Promise<void> {
  const [one, other] = [await openStore(url), await openStore(url)];
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const heard = new Promise<void>((resolve) => {
      const leave = other.bus.subscribe('default', () => {
        leave();
        resolve();
      });
    });
    await write(one, { workspace: 'default' }, async (transaction) => {
      await sql`update change_feed set purged_through = purged_through where workspace = 'default'`.execute(
        transaction,
      );
    });
    const committed = performance.now();
    await heard;
    times.push(performance.now() - committed);
  }
  times.sort((a, b) => a - b);
  say(
    `from one instance's commit to another's listener: median ${times[100]!.toFixed(1)} ms, 99th ${times[197]!.toFixed(1)} ms`,
  );
  await closeStore(one);
  await closeStore(other);
}

void main();
