/** The leads tab as a LeadSheet: what is read, how few calls it takes, and that only the cells asked for are written. */
import fc from 'fast-check';
import { a1Of, SpreadsheetLeads } from '../../src/gas/spreadsheet-leads';
import type { CellWrite } from '../../src/ports';
import { openScript, trimGrid, type Script } from './support/script';

const HEADER = ['id', 'name', 'status', 'task_id'];
const [STATUS, TASK_ID] = [2, 3];

let script: Script;
beforeEach(() => {
  script = openScript();
});

/** @param ids one row each */
function leadsTab(ids: readonly string[]): SpreadsheetLeads {
  script.fill([HEADER, ...ids.map((id) => [id, `Name ${id}`, 'NEW', ''])]);
  return new SpreadsheetLeads(script.sheet);
}

const cell = (row: number, column: number, value: string): CellWrite => ({ row, column, value });
const column = (index: number): unknown[] =>
  script.sheet
    .getDataRange()
    .getValues()
    .map((cells): unknown => cells[index]);

describe('a read', () => {
  test('gives the header and the rows in sheet order, each cell as the spreadsheet has it', () => {
    const day = new Date(Date.UTC(2026, 2, 1));
    const rows = [
      ['L1', true, 42, ''],
      ['', '', '', ''],
      ['L2', day, 0.5, 'T2'],
    ];
    script.fill([HEADER, ...rows]);
    expect(new SpreadsheetLeads(script.sheet).read()).toEqual({ header: HEADER, rows });
  });

  test('leaves out blank rows at the end, in the first read and in later ones', () => {
    const leads = leadsTab(['L1', 'L2']);
    script.sheet.getRange('A9').setFormula('=IF(TRUE,"","x")');
    expect(script.sheet.getLastRow()).toBe(9);
    expect(leads.read().rows).toHaveLength(2);
    expect(leads.read().rows).toHaveLength(2);
  });

  test.each<[string, readonly string[][], unknown[]]>([
    ['an empty tab', [['']], ['']],
    ['a tab with a header only', [HEADER], HEADER],
  ])('of %s has no rows', (_, cells, header) => {
    script.fill(cells);
    const leads = new SpreadsheetLeads(script.sheet);
    expect([leads.read(), leads.read()]).toEqual([
      { header, rows: [] },
      { header, rows: [] },
    ]);
  });

  test('sees what people changed, added and removed since the last', () => {
    const leads = leadsTab(['L1', 'L2']);
    leads.read();
    script.people.edit('Sheet1', 'C3', 'LOST');
    script.people.paste('Sheet1', 'A4', [['L3', 'New', 'NEW', 'T3']]);
    script.people.deleteRows('Sheet1', 2);
    expect(leads.read().rows).toEqual([
      ['L2', 'Name L2', 'LOST', ''],
      ['L3', 'New', 'NEW', 'T3'],
    ]);
  });

  test('is one call once the width is known, however wide the tab is', () => {
    const width = 700;
    const header = Array.from({ length: width }, (_, index) => `column ${index}`);
    script.sheet.insertColumnsAfter(26, width - 26);
    script.fill([header, header.map(() => 'x')]);
    const leads = new SpreadsheetLeads(script.sheet);
    expect(script.calls(() => leads.read())).toEqual(['Sheet.getDataRange', 'Range.getValues']);
    expect(script.calls(() => expect(leads.read().header).toEqual(header))).toEqual(['Range.getValues']);
    leads.write([cell(2, width - 1, 'last'), cell(4, width - 1, 'last')]);
    expect(leads.read().rows.map((cells) => cells.slice(-2))).toEqual([
      ['x', 'last'],
      ['', ''],
      ['', 'last'],
    ]);
  });

  test('still has every column after a person put one in', () => {
    const leads = leadsTab(['L1']);
    leads.read();
    script.people.insertColumns('Sheet1', 1);
    expect(leads.read().header).toEqual(['', ...HEADER]);
  });

  test('goes on after a person took out a column where no spare one is left', () => {
    const leads = leadsTab(['L1']);
    trimGrid(script);
    leads.read();
    script.people.deleteColumns('Sheet1', 2);
    expect(leads.read().header).toEqual(['id', 'status', 'task_id']);
  });
});

