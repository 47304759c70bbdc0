/** The tracker, and in every fifth round the whole PostgreSQL server, killed without warning while clients write (`CRASH_ROUNDS`). */
import { rmSync } from 'node:fs';
import { endProcesses, startProcess, type TrackerProcess } from '../support/bundled-main';
import {
  ask,
  killPostgres,
  newDatabase,
  startPostgres,
  stopPostgres,
  type PostgresServer,
} from '../support/postgres';
import { newServerFolder } from '../support/run-folder';
import { expectFeedWithoutGaps, expectHistoriesWhole, expectLinksKept, expectPromisesKept } from './inspect';
import { Ledger } from './ledger';
import { CRASH_ROUNDS, describeRounds, pause } from './rounds';
import { startWriters, type Writers } from './writers';

/** As a real server has them: an answered commit is on the disk. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on' };
const SERVER_EVERY = 5;

let folder: string;
let writers: Writers | undefined;
let server: PostgresServer;
beforeAll(async () => {
  folder = newServerFolder();
  server = await startPostgres(folder, process.pid, DURABLE);
});
afterAll(async () => {
  await endProcesses();
  await writers?.stop();
  await stopPostgres(server);
  rmSync(folder, { recursive: true, force: true });
});

async function inspect(url: string, ledger: Ledger): Promise<void> {
  const query = (statement: string) => ask(url, statement);
  // Every index of the tracker against its table, as SQLite's integrity check does.
  await query(`select bt_index_check(indexrelid, true) from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace`);
  await expectPromisesKept(query, ledger);
  await expectLinksKept(query, ledger);
  await expectHistoriesWhole(query);
  await expectFeedWithoutGaps(query);
}

test(
  `killed ${CRASH_ROUNDS} times during writes, PostgreSQL holds every promise`,
  async () => {
    const url = await newDatabase(server);
    await ask(url, 'create extension amcheck');
    const ledger = new Ledger();
    let tracker: TrackerProcess = await startProcess(url);
    writers = startWriters(6, () => tracker.client, ledger);
    for (let round = 1; round <= CRASH_ROUNDS; round += 1) {
      await writers.promised(5 + Math.floor(Math.random() * 40));
      await pause(Math.random() * 10);
      if (round % SERVER_EVERY === 0) {
        // The tracker lives through it, and goes on when the server is back.
        await killPostgres(server);
        server = await startPostgres(folder, process.pid, DURABLE);
      } else {
        await tracker.kill();
      }
      await inspect(url, ledger);
      if (round % SERVER_EVERY !== 0) tracker = await startProcess(url);
    }
    await writers.stop();
    expect(await tracker.end()).toBe(0);
    await inspect(url, ledger);
    describeRounds('PostgreSQL', CRASH_ROUNDS, ledger);
  },
  CRASH_ROUNDS * 15_000,
);
