/** A store on a file, with somebody who watches the file from outside: for tests of shared commits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Author } from '../../../server/src/access/access';
import { closeStore, openStore } from '../../../server/src/db/open-store';
import { write, type Store } from '../../../server/src/db/store';
import { readFeed } from '../../../server/src/sync/repository';
import { listTasks } from '../../../server/src/tasks/repository';
import { saveTasks } from '../../../server/src/tasks/save-tasks';
import { makeTask, type StoredTask } from '../../../server/src/tasks/stored-task';
import { removeFolder, temporaryFolder } from './running-tracker';

export const WS = 'default';
export const AUTHOR: Author = {
  workspace: WS,
  actor: { kind: 'key', name: 'a key' },
  origin: { kind: 'api', source: null },
};
let count = 0;
const maker = { now: () => new Date(Date.UTC(2026, 0, 1)), newId: () => `task-${(count += 1)}` };
export const newTask = (title: string) =>
  makeTask({ title, status: 'TODO', lead_id: null, notes: '' }, maker);
export const range = (length: number) => Array.from({ length }, (_, place) => place);

export interface WatchedStore {
  readonly store: Store;
  readonly observer: BetterSqlite3.Database;
  /** What the rounds take for the time: on a busy machine a round of its own would end at any moment. */
  clock: number;
  close(): Promise<void>;
}

/** Another one for each test of the file. */
export function watchedStore(): WatchedStore {
  const at = { clock: 0 } as WatchedStore & { store: Store; observer: BetterSqlite3.Database };
  let folder: string;
  let isOpen: boolean;
  at.close = async () => {
    if (isOpen) await closeStore(at.store);
    isOpen = false;
  };
  beforeEach(async () => {
    at.clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => at.clock);
    folder = temporaryFolder();
    const file = join(folder, 'tracker.db');
    at.store = await openStore(`sqlite:///${file}`);
    isOpen = true;
    at.observer = new BetterSqlite3(file, { timeout: 0 });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await at.close();
    at.observer.close();
    removeFolder(folder);
  });
  return at;
}

/** @returns how many commits there have been since the last call */
export function countCommits(observer: BetterSqlite3.Database): () => number {
  let before = commitsInLog(observer);
  return () => {
    const made = commitsInLog(observer) - before;
    before += made;
    return made;
  };
}

/** The last frame of each commit in the log says how many pages the file has; those before it say 0. */
function commitsInLog(observer: BetterSqlite3.Database): number {
  const frame = 24 + (observer.pragma('page_size', { simple: true }) as number);
  const log = readFileSync(`${observer.name}-wal`);
  let commits = 0;
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) > 0) commits += 1;
  return commits;
}

export const save = ({ store }: WatchedStore, task: StoredTask) =>
  write(store, AUTHOR, (transaction) => saveTasks(transaction, AUTHOR, [{ before: null, after: task }]));
export const titles = async ({ store }: WatchedStore) =>
  (await listTasks(store.db, WS, {})).map(({ task }) => task.title);
export const feed = async ({ store }: WatchedStore) =>
  (await readFeed(store.db, { workspace: WS, source: null }, 0, 1_000)).map(({ position }) => position);
