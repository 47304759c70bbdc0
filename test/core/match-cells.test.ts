/** Cells are found again by lead id in a fresh read, and written only where they still hold what was decided from. */
import { findColumns, type Cell, type LeadTable } from '../../src/core/lead';
import { matchCells, type MatchedCells } from '../../src/core/match-cells';
import type { CellChange } from '../../src/core/plan';

const HEADER = ['status', 'id', 'task_id', 'note'];

function change(leadId: string, values: Partial<CellChange> = {}): CellChange {
  return { leadId, field: 'status', from: 'NEW', to: 'CONTACTED', rule: 'S09', agreed: null, ...values };
}

function match(
  rows: readonly (readonly Cell[])[],
  changes: readonly CellChange[],
  header = HEADER,
): MatchedCells {
  const table: LeadTable = { header, rows };
  return matchCells(table, findColumns(header), changes);
}

const places = ({ ready }: MatchedCells): unknown[] =>
  ready.map(({ change: { leadId }, row, column }) => [leadId, row, column]);

test('a sorted sheet: each change finds the row its lead stands in now', () => {
  const rows = [
    ['NEW', 'c', '', ''],
    ['NEW', 'a', '', ''],
    ['NEW', 'b', '', ''],
  ];
  const matched = match(rows, [change('a'), change('b'), change('c')]);
  expect(places(matched)).toEqual([
    ['a', 3, 0],
    ['b', 4, 0],
    ['c', 2, 0],
  ]);
  expect(matched.missed).toEqual([]);
});

test('columns that were moved: the change goes where the header is now', () => {
  const matched = match([['x', 'a', 'NEW']], [change('a')], ['note', 'ID', ' Status ', 'task_id']);
  expect(places(matched)).toEqual([['a', 2, 2]]);
});

test('a cell that somebody changed meanwhile is left to her', () => {
  const late = change('a');
  const matched = match([['LOST', 'a', '', '']], [late]);
  expect(matched).toEqual({ ready: [], missed: [late] });
});

test('a difference in case is a change, one in outer spaces is none', () => {
  expect(match([['New', 'a', '', '']], [change('a')]).missed).toHaveLength(1);
  expect(match([[' NEW ', 'a', '', '']], [change('a')]).ready).toHaveLength(1);
});

test('a blank that was filled meanwhile is not written over', () => {
  const link = change('a', { field: 'task_id', from: '', to: 'T1' });
  expect(places(match([['NEW', 'a', '', '']], [link]))).toEqual([['a', 2, 2]]);
  expect(match([['NEW', 'a', 'T9', '']], [link]).missed).toEqual([link]);
});

test('a row that is gone, or stands there twice, is not written', () => {
  const rows = [
    ['NEW', 'a', '', ''],
    ['NEW', 'b', '', ''],
    ['NEW', 'a', '', ''],
  ];
  const matched = match(rows, [change('a'), change('b'), change('gone')]);
  expect(places(matched)).toEqual([['b', 3, 0]]);
  expect(matched.missed.map(({ leadId }) => leadId)).toEqual(['a', 'gone']);
});

test('a second copy counts even when its cell holds something else', () => {
  const rows = [
    ['NEW', 'a', '', ''],
    ['LOST', 'a', '', ''],
  ];
  expect(match(rows, [change('a')]).ready).toEqual([]);
});

test('an id that the sheet turned into a number is the same id', () => {
  expect(places(match([['NEW', 42, '', '']], [change('42')]))).toEqual([['42', 2, 0]]);
  expect(match([['NEW', 42, '', '']], [change('042')]).ready).toEqual([]);
});

test('status and task id of one lead are matched each by itself', () => {
  const link = change('a', { field: 'task_id', from: '', to: 'T1' });
  const matched = match([['LOST', 'a', '', '']], [change('a'), link]);
  expect(matched.ready.map((cell) => cell.change)).toEqual([link]);
});
