/** Without its hidden tab the sync reads everything once, and takes nobody's edit for agreed or for lost (S23). */
import { Bench, Formula } from './support/bench';

const leadIds = (count: number): string[] => Array.from({ length: count }, (_, index) => `L${index + 1}`);

describe('a lost hidden tab', () => {
  test('costs one full read and nothing else', () => {
    const bench = Bench.inStep(['NEW', 'CONTACTED', 'LOST', '']);
    const before = [bench.tracker.writes, bench.cellWrites.length];
    bench.loseHiddenTab();
    bench.runAll();
    expect(bench.requests).toMatchObject([{ cursor: null, operations: [] }]);
    expect([bench.tracker.writes, bench.cellWrites.length]).toEqual(before);
    const writes = bench.writes();
    bench.runAll();
    expect(bench.writes()).toBe(writes);
  });

  test('of a large sheet costs as many pages as there are tasks, and no operation', () => {
    const bench = Bench.inStep(leadIds(1_200).map(() => 'NEW'));
    bench.loseHiddenTab();
    bench.runAll();
    expect(bench.requests).toHaveLength(3);
    expect(bench.operations()).toEqual([]);
  });

  test('S08 leaves a sheet edit a sheet edit, because the tracker knows what was pushed last', () => {
    const bench = Bench.inStep(['NEW', 'LOST']);
    bench.loseHiddenTab();
    bench.set('L1', 'status', 'CONTACTED');
    bench.set('L2', 'status', 'NEW');
    bench.runAll();
    expect([bench.task('L1').status, bench.task('L2').status]).toEqual(['IN_PROGRESS', 'TODO']);
    expect(bench.conflicts).toEqual([]);
  });

  test.each([
    ['sheet', 'NEW', 'TODO'],
    ['tracker', 'QUALIFIED', 'DONE'],
    ['ask', 'NEW', 'DONE'],
  ] as const)(
    'S23 with an edit in the tracker follows the policy "%s", and keeps the value given up for people',
    (conflictPolicy, lead, task) => {
      const bench = Bench.inStep(['NEW'], { conflictPolicy });
      bench.loseHiddenTab();
      bench.move('L1', 'DONE');
      bench.run();
      expect(bench.bothSides()).toEqual([['L1', lead, task]]);
      expect(bench.conflicts).toMatchObject([
        {
          leadId: 'L1',
          rule: 'S23',
          sheet: 'NEW',
          tracker: 'DONE',
          kept: conflictPolicy === 'ask' ? null : conflictPolicy,
        },
      ]);
    },
  );

  test('S23 with an edit in the tracker that the sheet had already taken over writes nothing', () => {
    const bench = Bench.inStep(['NEW']);
    bench.move('L1', 'DONE');
    bench.runAll();
    const before = [bench.tracker.writes, bench.cellWrites.length];
    bench.loseHiddenTab();
    bench.runAll();
    expect([bench.tracker.writes, bench.cellWrites.length]).toEqual(before);
    expect(bench.conflicts).toEqual([]);
  });

  test('S18 leaves a title that a person gave hers, and one of the sync’s own following the lead', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.tracker.edit(bench.task('L1').id, { title: 'Mine' });
    bench.runAll();
    bench.loseHiddenTab();
    bench.set('L1', 'name', 'Ada');
    bench.set('L2', 'name', 'Bo');
    bench.runAll();
    bench.runAll();
    expect([bench.task('L1').title, bench.task('L2').title]).toEqual(['Mine', 'Follow up: Bo']);
  });

  test('S14 still finds the deleted tasks, and creates none', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.tracker.remove(bench.task('L1').id);
    bench.loseHiddenTab();
    expect(bench.run().problems).toMatchObject([{ leadId: 'L1', rule: 'S14' }]);
    expect(bench.tracker.rows.size).toBe(2);
  });

  test('S06 together with cleared ids finds every task again by its lead', () => {
    const bench = Bench.inStep(['NEW', 'LOST']);
    const before = bench.rows.map((cells) => cells[5]);
    bench.rows.forEach((cells) => (cells[5] = ''));
    bench.loseHiddenTab();
    bench.runAll();
    expect(bench.rows.map((cells) => cells[5])).toEqual(before);
    expect(bench.tracker.rows.size).toBe(2);
  });

  test('S21 links a task that the tracker does not know as this lead’s: its former lead gets its own', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    const theirs = bench.task('L2').id;
    bench.loseHiddenTab();
    bench.set('L1', 'task_id', theirs);
    bench.set('L2', 'task_id', '');
    for (let runs = 0; runs < 3; runs += 1) bench.run();
    expect(bench.run().problems).toEqual([]);
    expect(bench.cell('L1', 'task_id')).toBe(theirs);
    expect(bench.task('L2').id).not.toBe(theirs);
  });

  test('S21 in which a lead got another id: a new lead under the old id gets a task of its own', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    const theirs = bench.task('L2').id;
    bench.loseHiddenTab();
    bench.set('L2', 'id', 'renamed');
    bench.runAll();
    bench.add({ id: 'L2', status: 'CONTACTED' });
    bench.run();
    bench.runAll();
    expect(bench.task('renamed').id).toBe(theirs);
    expect(bench.task('L2')).toMatchObject({ status: 'IN_PROGRESS', lead_id: 'L2' });
    expect(bench.task('L2').id).not.toBe(theirs);
  });

  test('S22 with a dead link is one question to the tracker, after the full read', () => {
    const bench = Bench.inStep(['NEW', 'NEW']);
    bench.loseHiddenTab();
    bench.set('L1', 'task_id', 'nonsense');
    expect(bench.run().problems).toMatchObject([{ leadId: 'L1', rule: 'S22' }]);
    expect(bench.operations()).toMatchObject([{ op: 'link', lead_id: 'L1' }]);
  });

  test('S24 with a copied row in the sheet: nobody is taken for the owner, nothing is written', () => {
    const bench = Bench.inStep(['NEW']);
    bench.rows.push([...bench.rows[0]!]);
    bench.rows[1]![0] = 'copy';
    bench.loseHiddenTab();
    const before = bench.tracker.writes;
    expect(bench.run().problems.map(({ leadId, rule }) => `${leadId} ${rule}`)).toEqual([
      'L1 S24',
      'copy S24',
    ]);
    expect(bench.tracker.writes).toBe(before);
    // Cleared where it does not belong, it is the first lead's again, and the copy gets its own.
    bench.set('copy', 'task_id', '');
    bench.run();
    bench.runAll();
    expect(bench.task('L1').lead_id).toBe('L1');
    expect(bench.task('copy').lead_id).toBe('copy');
  });
});

