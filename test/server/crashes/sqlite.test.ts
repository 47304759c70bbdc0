/** The tracker killed without warning while clients write to a SQLite file, again and again (`CRASH_ROUNDS`). */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { endProcesses, startProcess, type TrackerProcess } from '../support/bundled-main';
import { removeFolder, temporaryFolder } from '../support/running-tracker';
import { expectFeedWithoutGaps, expectHistoriesWhole, expectLinksKept, expectPromisesKept } from './inspect';
import { Ledger } from './ledger';
import { CRASH_ROUNDS, describeRounds, pause } from './rounds';
import { startWriters, type Writers } from './writers';

let folder: string;
let writers: Writers | undefined;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(async () => {
  await endProcesses();
  await writers?.stop();
  removeFolder(folder);
});

async function inspect(file: string, ledger: Ledger): Promise<void> {
  const database = new BetterSqlite3(file);
  const query = async (statement: string) => database.prepare(statement).all() as Record<string, unknown>[];
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  await expectPromisesKept(query, ledger);
  await expectLinksKept(query, ledger);
  await expectHistoriesWhole(query);
  await expectFeedWithoutGaps(query);
  database.close();
}

test(
  `killed ${CRASH_ROUNDS} times during writes, a SQLite file holds every promise`,
  async () => {
    const file = join(folder, 'crashing.db');
    const ledger = new Ledger();
    let tracker: TrackerProcess = await startProcess(`sqlite:///${file}`);
    writers = startWriters(6, () => tracker.client, ledger);
    for (let round = 0; round < CRASH_ROUNDS; round += 1) {
      await writers.promised(5 + Math.floor(Math.random() * 40));
      await pause(Math.random() * 10);
      await tracker.kill();
      await inspect(file, ledger);
      tracker = await startProcess(`sqlite:///${file}`);
    }
    await writers.stop();
    expect(await tracker.end()).toBe(0);
    await inspect(file, ledger);
    describeRounds('SQLite', CRASH_ROUNDS, ledger);
  },
  CRASH_ROUNDS * 10_000,
);
