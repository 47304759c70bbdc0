/** Runs that meet another run, a lost history or a tracker that is away: they stop or start over, and break nothing. */
import { LeadSyncError } from '../../src/core/errors';
import { Bench } from './support/bench';

describe('a cursor that the tracker no longer knows (410)', () => {
  test('is replaced by a read of everything in the same run: edits of both sides arrive, nothing is deleted', () => {
    const bench = Bench.inStep(['NEW', 'NEW', 'LOST']);
    bench.set('L1', 'status', 'CONTACTED');
    bench.move('L2', 'DONE');
    bench.tracker.loseCursors();
    const report = bench.runAll();
    expect(bench.requests.map(({ cursor }) => cursor === null)).toEqual([false, true]);
    expect(bench.bothSides()).toEqual([
      ['L1', 'CONTACTED', 'IN_PROGRESS'],
      ['L2', 'QUALIFIED', 'DONE'],
      ['L3', 'LOST', 'DONE'],
    ]);
    expect(report.tasksUpdated).toBe(1);
    expect(bench.tracker.rows.size).toBe(3);
  });

  test('once replaced is followed again', () => {
    const bench = Bench.inStep(['NEW']);
    bench.tracker.loseCursors();
    bench.runAll();
    bench.requests.length = 0;
    const writes = bench.writes();
    bench.runAll();
    expect(bench.requests.map(({ cursor }) => cursor === null)).toEqual([false]);
    expect(bench.writes()).toBe(writes);
  });

  test('does not make a run try for ever against a tracker that knows no history at all', () => {
    const bench = Bench.inStep(['NEW']);
    bench.answer = () => {
      throw new LeadSyncError('cursor_gone', 'gone');
    };
    expect(bench.run()).toMatchObject({ end: 'failed', firstError: 'gone', fetches: 2 });
  });
});

describe('a run that is overtaken', () => {
  test('by a newer one in this sheet writes no cell, although it has read the news', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.move('L1', 'DONE');
    bench.before = (call) => {
      if (call === 'tracker.exchange') bench.lastRun += 1;
    };
    expect(bench.run().end).toBe('overtaken');
    expect(bench.cellWrites).toEqual([]);
    bench.before = () => undefined;
    bench.runAll();
    expect(bench.cell('L1', 'status')).toBe('QUALIFIED');
  });

  test('between its notes and its cells leaves the cells to the newer one', () => {
    const bench = Bench.inStep(['NEW']);
    bench.move('L1', 'DONE');
    bench.before = (call) => {
      if (call === 'memory.save') bench.lastRun += 1;
    };
    expect(bench.run().end).toBe('overtaken');
    expect(bench.cell('L1', 'status')).toBe('NEW');
    bench.before = () => undefined;
    bench.runAll();
    expect(bench.bothSides()).toEqual([['L1', 'QUALIFIED', 'DONE']]);
    expect(bench.conflicts).toEqual([]);
  });

  test('by one that reached the tracker (409) sends and writes nothing, and counts on from there', () => {
    const bench = Bench.inStep(['NEW']);
    overtakeAtTracker(bench, 50);
    bench.set('L1', 'status', 'LOST');
    const report = bench.run();
    expect(report).toMatchObject({ end: 'overtaken', tasksUpdated: 0 });
    expect(bench.task('L1').status).toBe('TODO');
    expect(bench.lastRun).toBe(50);
    bench.runAll();
    expect(bench.task('L1').status).toBe('DONE');
    expect(bench.lastRun).toBe(51);
  });

  test('with a number that was lost with a restored sheet finds the way back by itself', () => {
    const bench = Bench.inStep(['NEW']);
    overtakeAtTracker(bench, 50);
    bench.lastRun = 0;
    expect(bench.run().end).toBe('overtaken');
    bench.set('L1', 'status', 'LOST');
    bench.runAll();
    expect(bench.task('L1').status).toBe('DONE');
  });

  test('and is told no number stops as well, without counting down', () => {
    const bench = Bench.inStep(['NEW']);
    const before = bench.lastRun;
    bench.answer = () => {
      throw new LeadSyncError('run_overtaken', 'overtaken', { last_run: 0 });
    };
    expect(bench.run().end).toBe('overtaken');
    expect(bench.lastRun).toBe(before);
  });

  /** Another copy of the sheet has synced under this name. */
  function overtakeAtTracker(bench: Bench, run: number): void {
    const operation = { op: 'link', lead_id: 'other', task_id: bench.foreignTask('TODO') } as const;
    bench.tracker.exchange({ source: 'sheet-1', run, cursor: null, operations: [operation], limit: 0 });
  }
});

describe('a run that cannot be', () => {
  test('because the tracker is away changes nothing, and the next one does it all', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.set('L1', 'status', 'CONTACTED');
    bench.move('L2', 'DONE');
    bench.answer = () => {
      throw new LeadSyncError('tracker_unreachable', 'No answer.');
    };
    expect(bench.run()).toMatchObject({ end: 'failed', firstError: 'No answer.' });
    expect(bench.cellWrites).toEqual([]);
    bench.answer = (request) => bench.tracker.exchange(request);
    bench.runAll();
    expect(bench.bothSides()).toEqual([
      ['L1', 'CONTACTED', 'IN_PROGRESS'],
      ['L2', 'QUALIFIED', 'DONE'],
    ]);
  });

  test('because the answer was lost does not do it twice', () => {
    const bench = new Bench();
    bench.add({ id: 'L1', status: 'NEW' });
    bench.answer = (request) => {
      bench.tracker.exchange(request);
      throw new LeadSyncError('tracker_unreachable', 'No answer.');
    };
    expect(bench.run().end).toBe('failed');
    bench.answer = (request) => bench.tracker.exchange(request);
    bench.runAll();
    expect(bench.tracker.rows.size).toBe(1);
    expect(bench.bothSides()).toEqual([['L1', 'NEW', 'TODO']]);
  });

  test('because the tracker answers for another number of operations takes none of it over', () => {
    const bench = new Bench();
    bench.add({ id: 'L1', status: 'NEW' });
    bench.answer = (request) => ({ ...bench.tracker.exchange(request), results: [] });
    expect(bench.run()).toMatchObject({ end: 'failed', cellsWritten: 0 });
    expect(bench.memories.size).toBe(0);
  });

  test('because a column is missing says which, and asks the tracker nothing', () => {
    const bench = new Bench();
    bench.header[5] = 'task';
    bench.add({ id: 'L1', status: 'NEW' });
    const report = bench.run();
    expect(report.end).toBe('failed');
    expect(report.firstError).toContain('no column named task_id');
    expect(bench.requests).toEqual([]);
  });

  test('because the sheet came back empty unlinks and deletes nothing', () => {
    const bench = Bench.inStep(['NEW', 'LOST']);
    const { rows } = bench;
    bench.rows = [];
    const before = [bench.memories.size, bench.tracker.writes];
    bench.run();
    expect([bench.memories.size, bench.tracker.writes]).toEqual(before);
    bench.rows = rows;
    const writes = bench.writes();
    bench.runAll();
    expect(bench.writes()).toBe(writes);
  });
});
