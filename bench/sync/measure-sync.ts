/** Rows per second of /sync with 500 operations, beside loops that write the same rows without a service. */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { createKey, startTracker } from '../services/tracker';
import { summarise, type Summary } from '../statistics';
import { RawLoop } from './raw-loop';
import { beginRecording, Recording } from './recording';
import { BATCH, KINDS, SyncLoad, type Kind } from './sync-load';

/** Exchanges of one kind in a round. */
const BATCHES = 6;
/** Rounds that are not counted: the loop is warm after its first batch, a service after some dozens of requests. */
const WARM_UP = 3;
const TASK_TABLE = 'tasks';
const SERVICES = ['tracker', 'sameRows', 'taskRowsOnly'] as const;

/** Rows (operations) per second. */
export interface SyncFigures {
  readonly tracker: Summary;
  /** All rows that the tracker writes: tasks, links, states, history, counters. */
  readonly sameRows: Summary;
  readonly taskRowsOnly: Summary;
}

export type SyncResults = Readonly<Record<Kind, SyncFigures>>;

export interface SyncPlan {
  readonly rounds: number;
  readonly say: (progress: string) => void;
}

/** @param folder where databases and logs go */
export async function measureSync(folder: string, { rounds, say }: SyncPlan): Promise<SyncResults> {
  const files = filesIn(folder);
  const key = await createKey({ file: files.template });
  for (const copy of [files.recorded, files.measured, files.sameRows, files.taskRows])
    copyFileSync(files.template, copy);
  say('sync: taking down what the tracker writes');
  const places = await record(files.recorded, files.log, key, rounds);
  return compare({ files, key, places, rounds, say });
}

function filesIn(folder: string) {
  const file = (name: string): string => path.join(folder, `sync-${name}`);
  return {
    template: file('template.db'),
    recorded: file('recorded.db'),
    measured: file('measured.db'),
    sameRows: file('same-rows.db'),
    taskRows: file('task-rows.db'),
    log: file('tracker.log'),
  };
}

/** @returns after each exchange, how many rows had been written */
async function record(file: string, log: string, key: string, rounds: number): Promise<number[]> {
  beginRecording(file);
  const tracker = await startTracker({ file, log });
  const recording = new Recording(file);
  try {
    const load = new SyncLoad(tracker.said.url, key);
    const places = [recording.length()];
    for (const kind of schedule(rounds)) {
      await load.exchange(kind);
      places.push(recording.length());
    }
    return places;
  } finally {
    recording.close();
    await tracker.stop();
  }
}

/** The recording and the measurement go through the same exchanges. */
function schedule(rounds: number): Kind[] {
  const round = KINDS.flatMap((kind) => Array.from({ length: BATCHES }, () => kind));
  return Array.from({ length: WARM_UP + rounds }, () => round).flat();
}

interface Comparison {
  readonly files: ReturnType<typeof filesIn>;
  readonly key: string;
  readonly places: readonly number[];
  readonly rounds: number;
  readonly say: (progress: string) => void;
}

async function compare({ files, key, places, rounds, say }: Comparison): Promise<SyncResults> {
  const tracker = await startTracker({ file: files.measured, log: files.log });
  const recording = new Recording(files.recorded);
  const sameRows = new RawLoop(files.sameRows, recording, recording.tables());
  const taskRows = new RawLoop(files.taskRows, recording, [TASK_TABLE]);
  const rates = emptyRates();
  try {
    const load = new SyncLoad(tracker.said.url, key);
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      const isCounted = round >= WARM_UP;
      say(isCounted ? `sync: round ${round - WARM_UP + 1} of ${rounds}` : 'sync: warming up');
      for (const [index, kind] of KINDS.entries()) {
        const first = (round * KINDS.length + index) * BATCHES;
        const batches = Array.from({ length: BATCHES }, (_none, batch) => {
          const place = first + batch;
          return recording.writes(places[place] ?? 0, places[place + 1] ?? 0);
        });
        const measured = {
          tracker: await rate(batches, () => load.exchange(kind)),
          sameRows: await rate(batches, (writes) => sameRows.write(writes)),
          taskRowsOnly: await rate(batches, (writes) => taskRows.write(writes)),
        };
        if (!isCounted) continue;
        for (const service of SERVICES) rates[kind][service].push(measured[service]);
      }
    }
    requireSameRows(recording, sameRows, files.measured);
  } finally {
    for (const open of [recording, sameRows, taskRows]) open.close();
    await tracker.stop();
  }
  return mapKinds((kind) => ({
    tracker: summarise(rates[kind].tracker),
    sameRows: summarise(rates[kind].sameRows),
    taskRowsOnly: summarise(rates[kind].taskRowsOnly),
  }));
}

/** @param work answers with its milliseconds; what it prepares before is not counted */
async function rate<T>(batches: readonly T[], work: (batch: T) => number | Promise<number>): Promise<number> {
  let milliseconds = 0;
  for (const batch of batches) milliseconds += await work(batch);
  return (batches.length * BATCH * 1_000) / milliseconds;
}

/** @throws Error when the loop left something out that the tracker writes: then the comparison means nothing */
function requireSameRows(recording: Recording, loop: RawLoop, measured: string): void {
  const tracker = new RawLoop(measured, recording, []);
  const other = recording.tables().find((table) => tracker.rows(table) !== loop.rows(table));
  tracker.close();
  if (other !== undefined) throw new Error(`The raw loop wrote other rows than the tracker into ${other}.`);
}

function emptyRates() {
  return mapKinds(() => ({
    tracker: [] as number[],
    sameRows: [] as number[],
    taskRowsOnly: [] as number[],
  }));
}

function mapKinds<T>(make: (kind: Kind) => T): Record<Kind, T> {
  return { create: make('create'), update: make('update'), mixed: make('mixed') };
}
