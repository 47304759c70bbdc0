/** The link between a lead and its task: deleted, cleared, mistyped, moved and swapped by people. */
import { Bench } from './support/bench';

const rulesOf = (bench: Bench): string[] =>
  bench.run().problems.map(({ leadId, rule }) => `${leadId} ${rule}`);
const taskIds = (bench: Bench): unknown[] => bench.rows.map((cells) => cells[5]);

describe('S14 a task deleted in the tracker', () => {
  function withDeletedTask(): Bench {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.tracker.remove(bench.task('L1').id);
    return bench;
  }

  test('leaves its lead detached: reported in every run, never recreated, its row as it is', () => {
    const bench = withDeletedTask();
    const before = taskIds(bench);
    for (let runs = 0; runs < 3; runs += 1) expect(rulesOf(bench)).toEqual(['L1 S14']);
    expect(taskIds(bench)).toEqual(before);
    expect(bench.cell('L1', 'status')).toBe('NEW');
    expect(bench.tracker.rows.size).toBe(2);
  });

  test('is not brought back by edits of the lead', () => {
    const bench = withDeletedTask();
    bench.run();
    bench.requests.length = 0;
    bench.set('L1', 'status', 'CONTACTED');
    bench.set('L1', 'name', 'Ada');
    expect(rulesOf(bench)).toEqual(['L1 S14']);
    expect(bench.operations()).toEqual([]);
    expect(bench.task('L1')).toMatchObject({ deleted: true, status: 'TODO' });
  });

  test('that the sheet had edited meanwhile is found out by that edit, and not recreated either', () => {
    const bench = withDeletedTask();
    bench.set('L1', 'status', 'CONTACTED');
    expect(rulesOf(bench)).toEqual(['L1 S14']);
    expect(bench.tracker.rows.size).toBe(2);
  });

  test('is followed by one new task when a person clears the cell', () => {
    const bench = withDeletedTask();
    bench.run();
    const old = bench.task('L1').id;
    bench.set('L1', 'status', 'CONTACTED');
    bench.set('L1', 'task_id', '');
    bench.runAll();
    expect(bench.task('L1')).toMatchObject({ status: 'IN_PROGRESS', deleted: false });
    expect(bench.task('L1').id).not.toBe(old);
    bench.runAll();
    expect(bench.tracker.rows.size).toBe(3);
  });

  test('whose id is cleared before any run has noticed gets its new task as well', () => {
    const bench = withDeletedTask();
    bench.set('L1', 'task_id', '');
    for (let runs = 0; runs < 2; runs += 1) bench.run();
    // The first run may write the old id back, because it does not know better yet.
    if (bench.task('L1').deleted) bench.set('L1', 'task_id', '');
    bench.run();
    bench.runAll();
    expect(bench.task('L1').deleted).toBe(false);
    expect(bench.tracker.rows.size).toBe(3);
  });
});

describe('S06 a cleared id of a task that lives', () => {
  test('is written back; no second task is made, and edits of both sides survive', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    const before = taskIds(bench);
    bench.set('L1', 'status', 'CONTACTED');
    bench.move('L2', 'DONE');
    bench.set('L1', 'task_id', '');
    bench.set('L2', 'task_id', '');
    bench.runAll();
    expect(taskIds(bench)).toEqual(before);
    expect(bench.bothSides()).toEqual([
      ['L1', 'CONTACTED', 'IN_PROGRESS'],
      ['L2', 'QUALIFIED', 'DONE'],
    ]);
  });
});

describe('S22 an id that names no task', () => {
  test('is reported while the others go on, and nothing is created for it', () => {
    const bench = new Bench();
    bench.add({ id: 'L1', status: 'NEW', task_id: 'nonsense' });
    bench.add({ id: 'L2', status: 'NEW' });
    expect(rulesOf(bench)).toEqual(['L1 S22']);
    expect(rulesOf(bench)).toEqual(['L1 S22']);
    expect(bench.cell('L1', 'task_id')).toBe('nonsense');
    expect(bench.tracker.rows.size).toBe(1);
  });

  test('S05 cleared by a person gets a task; S06 gets back the one it had', () => {
    const bench = Bench.inStep(['NEW']);
    bench.add({ id: 'L2', status: 'NEW', task_id: 'nonsense' });
    const [mine] = taskIds(bench);
    bench.set('L1', 'task_id', 'nonsense too');
    expect(rulesOf(bench)).toEqual(['L1 S22', 'L2 S22']);
    bench.set('L1', 'task_id', '');
    bench.set('L2', 'task_id', '');
    bench.runAll();
    expect(taskIds(bench)[0]).toBe(mine);
    expect(bench.tracker.rows.size).toBe(2);
  });

  test('mistyped and corrected goes on as before, without a conflict', () => {
    const bench = Bench.inStep(['NEW']);
    const { id } = bench.task('L1');
    bench.set('L1', 'task_id', `${id}x`);
    expect(rulesOf(bench)).toEqual(['L1 S22']);
    bench.set('L1', 'task_id', id);
    bench.set('L1', 'status', 'LOST');
    bench.runAll();
    expect(bench.task('L1').status).toBe('DONE');
    expect(bench.conflicts).toEqual([]);
  });
});