describe('a run with nothing to do writes nothing, anywhere (S07)', () => {
  test.each<[string, (bench: Bench) => void]>([
    ['everything in step', () => undefined],
    ['S01 a row without an id', (bench) => bench.add({ name: 'Nobody' })],
    ['S02 two rows with the same id', (bench) => bench.rows.push([...bench.rows[0]!])],
    ['S03 an unknown status', (bench) => bench.set('L1', 'status', 'On Hold')],
    ['S03 a new row with an unknown status', (bench) => bench.add({ id: 'L9', status: 'On Hold' })],
    ['S04 a blank status', (bench) => bench.set('L1', 'status', '')],
    [
      'S11 a conflict that waits for a person',
      (bench) => {
        bench.settings = { conflictPolicy: 'ask' };
        bench.set('L1', 'status', 'CONTACTED');
        bench.move('L1', 'DONE');
      },
    ],
    ['S14 a deleted task', (bench) => bench.tracker.remove(bench.task('L1').id)],
    ['S15 a row that is gone', (bench) => void bench.rows.pop()],
    ['S18 a title that a person gave', (bench) => bench.tracker.edit(bench.task('L1').id, { title: 'Mine' })],
    [
      'S19 a formula that would have to move',
      (bench) => {
        bench.set('L1', 'status', new Formula('NEW'));
        bench.move('L1', 'DONE');
      },
    ],
    ['S24 a copied row', (bench) => bench.rows.push(['copy', ...bench.rows[0]!.slice(1)])],
    ['tasks of other people', (bench) => void bench.foreignTask('TODO')],
    ['a column of the user’s own', (bench) => void (bench.rows[0]![6] = 'another note')],
    ['a sorted sheet', (bench) => void bench.rows.reverse()],
    ['the same words in other case', (bench) => bench.set('L1', 'status', ' new ')],
  ])('%s', (_, arrange) => {
    const bench = Bench.inStep(['NEW', 'LOST', 'QUALIFIED']);
    arrange(bench);
    bench.run();
    bench.run();
    const writes = bench.writes();
    bench.requests.length = 0;
    expect(bench.run().end).toBe('finished');
    expect(bench.writes()).toBe(writes);
    expect(bench.requests).toHaveLength(1);
    expect(bench.operations()).toEqual([]);
  });
});
