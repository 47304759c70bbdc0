/** Rows become leads: columns by header text, cells as text, ids the same from read to read. */
import { LeadSyncError } from '../../src/core/errors';
import {
  findColumns,
  idProblem,
  missingFields,
  readLeads,
  requireColumns,
  textOf,
  type Cell,
  type Lead,
} from '../../src/core/lead';

const HEADER = ['id', 'name', 'email', 'status', 'source', 'task_id'];
const read = (rows: readonly (readonly Cell[])[], header: readonly Cell[] = HEADER): Lead[] =>
  readLeads({ header, rows }, findColumns(header));

describe('finding the columns', () => {
  test('by text in any case, order and spacing, among columns of the user’s own', () => {
    expect(findColumns(['Phone', ' Task_ID ', 'STATUS', 'Id', 'e-mail', 'Email', 'name'])).toEqual({
      id: 3,
      name: 6,
      email: 5,
      status: 2,
      source: -1,
      task_id: 1,
    });
  });

  test('never by a part of a header', () => {
    expect(findColumns(['lead id', 'status (old)', 'task id'])).toMatchObject({
      id: -1,
      status: -1,
      task_id: -1,
    });
  });

  test('the first of two equal headers counts', () => {
    expect(findColumns(['status', 'Status', 'id'])).toMatchObject({ status: 0, id: 2 });
  });

  test('header cells that are no text name nothing', () => {
    expect(findColumns([null, undefined, 7, true, 'id', {}])).toMatchObject({ id: 4, name: -1 });
  });

  test('id, status and task_id are needed, in one sentence that says what to do', () => {
    const error = thrownBy(() => requireColumns(['name', 'Status']));
    expect(error.code).toBe('header_missing');
    expect(error.message).toBe(
      'The first row has no column named id, task_id. Choose "Set up" in the Lead Sync menu to add it, or rename yours.',
    );
    expect(requireColumns(['task_id', 'id', 'status'])).toMatchObject({
      id: 1,
      status: 2,
      task_id: 0,
      name: -1,
    });
  });

  test('an empty sheet has no header, and so no leads to lose', () => {
    expect(thrownBy(() => requireColumns([])).code).toBe('header_missing');
    expect(missingFields(findColumns([]), ['name', 'source'])).toEqual(['name', 'source']);
  });

  function thrownBy(action: () => unknown): LeadSyncError {
    try {
      action();
    } catch (error) {
      if (error instanceof LeadSyncError) return error;
    }
    throw new Error('Nothing was refused.');
  }
});

describe('a cell as text', () => {
  const DAY = '2026-02-03T00:00:00.000Z';
  test.each<[Cell, string]>([
    [42, '42'],
    ['42', '42'],
    [' 42\t', '42'],
    ['00042', '00042'],
    [0, '0'],
    [-1.5, '-1.5'],
    [1e21, '1e+21'],
    ['1e21', '1e21'],
    [123456789012345680000, '123456789012345680000'],
    [true, 'TRUE'],
    [false, 'FALSE'],
    [new Date(DAY), DAY],
    ['', ''],
    ['   ', ''],
    [null, ''],
    [undefined, ''],
    [{ a: 1 }, ''],
    ['+49 171 555', '+49 171 555'],
    ['=A1', '=A1'],
  ])('%p is %j', (cell, text) => {
    expect(textOf(cell)).toBe(text);
  });

  test('a date from another realm, as Apps Script gives them, is a date too', () => {
    const foreign = { getTime: () => 0, toISOString: () => DAY, [Symbol.toStringTag]: 'Date' };
    expect(foreign).not.toBeInstanceOf(Date);
    expect(textOf(foreign)).toBe(DAY);
  });
});

describe('reading the rows', () => {
  test('numbered as in the sheet, trimmed, otherwise as typed', () => {
    expect(read([[7, ' Ada ', 'ada@example.com', ' Contacted ', 'Fair', 'T1 ']])).toEqual([
      {
        row: 2,
        id: '7',
        name: 'Ada',
        email: 'ada@example.com',
        status: 'Contacted',
        source: 'Fair',
        taskId: 'T1',
      },
    ]);
  });

  test('an id typed as a number and as text is one id; leading zeros make another', () => {
    expect(read([[42], ['42'], ['00042'], [1e21], [true]]).map(({ id }) => id)).toEqual([
      '42',
      '42',
      '00042',
      '1e+21',
      'TRUE',
    ]);
  });

  test('blank rows are no leads, and do not shift the numbers of those below', () => {
    const leads = read([['', '', '', '', '', ''], ['a'], [], [null, '  '], ['', 'Bo']]);
    expect(leads.map(({ row, id, name }) => [row, id, name])).toEqual([
      [3, 'a', ''],
      [6, '', 'Bo'],
    ]);
  });

  test('a row that holds something in a column of the user’s own alone is no lead', () => {
    expect(read([['note', '', '', '']], ['mine', 'id', 'status', 'task_id'])).toEqual([]);
  });

  test('columns that are not there read as blank', () => {
    expect(read([['a', 'NEW', 'T1']], ['id', 'status', 'task_id'])).toMatchObject([
      { id: 'a', name: '', email: '', source: '', status: 'NEW', taskId: 'T1' },
    ]);
  });
});

test('S19 an id may have 200 characters, and one more is explained', () => {
  expect(idProblem('x'.repeat(200))).toBeNull();
  expect(idProblem('x'.repeat(201))).toBe('its id is longer than 200 characters. Give it a shorter one.');
});
