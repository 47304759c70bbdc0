/** One record that fails is reported, tried again, and holds nobody else up (S19); what must not be overwritten is not. */
import { Bench, Formula } from './support/bench';

const rulesOf = (bench: Bench): string[] => bench.run().problems.map(({ row, rule }) => `${row} ${rule}`);

describe('S19 an operation that the tracker rejects', () => {
  function sheetWithABadName(): Bench {
    const bench = new Bench();
    bench.add({ id: 'L1', name: 'Ada', status: 'NEW' });
    bench.add({ id: 'L2', name: 'broken \0 import', status: 'NEW' });
    bench.add({ id: 'L3', name: 'Cy', status: 'LOST' });
    return bench;
  }

  test('stops nobody: the others get their tasks, and its row says why it has none', () => {
    const bench = sheetWithABadName();
    const report = bench.run();
    expect(report).toMatchObject({ end: 'finished', tasksCreated: 2, outcomes: { rejected: 1 } });
    expect(report.problems).toMatchObject([{ leadId: 'L2', row: 3, rule: 'S19' }]);
    expect(bench.cell('L2', 'task_id')).toBe('');
    expect([bench.task('L1').status, bench.task('L3').status]).toEqual(['TODO', 'DONE']);
  });

  test('is asked once a run, and goes through once the row is mended', () => {
    const bench = sheetWithABadName();
    bench.run();
    bench.requests.length = 0;
    expect(rulesOf(bench)).toEqual(['3 S19']);
    expect(bench.operations()).toHaveLength(1);
    bench.set('L2', 'name', 'Bo');
    bench.runAll();
    expect(bench.task('L2').title).toBe('Follow up: Bo');
  });

  test('does not keep an edit of the same lead from being taken up later', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.set('L1', 'name', 'broken \0 import');
    bench.set('L1', 'status', 'CONTACTED');
    bench.set('L2', 'status', 'LOST');
    expect(rulesOf(bench)).toEqual(['2 S19']);
    expect([bench.task('L1').status, bench.task('L2').status]).toEqual(['TODO', 'DONE']);
    bench.set('L1', 'name', 'Ada');
    bench.runAll();
    expect(bench.task('L1')).toMatchObject({ status: 'IN_PROGRESS', title: 'Follow up: Ada' });
  });
});

describe('S19 a cell that the spreadsheet refuses', () => {
  test('is reported with the reason, while the others are written', () => {
    const bench = Bench.inStep(['NEW', 'NEW', 'NEW']);
    for (const id of ['L1', 'L2', 'L3']) bench.move(id, 'DONE');
    bench.refuse = (id) => (id === 'L2' ? 'You are trying to edit a protected cell.' : null);
    const report = bench.run();
    expect(report).toMatchObject({ end: 'finished', cellsWritten: 2 });
    expect(report.problems).toMatchObject([{ leadId: 'L2', row: 3, rule: 'S19' }]);
    expect(report.problems[0]?.message).toContain('protected cell');
    expect([1, 2, 3].map((n) => bench.cell(`L${n}`, 'status'))).toEqual(['QUALIFIED', 'NEW', 'QUALIFIED']);
  });

  test('is tried again in every run, never undone in the tracker, and written once that works', () => {
    const bench = Bench.inStep(['NEW']);
    bench.move('L1', 'DONE');
    bench.refuse = () => 'protected';
    for (let runs = 0; runs < 3; runs += 1) expect(rulesOf(bench)).toEqual(['2 S19']);
    expect(bench.task('L1')).toMatchObject({ status: 'DONE', version: 2 });
    bench.refuse = () => null;
    bench.runAll();
    expect(bench.bothSides()).toEqual([['L1', 'QUALIFIED', 'DONE']]);
    expect(bench.conflicts).toEqual([]);
  });

  test('leaves a person’s edit of that very cell a sheet edit', () => {
    const bench = Bench.inStep(['NEW']);
    bench.move('L1', 'DONE');
    bench.refuse = () => 'protected';
    bench.run();
    bench.refuse = () => null;
    bench.set('L1', 'status', 'CONTACTED');
    bench.run();
    expect(bench.bothSides()).toEqual([['L1', 'CONTACTED', 'IN_PROGRESS']]);
    expect(bench.conflicts).toMatchObject([
      { leadId: 'L1', sheet: 'CONTACTED', tracker: 'DONE', kept: 'sheet' },
    ]);
  });

  test('S06 for the task id never leads to a second task', () => {
    const bench = new Bench();
    bench.add({ id: 'L1', status: 'NEW' });
    bench.refuse = () => 'protected';
    for (let runs = 0; runs < 3; runs += 1) expect(rulesOf(bench)).toEqual(['2 S19']);
    bench.refuse = () => null;
    bench.runAll();
    expect(bench.tracker.rows.size).toBe(1);
    expect(bench.bothSides()).toEqual([['L1', 'NEW', 'TODO']]);
  });

  test('because the whole service failed ends the run; the next one finishes what was begun', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.move('L1', 'DONE');
    bench.set('L2', 'status', 'LOST');
    bench.before = (call) => {
      if (call === 'sheet.write') throw new Error('Service Spreadsheets timed out.');
    };
    expect(bench.run()).toMatchObject({ end: 'failed', firstError: 'Service Spreadsheets timed out.' });
    bench.before = () => undefined;
    bench.runAll();
    expect(bench.bothSides()).toEqual([
      ['L1', 'QUALIFIED', 'DONE'],
      ['L2', 'LOST', 'DONE'],
    ]);
    expect(bench.conflicts).toEqual([]);
  });
});

