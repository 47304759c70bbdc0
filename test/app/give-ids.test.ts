/** Rows without an id: left alone, or given one first, as people choose (S01). */
import { Bench, Formula } from './support/bench';

const given = { newRowIds: true };
const ids = (bench: Bench): unknown[] => bench.rows.map(([id]) => id);
const found = (bench: Bench): string[] => bench.run().problems.map(({ row, rule }) => `${row} ${rule}`);

test('S01 switched off: the row is skipped and reported, the others are synced, and no id is written', () => {
  const bench = new Bench();
  bench.add({ id: 'a', status: 'NEW' });
  bench.add({ name: 'Nobody', status: 'NEW' });
  expect(found(bench)).toEqual(['3 S01']);
  expect(ids(bench)).toEqual(['a', '']);
  expect(bench.task('a').status).toBe('TODO');
  expect(bench.tracker.rows.size).toBe(1);
});

test('S01 switched on: the row gets an id, and in the same run its task', () => {
  const bench = new Bench(given);
  bench.add({ id: 'a', status: 'NEW' });
  bench.add({ name: 'Bo', status: 'CONTACTED' });
  bench.runAll();
  expect(ids(bench)).toEqual(['a', 'new-1']);
  expect(bench.task('new-1')).toMatchObject({
    lead_id: 'new-1',
    title: 'Follow up: Bo',
    status: 'IN_PROGRESS',
  });
});

test('S01 a row keeps the id it was given', () => {
  const bench = new Bench(given);
  bench.add({ name: 'Bo' });
  bench.runAll();
  const writes = bench.writes();
  bench.runAll();
  expect(bench.writes()).toBe(writes);
  expect(bench.tracker.rows.size).toBe(1);
});

test('S01 blank rows, and rows with nothing but a note, get none', () => {
  const bench = new Bench(given);
  bench.add({});
  bench.add({ note: 'call the printer' });
  bench.add({ id: '  ', name: ' ' });
  bench.runAll();
  expect(bench.cellWrites).toEqual([]);
});

test('S01 a blank that a formula shows is not written over', () => {
  const bench = new Bench(given);
  bench.add({ id: new Formula(''), name: 'Ada' });
  bench.add({ name: 'Bo' });
  expect(found(bench)).toEqual(['2 S01']);
  expect(bench.rows[0]![0]).toBeInstanceOf(Formula);
  expect(bench.rows[1]![0]).toMatch(/^new-/);
});

test('S01 a row whose id cell is protected is reported, and the others go on', () => {
  const bench = new Bench(given);
  bench.add({ name: 'Ada' });
  bench.add({ id: 'b', name: 'Bo' });
  bench.refuse = (_, field) => (field === 'id' ? 'protected' : null);
  expect(found(bench)).toEqual(['2 S01']);
  expect(bench.task('b').status).toBe('TODO');
});

test('S01 a row inserted while ids are given out never costs another lead its id', () => {
  // Whatever the last look at the sheet before the write is, a person may insert a row just before it.
  for (let moment = 1; moment <= 4; moment += 1) {
    const bench = new Bench(given);
    bench.add({ id: 'a', name: 'Ada' });
    bench.add({ name: 'Bo' });
    let looks = 0;
    bench.before = (call) => {
      if (call !== 'sheet.read' && call !== 'sheet.readFormulas') return;
      looks += 1;
      if (looks === moment) bench.rows.unshift(['first', 'Cy', '', 'NEW', '', '', '']);
    };
    bench.run();
    expect({ moment, ids: ids(bench) }).toMatchObject({
      moment,
      ids: expect.arrayContaining(['a']) as string[],
    });
  }
});
