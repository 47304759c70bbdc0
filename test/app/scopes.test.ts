/** What a run is asked to look at: rows just edited, leads without a task, or everything. */
import { Bench } from './support/bench';

const rows = (first: number, last = first) => ({ kind: 'rows', first, last }) as const;

describe('rows just edited', () => {
  test('go to the tracker in exactly one exchange; no other row does', () => {
    const bench = Bench.inStep(['NEW', 'NEW', 'NEW']);
    bench.set('L1', 'status', 'LOST');
    bench.set('L2', 'status', 'CONTACTED');
    expect(bench.run(rows(3)).end).toBe('finished');
    expect(bench.requests).toHaveLength(1);
    expect(bench.operations()).toMatchObject([{ op: 'update', set: { status: 'IN_PROGRESS' } }]);
    expect(bench.task('L1').status).toBe('TODO');
  });

  test('pasted over several rows go together', () => {
    const bench = Bench.inStep(['NEW', 'NEW', 'NEW']);
    for (const id of ['L1', 'L2', 'L3']) bench.set(id, 'status', 'LOST');
    bench.run(rows(2, 3));
    expect(bench.requests).toHaveLength(1);
    expect(['L1', 'L2', 'L3'].map((id) => bench.task(id).status)).toEqual(['DONE', 'DONE', 'TODO']);
  });

  test('edited a second time go again, from the version that the first edit made', () => {
    const bench = Bench.inStep(['NEW']);
    for (const [status, task] of [
      ['CONTACTED', 'IN_PROGRESS'],
      ['LOST', 'DONE'],
      ['NEW', 'TODO'],
    ] as const) {
      bench.set('L1', 'status', status);
      expect(bench.run(rows(2)).outcomes).toEqual({ updated: 1 });
      expect(bench.task('L1').status).toBe(task);
    }
    expect(bench.requests).toHaveLength(3);
    expect(bench.conflicts).toEqual([]);
  });

  test('that were new get their task and its id', () => {
    const bench = Bench.inStep(['NEW']);
    bench.add({ id: 'L2', status: 'CONTACTED' });
    bench.run(rows(3));
    expect(bench.requests).toHaveLength(1);
    expect(bench.task('L2').status).toBe('IN_PROGRESS');
  });

  test('in which nothing changed need no tracker at all', () => {
    const bench = Bench.inStep(['NEW']);
    const writes = bench.writes();
    bench.run(rows(2));
    expect([bench.requests.length, bench.writes()]).toEqual([0, writes]);
  });

  test('never cost the whole run what it has to hear: edits in the tracker still arrive there', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.move('L2', 'DONE');
    bench.set('L1', 'status', 'LOST');
    bench.run(rows(2));
    bench.runAll();
    expect(bench.bothSides()).toEqual([
      ['L1', 'LOST', 'DONE'],
      ['L2', 'QUALIFIED', 'DONE'],
    ]);
  });

  test('before any whole run leave the first read of everything to it', () => {
    const bench = new Bench();
    const theirs = bench.foreignTask('DONE');
    bench.add({ id: 'L1', status: 'NEW' });
    bench.add({ id: 'L2', status: 'QUALIFIED', task_id: theirs });
    bench.run(rows(2));
    bench.runAll();
    expect(bench.bothSides()).toEqual([
      ['L1', 'NEW', 'TODO'],
      ['L2', 'QUALIFIED', 'DONE'],
    ]);
  });

  test('S11 that were changed in the tracker too keep both values until a whole run settles it', () => {
    const bench = withConflict();
    bench.run(rows(2));
    expect(bench.requests).toHaveLength(1);
    expect(bench.bothSides()).toEqual([['L1', 'CONTACTED', 'DONE']]);
    bench.runAll();
    expect(bench.bothSides()).toEqual([['L1', 'CONTACTED', 'IN_PROGRESS']]);
  });

  test('S11 that were changed in the tracker too are one conflict for people to see, not two', () => {
    const bench = withConflict();
    bench.run(rows(2));
    bench.runAll();
    expect(bench.conflicts).toMatchObject([
      { rule: 'S11', sheet: 'CONTACTED', tracker: 'DONE', kept: 'sheet' },
    ]);
  });

  test('S11 whose conflict a person settles before the whole run are none: nothing was given up', () => {
    const bench = withConflict();
    bench.run(rows(2));
    bench.set('L1', 'status', 'QUALIFIED');
    bench.runAll();
    expect(bench.bothSides()).toEqual([['L1', 'QUALIFIED', 'DONE']]);
    expect(bench.conflicts).toEqual([]);
  });

  function withConflict(): Bench {
    const bench = Bench.inStep(['NEW']);
    bench.move('L1', 'DONE');
    bench.set('L1', 'status', 'CONTACTED');
    return bench;
  }

  test('are found by their number at the time of the run, and the header row is no lead', () => {
    const bench = Bench.inStep(['NEW']);
    bench.set('L1', 'status', 'LOST');
    bench.run(rows(1));
    expect(bench.requests).toEqual([]);
  });
});