describe('S11 a conflict that cannot be carried out is one entry for people, however many runs try', () => {
  function inConflict(conflictPolicy: 'sheet' | 'tracker'): Bench {
    const bench = Bench.inStep(['NEW'], { conflictPolicy });
    bench.set('L1', 'status', 'CONTACTED');
    bench.move('L1', 'DONE');
    return bench;
  }

  function expectOneEntry(bench: Bench): void {
    for (let runs = 0; runs < 3; runs += 1) expect(rulesOf(bench)).toEqual(['2 S19']);
    expect(bench.conflicts).toHaveLength(1);
  }

  test('because its cell is protected', () => {
    const bench = inConflict('tracker');
    bench.refuse = () => 'protected';
    expectOneEntry(bench);
  });

  test('because its cell holds a formula', () => {
    const bench = inConflict('tracker');
    bench.set('L1', 'status', new Formula('CONTACTED'));
    expectOneEntry(bench);
  });

  test('because the tracker rejects the operation', () => {
    const bench = inConflict('sheet');
    bench.set('L1', 'name', 'broken \0 import');
    expectOneEntry(bench);
  });
});

describe('a formula', () => {
  test('in the status column is never written over; it is reported, and the others go on', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.set('L1', 'status', new Formula('NEW'));
    bench.move('L1', 'DONE');
    bench.move('L2', 'DONE');
    const report = bench.run();
    expect(report.problems).toMatchObject([{ leadId: 'L1', rule: 'S19' }]);
    expect(report.problems[0]?.message).toContain('formula');
    expect(bench.rows[0]![3]).toBeInstanceOf(Formula);
    expect(bench.cell('L2', 'status')).toBe('QUALIFIED');
  });

  test('costs no write in the runs after, and its task keeps what people gave it', () => {
    const bench = Bench.inStep(['NEW']);
    bench.set('L1', 'status', new Formula('NEW'));
    bench.move('L1', 'DONE');
    bench.run();
    const writes = bench.writes();
    expect(rulesOf(bench)).toEqual(['2 S19']);
    expect(bench.writes()).toBe(writes);
    expect(bench.task('L1').status).toBe('DONE');
  });

  test('replaced by a value is a cell like any other', () => {
    const bench = Bench.inStep(['NEW']);
    bench.set('L1', 'status', new Formula('NEW'));
    bench.move('L1', 'DONE');
    bench.run();
    bench.set('L1', 'status', 'NEW');
    bench.runAll();
    expect(bench.cell('L1', 'status')).toBe('QUALIFIED');
  });

  test('S08 whose value changes is an edit of the sheet', () => {
    const bench = Bench.inStep(['NEW']);
    bench.set('L1', 'status', new Formula('LOST'));
    bench.runAll();
    expect(bench.task('L1').status).toBe('DONE');
  });

  test('in the task_id column is kept, and its lead gets one task however many runs there are', () => {
    const bench = new Bench();
    bench.add({ id: 'L1', status: 'NEW', task_id: new Formula('') });
    bench.add({ id: 'L2', status: 'NEW' });
    for (let runs = 0; runs < 3; runs += 1) expect(rulesOf(bench)).toEqual(['2 S19']);
    expect(bench.rows[0]![5]).toBeInstanceOf(Formula);
    expect(bench.task('L2').status).toBe('TODO');
    expect(bench.tracker.rows.size).toBe(2);
  });
});

describe('a person who is quicker than the run', () => {
  test('keeps what she typed into a cell that was about to be written', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.move('L1', 'DONE');
    bench.move('L2', 'DONE');
    bench.before = (call) => {
      if (call === 'memory.save') bench.set('L1', 'status', 'CONTACTED');
    };
    expect(bench.run()).toMatchObject({ cellsWritten: 1, cellsMissed: 1 });
    bench.before = () => undefined;
    bench.run();
    expect(bench.bothSides()).toEqual([
      ['L1', 'CONTACTED', 'IN_PROGRESS'],
      ['L2', 'QUALIFIED', 'DONE'],
    ]);
    expect(bench.conflicts).toMatchObject([{ leadId: 'L1', tracker: 'DONE' }]);
  });

  test('may sort, or insert a column: the right cells are written, or none', () => {
    const bench = Bench.inStep(['NEW', 'LOST']);
    bench.move('L1', 'DONE');
    bench.before = (call) => {
      if (call === 'tracker.exchange') bench.rows.reverse();
      if (call !== 'memory.save' || bench.header[0] === 'mine') return;
      bench.header.unshift('mine');
      bench.rows.forEach((cells) => cells.unshift('x'));
    };
    bench.run();
    bench.before = () => undefined;
    bench.runAll();
    expect(bench.rows.map((cells) => cells.slice(0, 5))).toEqual([
      ['x', 'L2', 'Name 2', '', 'LOST'],
      ['x', 'L1', 'Name 1', '', 'QUALIFIED'],
    ]);
    expect(bench.rows.map((cells) => cells[7])).toEqual(['note 2', 'note 1']);
  });
});
