/** What the tracker is told so that people find the row: a hint that comes with what is sent anyway, and decides nothing. */
import { ALL, Bench, DESCRIPTION } from './support/bench';

const rowsOf = (bench: Bench): unknown[] =>
  bench.requests.flatMap(({ operations }) => operations.map(({ op, row }) => [op, row]));

test('every operation names the row of its lead, and the request the sheet', () => {
  const bench = Bench.inStep(['NEW']);
  bench.set('L1', 'task_id', bench.foreignTask('TODO'));
  bench.add({});
  bench.add({ id: 'L2', status: 'NEW' });
  bench.run();
  expect(rowsOf(bench).sort()).toEqual([
    ['create', 4],
    ['link', 2],
    ['update', 2],
  ]);
  expect(bench.requests[0]?.sheet).toEqual(DESCRIPTION);
});

test('a lead that was sorted elsewhere is updated with the row where it stands now', () => {
  const bench = Bench.inStep(['NEW', 'NEW', 'NEW']);
  bench.rows.reverse();
  bench.set('L1', 'status', 'LOST');
  bench.requests.length = 0;
  bench.run();
  expect(rowsOf(bench)).toEqual([['update', 4]]);
});

test('a run with nothing to send says nothing of the sheet, and does not ask for it', () => {
  const bench = Bench.inStep(['NEW']);
  [bench.requests.length, bench.descriptions] = [0, 0];
  bench.run();
  expect(bench.requests.map((request) => 'sheet' in request)).toEqual([false]);
  expect(bench.descriptions).toBe(0);
});

test('a long run asks for it once', () => {
  const bench = new Bench({ batchSize: 1 });
  for (const id of ['L1', 'L2', 'L3']) bench.add({ id, status: 'NEW' });
  bench.run(ALL);
  expect(bench.requests.filter(({ sheet }) => sheet !== undefined)).toHaveLength(3);
  expect(bench.descriptions).toBe(1);
});

test('a row that only moved is no reason to send anything', () => {
  const bench = Bench.inStep(['NEW', 'NEW']);
  bench.rows.reverse();
  bench.requests.length = 0;
  bench.run();
  expect(rowsOf(bench)).toEqual([]);
});