describe('leads without a task', () => {
  const UNLINKED = { kind: 'unlinked' } as const;

  test('S05 get one each; linked leads are left to the whole run', () => {
    const bench = Bench.inStep(['NEW']);
    bench.set('L1', 'status', 'LOST');
    bench.add({ id: 'L2', status: 'CONTACTED' });
    bench.add({ id: 'L3', status: 'QUALIFIED' });
    expect(bench.run(UNLINKED)).toMatchObject({ end: 'finished', tasksCreated: 2 });
    expect([bench.task('L2').status, bench.task('L3').status]).toEqual(['IN_PROGRESS', 'DONE']);
    expect(bench.task('L1').status).toBe('TODO');
  });

  test('S05 get it once: a second run does nothing, and asks nothing', () => {
    const bench = new Bench();
    for (const id of ['L1', 'L2', 'L3']) bench.add({ id, status: 'NEW' });
    bench.run(UNLINKED);
    const [writes, requests] = [bench.writes(), bench.requests.length];
    expect(bench.run(UNLINKED).tasksCreated).toBe(0);
    expect([bench.writes(), bench.requests.length]).toEqual([writes, requests]);
    expect(bench.tracker.rows.size).toBe(3);
  });

  test('S05, S06 are named apart in the report, for each id that was written', () => {
    const bench = new Bench();
    bench.add({ id: 'L1', status: 'NEW' });
    bench.run(UNLINKED);
    bench.set('L1', 'task_id', '');
    bench.loseHiddenTab();
    bench.add({ id: 'L2', status: 'NEW' });
    const { changes } = bench.run(UNLINKED);
    const links = changes.filter(({ field }) => field === 'task_id');
    expect(links.map(({ leadId, rule }) => `${leadId} ${rule}`)).toEqual(['L1 S06', 'L2 S05']);
  });

  test('S06 whose ids were all cleared, with the hidden tab lost as well, find their tasks again', () => {
    const bench = Bench.inStep(['NEW', 'LOST']);
    const before = ['L1', 'L2'].map((id) => bench.task(id).id);
    for (const id of ['L1', 'L2']) bench.set(id, 'task_id', '');
    bench.loseHiddenTab();
    bench.run(UNLINKED);
    expect(['L1', 'L2'].map((id) => bench.task(id).id)).toEqual(before);
    expect(bench.tracker.rows.size).toBe(2);
  });

  test('never cost the whole run what it has to hear', () => {
    const bench = Bench.inStep(['NEW']);
    bench.move('L1', 'DONE');
    bench.add({ id: 'L2', status: 'NEW' });
    bench.run(UNLINKED);
    bench.runAll();
    expect(bench.cell('L1', 'status')).toBe('QUALIFIED');
  });
});