describe('S21 an id changed by hand to another task', () => {
  test('makes that task the lead’s: equal images agree, and neither side is written', () => {
    const bench = Bench.inStep(['CONTACTED']);
    const theirs = bench.foreignTask('IN_PROGRESS', 'Call back');
    const writes = bench.tracker.writes;
    bench.set('L1', 'task_id', theirs);
    bench.runAll();
    expect([bench.tracker.writes, bench.cellWrites.length]).toEqual([writes, 0]);
    bench.tracker.edit(theirs, { status: 'DONE' });
    bench.runAll();
    expect(bench.cell('L1', 'status')).toBe('QUALIFIED');
    expect(bench.task('L1').title).toBe('Call back');
  });

  test.each([
    ['sheet', 'CONTACTED', 'IN_PROGRESS'],
    ['tracker', 'QUALIFIED', 'DONE'],
    ['ask', 'CONTACTED', 'DONE'],
  ] as const)(
    'follows the policy "%s" where they differ, and keeps the other value',
    (conflictPolicy, lead, task) => {
      const bench = Bench.inStep(['CONTACTED'], { conflictPolicy });
      bench.set('L1', 'task_id', bench.foreignTask('DONE'));
      bench.run();
      expect(bench.bothSides()).toEqual([['L1', lead, task]]);
      expect(bench.conflicts).toMatchObject([{ rule: 'S23', sheet: 'CONTACTED', tracker: 'DONE' }]);
    },
  );

  test('S12 never moves a lead that is terminal', () => {
    const bench = Bench.inStep(['LOST'], { conflictPolicy: 'tracker' });
    bench.set('L1', 'task_id', bench.foreignTask('TODO'));
    bench.runAll();
    expect(bench.bothSides()).toEqual([['L1', 'LOST', 'DONE']]);
  });

  test('lets go of the old task: nothing there moves the lead any more', () => {
    const bench = Bench.inStep(['CONTACTED']);
    const old = bench.task('L1').id;
    bench.set('L1', 'task_id', bench.foreignTask('IN_PROGRESS'));
    bench.runAll();
    bench.tracker.edit(old, { status: 'DONE' });
    bench.runAll();
    expect(bench.cell('L1', 'status')).toBe('CONTACTED');
  });

  test('of two leads that swapped them: each goes on with the other’s task', () => {
    const bench = Bench.inStep(['NEW', 'CONTACTED']);
    const [one, two] = taskIds(bench);
    bench.set('L1', 'task_id', two);
    bench.set('L2', 'task_id', one);
    bench.run();
    expect(taskIds(bench)).toEqual([two, one]);
    expect(bench.bothSides()).toEqual([
      ['L1', 'NEW', 'TODO'],
      ['L2', 'CONTACTED', 'IN_PROGRESS'],
    ]);
    bench.move('L1', 'DONE');
    bench.runAll();
    expect(bench.bothSides()).toEqual([
      ['L1', 'QUALIFIED', 'DONE'],
      ['L2', 'CONTACTED', 'IN_PROGRESS'],
    ]);
    expect(bench.tracker.rows.size).toBe(2);
  });

  test.each([1, 500])(
    'moved from one lead to another (batches of %i): the first gets a new one',
    (batchSize) => {
      const bench = Bench.inStep(['NEW', 'NEW', 'NEW'], { batchSize });
      const [, moved] = taskIds(bench);
      bench.set('L3', 'task_id', moved);
      bench.set('L2', 'task_id', '');
      bench.runAll();
      expect(taskIds(bench)[2]).toBe(moved);
      expect(new Set(taskIds(bench)).size).toBe(3);
      expect(bench.task('L2')).toMatchObject({ lead_id: 'L2', deleted: false });
      const writes = bench.writes();
      bench.runAll();
      expect(bench.writes()).toBe(writes);
    },
  );
});

describe('a lead that is given another id', () => {
  test('S21 keeps its task, and a new lead under the old id gets its own, in the same run', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    const [, theirs] = taskIds(bench);
    bench.set('L2', 'id', 'renamed');
    bench.add({ id: 'L2', status: 'CONTACTED' });
    bench.runAll();
    expect(bench.task('renamed').id).toBe(theirs);
    expect(bench.task('L2')).toMatchObject({ status: 'IN_PROGRESS', lead_id: 'L2' });
    expect(bench.tracker.rows.size).toBe(3);
  });
});

describe('a copied row', () => {
  test('S24 with a new id does not steal the task; cleared, it gets its own', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    const before = taskIds(bench);
    bench.rows.unshift([...bench.rows[0]!]);
    bench.rows[0]![0] = 'copy';
    bench.rows[0]![3] = 'LOST';
    expect(rulesOf(bench)).toEqual(['copy S24']);
    expect(bench.task('L1').status).toBe('TODO');
    bench.set('copy', 'task_id', '');
    bench.runAll();
    expect(taskIds(bench).slice(1)).toEqual(before);
    expect(bench.task('copy')).toMatchObject({ lead_id: 'copy', status: 'DONE' });
  });

  test('S02 with the same id stops both rows, and only these', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.rows.push([...bench.rows[0]!]);
    bench.rows[2]![3] = 'LOST';
    bench.move('L1', 'DONE');
    bench.set('L2', 'status', 'CONTACTED');
    expect(rulesOf(bench)).toEqual(['L1 S02', 'L1 S02']);
    expect(bench.rows.map((cells) => cells[3])).toEqual(['NEW', 'CONTACTED', 'LOST']);
    expect(bench.task('L2').status).toBe('IN_PROGRESS');
    bench.rows.pop();
    bench.runAll();
    expect(bench.cell('L1', 'status')).toBe('QUALIFIED');
  });
});