test.each([
  [0, 'A2'],
  [25, 'Z2'],
  [26, 'AA2'],
  [51, 'AZ2'],
  [52, 'BA2'],
  [699, 'ZX2'],
  [701, 'ZZ2'],
  [702, 'AAA2'],
])('column %i is %s', (index, name) => {
  expect(a1Of({ row: 2, column: index })).toBe(name);
});

describe('a look-up of formulas', () => {
  test('tells them apart from values that look the same, in one call, for this column alone', () => {
    const leads = leadsTab(['L1', 'L2', 'L3', 'L4']);
    script.sheet.getRange('C2').setFormula('=UPPER("new")');
    script.sheet.getRange('C4').setFormula('=IF(TRUE,"","x")');
    script.sheet.getRange('C5').setValue("'=UPPER(1)");
    script.sheet.getRange('D3').setFormula('=1+1');
    leads.read();
    let formulas: readonly boolean[] = [];
    expect(script.calls(() => (formulas = leads.readFormulas(STATUS)))).toEqual(['Range.getFormulas']);
    expect(formulas).toEqual([true, false, true, false]);
    expect(leads.readFormulas(TASK_ID)).toEqual([false, true, false, false]);
  });

  test('costs nothing without rows', () => {
    const leads = leadsTab([]);
    leads.read();
    expect(script.calls(() => expect(leads.readFormulas(STATUS)).toEqual([]))).toEqual([]);
  });

  test('goes on after a person deleted a row where no spare one is left', () => {
    const leads = leadsTab(['L1', 'L2', 'L3']);
    trimGrid(script);
    leads.read();
    script.people.deleteRows('Sheet1', 2);
    expect(leads.readFormulas(STATUS).slice(0, 2)).toEqual([false, false]);
  });
});

