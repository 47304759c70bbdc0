/** Large sheets go in batches that the tracker takes, each durable by itself, for as long as a run may last. */
import { SYNC_LIMITS } from '../../src/contract';
import { Bench } from './support/bench';

/** What the tracker takes as one body. */
const ONE_MEGABYTE = 1_048_576;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const leadIds = (count: number): string[] => Array.from({ length: count }, (_, index) => `L${index + 1}`);

function sheetOf(count: number, settings: ConstructorParameters<typeof Bench>[0] = {}, text = ''): Bench {
  const bench = new Bench(settings);
  for (const id of leadIds(count)) bench.add({ id, name: `${id} ${text}`, source: text, status: 'NEW' });
  return bench;
}

/** Every lead has one task, and every task one lead. */
function expectOneTaskEach(bench: Bench, count: number): void {
  expect(bench.tracker.rows.size).toBe(count);
  expect(new Set(leadIds(count).map((id) => bench.task(id).id)).size).toBe(count);
}

describe('the size of a request', () => {
  test('1,200 new leads go in three exchanges of at most 500 operations', () => {
    const bench = sheetOf(1_200);
    bench.runAll();
    expect(bench.requests.map(({ operations }) => operations.length)).toEqual([500, 500, 200]);
    expectOneTaskEach(bench, 1_200);
  });

  test('10,000 new leads cost at most 20 fetches', () => {
    const bench = sheetOf(10_000);
    const report = bench.runAll();
    expect(report.fetches).toBeLessThanOrEqual(20);
    expect(report.tasksCreated).toBe(10_000);
  });

  // Three bytes a character in UTF-8, and six once JSON has escaped them: what counts is bytes on the wire.
  test.each(['線', '\u0001', '"'])(
    'cells of 10,000 characters (%j) never make a body over 1 MB',
    (character) => {
      const bench = sheetOf(600, {}, character.repeat(10_000));
      bench.runAll();
      for (const request of bench.requests) {
        expect(request.operations.length).toBeLessThanOrEqual(SYNC_LIMITS.operations);
        expect(bytesOf(request)).toBeLessThanOrEqual(ONE_MEGABYTE);
      }
      // The limit was what split them, and batches are not needlessly small.
      expect(bench.requests[0]!.operations.length).toBeLessThan(600);
      expect(bytesOf(bench.requests[0])).toBeGreaterThan(ONE_MEGABYTE / 2);
      expectOneTaskEach(bench, 600);
    },
  );

  test('updates are cut to size as creates are, in the second round too', () => {
    const bench = sheetOf(600, { batchSize: 100 }, '線');
    bench.runAll();
    bench.requests.length = 0;
    for (const id of leadIds(600)) {
      bench.set(id, 'name', `${id} ${'線'.repeat(10_000)}`);
      bench.set(id, 'status', 'CONTACTED');
      bench.move(id, 'DONE');
    }
    bench.run();
    // Some went twice: their first version was stale.
    expect(bench.operations().length).toBeGreaterThan(600);
    for (const request of bench.requests) {
      expect(request.operations.length).toBeLessThanOrEqual(100);
      expect(bytesOf(request)).toBeLessThanOrEqual(ONE_MEGABYTE);
    }
    expect(leadIds(600).filter((id) => bench.task(id).status !== 'IN_PROGRESS')).toEqual([]);
  });
});

describe('the time budget', () => {
  test('ends a run after a batch, with all of it in place; the next runs finish the rest', () => {
    const bench = sheetOf(10, { batchSize: 4, timeBudget: 1_000 });
    bench.tick = 600;
    const ends: string[] = [];
    const linked: number[] = [];
    do {
      ends.push(bench.run().end);
      linked.push(leadIds(10).filter((id) => bench.cell(id, 'task_id') !== '').length);
    } while (ends.at(-1) === 'continues' && ends.length < 9);
    expect(ends.slice(0, -1)).not.toHaveLength(0);
    expect(new Set(ends.slice(0, -1))).toEqual(new Set(['continues']));
    expect(ends.at(-1)).toBe('finished');
    // Each run got further, and what it had done stood in the sheet.
    expect(linked).toEqual([...new Set(linked)].sort((a, b) => a - b));
    expectOneTaskEach(bench, 10);
  });

  test('a run that is late from the start still does one batch, so that none is ever stuck', () => {
    const bench = sheetOf(10, { batchSize: 4, timeBudget: 0 });
    bench.tick = 1;
    const report = bench.run();
    expect([report.end, report.tasksCreated]).toEqual(['continues', 4]);
    expect(bench.run().tasksCreated).toBe(4);
  });

  test('ends a long read of everything between two pages, and the next run goes on behind it', () => {
    const bench = Bench.inStep(leadIds(1_200).map(() => 'NEW'));
    for (const id of leadIds(1_200)) bench.move(id, 'DONE');
    bench.tick = 600;
    bench.settings = { timeBudget: 1_000 };
    expect(bench.run().end).toBe('continues');
    const done = leadIds(1_200).filter((id) => bench.cell(id, 'status') === 'QUALIFIED').length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(1_200);
    for (let runs = 0; bench.run().end === 'continues'; runs += 1) expect(runs).toBeLessThan(9);
    expect(leadIds(1_200).filter((id) => bench.cell(id, 'status') !== 'QUALIFIED')).toEqual([]);
  });
});
