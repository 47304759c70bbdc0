/** Which rows can be synced at all: one row per id, one lead per task, and a sentence for every other row. */
import type { Lead } from '../../src/core/lead';
import type { Memory } from '../../src/core/memory';
import { makeRoster, tasksNamedInSheet, type Roster } from '../../src/core/roster';
import { aLead, aMemory } from './support/examples';

/** Rows numbered as in the sheet; `id/task` in short. */
function rowsOf(...shorts: readonly string[]): Lead[] {
  return shorts.map((short, index) => {
    const [id = '', taskId = ''] = short.split('/');
    return aLead({ row: index + 2, id, taskId });
  });
}

/** What is remembered, as `id/task`. */
function rosterOf(rows: readonly Lead[], ...remembered: readonly string[]): Roster {
  const memories = new Map<string, Memory>();
  for (const short of remembered) {
    const [leadId = '', taskId = ''] = short.split('/');
    memories.set(leadId, aMemory({ leadId, taskId }));
  }
  return makeRoster(rows, (leadId) => memories.get(leadId) ?? null);
}

const found = ({ problems }: Roster): string[] => problems.map(({ row, rule }) => `${row} ${rule}`);

test('rows that are in order are all leads, by id and in sheet order', () => {
  const rows = rowsOf('b/T1', 'a/', 'c/T3');
  const roster = rosterOf(rows);
  expect([...roster.leads.entries()]).toEqual([
    ['b', rows[0]],
    ['a', rows[1]],
    ['c', rows[2]],
  ]);
  expect(roster.problems).toEqual([]);
});

test('S01 a row without an id is skipped and named', () => {
  const roster = rosterOf(rowsOf('a/', '/T2', 'c/'));
  expect([...roster.leads.keys()]).toEqual(['a', 'c']);
  expect(roster.problems).toEqual([
    { leadId: '', row: 3, rule: 'S01', message: 'Row 3: it has no id. Give it one that no other row has.' },
  ]);
});

test('S01 two rows without an id are not two rows with the same id', () => {
  expect(found(rosterOf(rowsOf('/', '/')))).toEqual(['2 S01', '3 S01']);
});

test('S02 of rows with the same id none is a lead, and each names the others', () => {
  const roster = rosterOf(rowsOf('a/', 'b/', 'a/', 'a/'));
  expect([...roster.leads.keys()]).toEqual(['b']);
  expect(roster.problems.map(({ message }) => message)).toEqual([
    'Row 2: its id also stands in row 4, 5. Change one of them.',
    'Row 4: its id also stands in row 2, 5. Change one of them.',
    'Row 5: its id also stands in row 2, 4. Change one of them.',
  ]);
});

test('S02 a block pasted many times does not make endless sentences', () => {
  const roster = rosterOf(rowsOf('a/', 'a/', 'a/', 'a/', 'a/', 'a/'));
  expect(roster.problems[0]?.message).toBe(
    'Row 2: its id also stands in row 3, 4, 5 and 2 more. Change one of them.',
  );
});

test('S02 ids that differ in zeros or case are different leads', () => {
  expect(rosterOf(rowsOf('42/', '042/', 'a/', 'A/')).leads.size).toBe(4);
});

test('S02 a copied row with its id and task is one problem a row, not two', () => {
  expect(found(rosterOf(rowsOf('a/T1', 'a/T1'), 'a/T1'))).toEqual(['2 S02', '3 S02']);
});

test('S24 a task id in two rows stays with the lead that the sync knows with it, wherever it stands', () => {
  for (const rows of [rowsOf('a/T1', 'copy/T1'), rowsOf('copy/T1', 'a/T1')]) {
    const roster = rosterOf(rows, 'a/T1');
    expect([...roster.leads.keys()]).toEqual(['a']);
    expect(roster.problems).toMatchObject([{ leadId: 'copy', rule: 'S24' }]);
    expect(roster.problems[0]?.message).toContain('Clear the cell to give this lead a task of its own.');
  }
});

test('S24 without a known owner, or with two, nobody gets the task', () => {
  expect(found(rosterOf(rowsOf('a/T1', 'b/T1')))).toEqual(['2 S24', '3 S24']);
  expect(found(rosterOf(rowsOf('a/T1', 'b/T1'), 'a/T1', 'b/T1'))).toEqual(['2 S24', '3 S24']);
  expect(found(rosterOf(rowsOf('a/T1', 'b/T1'), 'a/T9'))).toEqual(['2 S24', '3 S24']);
});

test('S24 leads without a task id never claim one another’s', () => {
  expect(rosterOf(rowsOf('a/', 'b/', 'c/'), 'a/T1', 'b/T1').leads.size).toBe(3);
});

test('the tasks named in the sheet are those in its cells, not the blank', () => {
  expect(tasksNamedInSheet(rowsOf('a/T1', 'b/', 'c/T3'))).toEqual(new Set(['T1', 'T3']));
});