describe('a write', () => {
  const BLOCK = 'Range.setValues';
  const SCATTERED = 'RangeList.setValue';
  const FLUSH = 'SpreadsheetApp.flush';

  test.each<[string, readonly CellWrite[], readonly string[]]>([
    ['nothing', [], []],
    ['one cell', [cell(3, STATUS, 'LOST')], [BLOCK, FLUSH]],
    [
      'rows that follow each other, in any order, with any values',
      [cell(4, STATUS, 'b'), cell(2, STATUS, 'a'), cell(3, STATUS, 'c')],
      [BLOCK, FLUSH],
    ],
    [
      'scattered cells of one value',
      [cell(2, STATUS, 'a'), cell(4, STATUS, 'a'), cell(6, STATUS, 'a')],
      [SCATTERED, FLUSH],
    ],
    [
      'scattered cells of two values',
      [cell(2, STATUS, 'a'), cell(4, STATUS, 'b'), cell(6, STATUS, 'a')],
      [SCATTERED, SCATTERED, FLUSH],
    ],
    [
      'two blocks of three values',
      [cell(2, STATUS, 'a'), cell(3, STATUS, 'b'), cell(6, STATUS, 'c')],
      [BLOCK, BLOCK, FLUSH],
    ],
    [
      'two columns side by side',
      [cell(2, STATUS, 'a'), cell(2, TASK_ID, 'b'), cell(3, STATUS, 'c'), cell(3, TASK_ID, 'd')],
      [BLOCK, BLOCK, FLUSH],
    ],
  ])('of %s takes as few calls as can be, and every cell gets its own value', (_, cells, calls) => {
    const leads = leadsTab(['L1', 'L2', 'L3', 'L4', 'L5']);
    const expected = script.sheet.getDataRange().getValues();
    for (const { row, column: at, value } of cells) expected[row - 1]![at] = value;
    expect(script.calls(() => expect(leads.write(cells)).toEqual([]))).toEqual(calls);
    expect(script.sheet.getDataRange().getValues()).toEqual(expected);
  });

  test('of 10,000 task ids is one call, and so is one of 5,000 scattered equal statuses', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `L${index}`);
    script.sheet.insertRowsAfter(1_000, 9_001);
    const leads = leadsTab(ids);
    const taskIds = ids.map((id, index) => cell(index + 2, TASK_ID, `task of ${id}`));
    expect(script.calls(() => leads.write(taskIds))).toEqual([BLOCK, FLUSH]);
    const everyOther = taskIds.filter(({ row }) => row % 2 === 0).map(({ row }) => cell(row, STATUS, 'LOST'));
    expect(script.calls(() => leads.write(everyOther))).toEqual([SCATTERED, FLUSH]);
    expect(column(TASK_ID).slice(1)).toEqual(ids.map((id) => `task of ${id}`));
    expect(column(STATUS).slice(1)).toEqual(ids.map((_, index) => (index % 2 === 0 ? 'LOST' : 'NEW')));
  });

  describe('beside cells known to be blank', () => {
    const asked = [cell(2, TASK_ID, 'T1'), cell(4, TASK_ID, 'T3'), cell(6, TASK_ID, 'T5')];
    const blank = (column: number, ...rows: readonly number[]) => ({ column, rows: new Set(rows) });
    let leads: SpreadsheetLeads;
    beforeEach(() => {
      leads = leadsTab(['L1', 'L2', 'L3', 'L4', 'L5']);
    });
    const write = (blanks: Parameters<SpreadsheetLeads['write']>[1]): string[] => {
      const before = column(STATUS);
      const calls = script.calls(() => expect(leads.write(asked, blanks)).toEqual([]));
      expect(column(TASK_ID)).toEqual(['task_id', 'T1', '', 'T3', '', 'T5']);
      expect(column(STATUS)).toEqual(before);
      return calls;
    };

    test('joins rows over them, and they stay blank', () => {
      expect(write(blank(TASK_ID, 3, 5))).toEqual([BLOCK, FLUSH]);
    });

    test('does not join over a row of which nothing is known, or that is blank in another column', () => {
      expect(write(blank(TASK_ID, 3))).toEqual([BLOCK, BLOCK, FLUSH]);
      expect(write(blank(STATUS, 3, 5))).toEqual([BLOCK, BLOCK, BLOCK, FLUSH]);
    });

    test('does not join over a row that is not blank', () => {
      script.sheet.getRange('D5').setFormula('=IF(TRUE,"","x")');
      expect(write(blank(TASK_ID, 3))).toEqual([BLOCK, BLOCK, FLUSH]);
      expect(script.sheet.getRange('D5').getFormula()).not.toBe('');
    });

    test('writes no further than the last cell asked for', () => {
      write(blank(TASK_ID, 3, 5, 7, 8));
      expect(script.sheet.getLastRow()).toBe(6);
    });
  });

  test('never touches a cell that was not asked for, not even a formula between two that were', () => {
    const ROWS = 7;
    const writes = fc.uniqueArray(
      fc.record({
        row: fc.integer({ min: 2, max: ROWS + 1 }),
        column: fc.integer({ min: 1, max: 3 }),
        value: fc.constantFrom('a', 'b', ''),
      }),
      { selector: ({ row, column: at }) => `${row} ${at}` },
    );
    const grid = Array.from({ length: ROWS }, (_, row) => HEADER.map((_, at) => `=${row}+${at}`));
    const formulas = [HEADER, ...grid];
    const range = script.sheet.getRange(1, 1, formulas.length, HEADER.length);
    const leads = new SpreadsheetLeads(script.sheet);
    fc.assert(
      fc.property(writes, (cells) => {
        range.setValues(formulas.map((row) => [...row]));
        const asked = (row: number, at: number): CellWrite | undefined =>
          cells.find((write) => write.row === row && write.column === at);
        expect(leads.write(cells)).toEqual([]);
        const values = range.getValues() as unknown[][];
        const now = range
          .getFormulas()
          .map((row, index) => row.map((text, at) => text || values[index]?.[at]));
        expect(now).toEqual(
          formulas.map((row, index) => row.map((text, at) => asked(index + 1, at)?.value ?? text)),
        );
      }),
      { numRuns: 60 },
    );
  });
});
