/** Cells that the spreadsheet refuses: each is found out by itself, whenever the refusal comes, and the others are written. */
import type { DirectOptions } from '../../emulator/src/index';
import { SpreadsheetLeads } from '../../src/gas/spreadsheet-leads';
import type { CellWrite, RefusedWrite } from '../../src/ports';
import { COLLEAGUE, openScript, type Script } from './support/script';

const HEADER = ['id', 'status', 'task_id'];
const [STATUS, TASK_ID] = [1, 2];
const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

const cell = (row: number, column: number, value: string): CellWrite => ({ row, column, value });
const statuses = (...values: readonly string[]): CellWrite[] =>
  values.map((value, index) => cell(index + 2, STATUS, value));

/** Five leads, all NEW, in a script that its owner did not start. */
function open(switches: DirectOptions['switches'] = {}) {
  const script = openScript({ user: COLLEAGUE, switches });
  script.fill([HEADER, ...[1, 2, 3, 4, 5].map((number) => [`L${number}`, 'NEW', ''])]);
  return { script, leads: new SpreadsheetLeads(script.sheet) };
}

function protect({ ownersSheet }: Script, range: string): void {
  ownersSheet().getRange(range).protect().removeEditor(COLLEAGUE);
}

/** Only these words may stand there. */
function restrict(script: Script, range: string, ...words: string[]): void {
  const rule = SpreadsheetApp.newDataValidation().requireValueInList(words).setAllowInvalid(false).build();
  script.sheet.getRange(range).setDataValidation(rule);
}

const column = ({ sheet }: Script, index: number): unknown[] =>
  (sheet.getDataRange().getValues() as unknown[][]).slice(1).map((cells) => cells[index]);

describe('a protected cell', () => {
  test('in a block is the only one that is not written, and comes back with the reason', () => {
    const { script, leads } = open();
    protect(script, 'B3');
    const cells = statuses('a', 'b', 'c');
    const refused = leads.write(cells);
    expect(refused).toEqual([{ write: cells[1], reason: PROTECTED }]);
    // Callers look it up by the object they gave.
    expect(refused[0]?.write).toBe(cells[1]);
    expect(column(script, STATUS)).toEqual(['a', 'NEW', 'c', 'NEW', 'NEW']);
  });

  test('among scattered equal ones', () => {
    const { script, leads } = open();
    protect(script, 'B4');
    const cells = [2, 4, 6].map((row) => cell(row, STATUS, 'LOST'));
    expect(leads.write(cells)).toEqual([{ write: cells[1], reason: PROTECTED }]);
    expect(column(script, STATUS)).toEqual(['LOST', 'NEW', 'NEW', 'NEW', 'LOST']);
  });

  test('in one of two columns', () => {
    const { script, leads } = open();
    protect(script, 'B2:B6');
    const taskIds = [2, 3, 4].map((row) => cell(row, TASK_ID, `T${row}`));
    const refused = leads.write([...statuses('a', 'b'), ...taskIds]);
    expect(refused.map(({ write }) => write)).toEqual(statuses('a', 'b'));
    expect(column(script, STATUS)).toEqual(['NEW', 'NEW', 'NEW', 'NEW', 'NEW']);
    expect(column(script, TASK_ID)).toEqual(['T2', 'T3', 'T4', '', '']);
  });

  test('that is a blank between two others is no reason to refuse them, and is not told of', () => {
    const { script, leads } = open();
    protect(script, 'C3');
    const cells = [cell(2, TASK_ID, 'T1'), cell(4, TASK_ID, 'T3')];
    expect(leads.write(cells, { column: TASK_ID, rows: new Set([3]) })).toEqual([]);
    expect(column(script, TASK_ID)).toEqual(['T1', '', 'T3', '', '']);
  });

  test('is written as soon as it is free again', () => {
    const { script, leads } = open();
    protect(script, 'B2');
    expect(leads.write(statuses('a'))).toHaveLength(1);
    script.workbook.protections.length = 0;
    expect(leads.write(statuses('a'))).toEqual([]);
    expect(column(script, STATUS)[0]).toBe('a');
  });
});

test('a row below the end of the grid is refused like a protected cell', () => {
  const { script, leads } = open();
  const cells = [cell(2, STATUS, 'a'), cell(script.sheet.getMaxRows() + 1, STATUS, 'b')];
  const reason = 'The coordinates of the range are outside the dimensions of the sheet.';
  expect(leads.write(cells)).toEqual([{ write: cells[1], reason }]);
  expect(column(script, STATUS)).toEqual(['a', 'NEW', 'NEW', 'NEW', 'NEW']);
});

describe.each<[string, DirectOptions['switches']]>([
  ['at the call', { validationErrors: 'at-call' }],
  ['at the flush', { validationErrors: 'at-flush' }],
  ['at the flush, and reads do not flush', { validationErrors: 'at-flush', readsFlush: false }],
])('a rule that refuses a value %s', (_, switches) => {
  const rejects = (write: CellWrite, name: string, ...words: string[]): RefusedWrite => ({
    write,
    reason: `The data you entered in cell ${name} violates the data validation rules set on this cell. Please enter one of the following values: ${words.join(', ')}.`,
  });

  test('keeps this one cell as it was, in a block', () => {
    const { script, leads } = open(switches);
    restrict(script, 'B2:B6', 'NEW', 'LOST');
    const cells = statuses('LOST', 'QUALIFIED', 'LOST');
    expect(leads.write(cells)).toEqual([rejects(cells[1]!, 'B3', 'NEW', 'LOST')]);
    expect(column(script, STATUS)).toEqual(['LOST', 'NEW', 'LOST', 'NEW', 'NEW']);
  });

  test('keeps these cells as they were in several groups, each with its own reason', () => {
    const { script, leads } = open(switches);
    restrict(script, 'B2:B3', 'NEW');
    restrict(script, 'C4:C6', 'none');
    const cells = [...statuses('a', 'b', 'c', 'd'), ...[2, 4, 6].map((row) => cell(row, TASK_ID, 'T'))];
    expect(leads.write(cells)).toEqual([
      rejects(cells[0]!, 'B2', 'NEW'),
      rejects(cells[1]!, 'B3', 'NEW'),
      rejects(cells[5]!, 'C4', 'none'),
      rejects(cells[6]!, 'C6', 'none'),
    ]);
    expect(column(script, STATUS)).toEqual(['NEW', 'NEW', 'c', 'd', 'NEW']);
    expect(column(script, TASK_ID)).toEqual(['T', '', '', '', '']);
  });

  test('leaves nothing behind that a later write or read would be blamed for', () => {
    const { script, leads } = open(switches);
    restrict(script, 'B3', 'NEW');
    expect(leads.write(statuses('a', 'b'))).toHaveLength(1);
    expect(leads.write([cell(5, STATUS, 'c')])).toEqual([]);
    expect(leads.read().rows.map((cells) => cells[STATUS])).toEqual(['a', 'NEW', 'NEW', 'c', 'NEW']);
  });
});
