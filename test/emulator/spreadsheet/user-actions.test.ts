/** What a person does, and what it tells about the events it should fire. */
import type { UserChange, WorkbookEvent } from '../../../emulator/src/workbook';
import { open } from './support/open';

const area = (row: number, column: number, rows = 1, columns = 1) => ({ row, column, rows, columns });

describe('typing', () => {
  test('into an empty cell has a value and no old value', () => {
    const { user, sheet } = open();
    expect(user.edit('Sheet1', 'B2', 'NEW')).toEqual({
      ...{ type: 'edit', action: 'type', sheetId: 0, range: area(2, 2), value: 'NEW' },
    });
    expect(sheet.getRange('B2').getValue()).toBe('NEW');
  });

  test('over a value tells both, as texts', () => {
    const { user } = open();
    user.edit('Sheet1', 'A1', '1,234');
    expect(user.edit('Sheet1', 'A1', 'true')).toMatchObject({ value: 'TRUE', oldValue: '1234' });
  });

  test('nothing, or clearing, has no value', () => {
    const { user } = open();
    user.edit('Sheet1', 'A1', 'x');
    const cleared = user.clear('Sheet1', 'A1');
    expect(cleared).toMatchObject({ action: 'clear', oldValue: 'x' });
    expect('value' in cleared).toBe(false);
    user.edit('Sheet1', 'A1', 'x');
    expect('value' in user.edit('Sheet1', 'A1', '')).toBe(false);
  });

  test('a formula tells its result', () => {
    const { user } = open();
    user.edit('Sheet1', 'A1', '2');
    expect(user.edit('Sheet1', 'B1', '=A1*2')).toMatchObject({ value: '4' });
  });

  test.each([
    ['serial', '45293'],
    ['display', '1/2/2024'],
  ] as const)('a date tells by switch its %s', (eventDates, value) => {
    expect(open({ switches: { eventDates } }).user.edit('Sheet1', 'A1', '1/2/2024')).toMatchObject({ value });
  });

  test('outside the grid is refused', () => {
    expect(() => open().user.edit('Sheet1', 'A1001', 'x')).toThrow('outside the dimensions of the sheet');
    expect(() => open().user.edit('Nowhere', 'A1', 'x')).toThrow('Sheet not found');
  });
});

describe('blocks', () => {
  test('a paste is one change without value and old value, and grows the grid', () => {
    const { user, sheet } = open();
    const change = user.paste('Sheet1', 'Y1000', [['1', 'b', 'c'], ['2']]);
    expect(change).toEqual({ type: 'edit', action: 'paste', sheetId: 0, range: area(1000, 25, 2, 3) });
    expect([sheet.getMaxRows(), sheet.getMaxColumns()]).toEqual([1001, 27]);
    expect(sheet.getRange('Y1000:AA1001').getValues()).toEqual([[1, 'b', 'c'], [2, '', '']]); // prettier-ignore
  });

  test('a copy brings formats and adapts formulas', () => {
    const { user, sheet } = open();
    user.edit('Sheet1', 'A1', '5');
    user.edit('Sheet1', 'B1', '=A1+1');
    sheet.getRange('B1').setBackground('red');
    expect(user.copy('Sheet1', 'B1', 'B2')).toMatchObject({ action: 'paste', value: '1' });
    expect([sheet.getRange('B2').getFormula(), sheet.getRange('B2').getBackground()]).toEqual([
      '=A2+1',
      '#ff0000',
    ]);
  });

  test('a sort tells its range', () => {
    const { user, sheet } = open();
    user.paste('Sheet1', 'A1', [['b'], ['a']]);
    expect(user.sort('Sheet1', 'A1:A2', 1, true)).toEqual({
      type: 'edit',
      action: 'sort',
      sheetId: 0,
      range: area(1, 1, 2),
    });
    expect(sheet.getDataRange().getValues()).toEqual([['a'], ['b']]);
  });

  test('an import replaces the tab’s content', () => {
    const { user, sheet } = open();
    user.edit('Sheet1', 'Z9', 'old');
    const change = user.importTable('Sheet1', [['id', 'name'], ['00123', 'Ann'], ['x']]);
    expect(change).toMatchObject({ action: 'import', range: area(1, 1, 3, 2) });
    expect(sheet.getDataRange().getValues()).toEqual([['id', 'name'], [123, 'Ann'], ['x', '']]); // prettier-ignore
    user.importTable('Sheet1', []);
    expect(sheet.getLastRow()).toBe(0);
  });
});

describe('structure', () => {
  const types = (changes: readonly UserChange[]): string[] =>
    changes.map((change) => (change.type === 'edit' ? 'EDIT' : change.changeType));

  test('each action has its change type', () => {
    const { user } = open();
    expect(
      types([
        user.insertRows('Sheet1', 1),
        user.deleteRows('Sheet1', 1),
        user.insertColumns('Sheet1', 1, 2),
        user.deleteColumns('Sheet1', 1),
        user.addSheet('New'),
        user.renameSheet('New', 'Newer'),
        user.hideSheet('Newer'),
        user.showSheet('Newer'),
        user.deleteSheet('Newer'),
        user.setNumberFormat('Sheet1', 'A:A', '@'),
        user.setNote('Sheet1', 'A1', 'note'),
        user.setFrozenRows('Sheet1', 1),
        user.filterRows('Sheet1', [3]),
      ]),
    ).toEqual([
      ...[
        'INSERT_ROW',
        'REMOVE_ROW',
        'INSERT_COLUMN',
        'REMOVE_COLUMN',
        'INSERT_GRID',
        'OTHER',
        'OTHER',
        'OTHER',
      ],
      ...['REMOVE_GRID', 'FORMAT', 'OTHER', 'OTHER', 'OTHER'],
    ]);
  });

  test('moving rows edits where they land, and changes', () => {
    const { user, sheet } = open();
    user.paste('Sheet1', 'A1', [['a'], ['b'], ['c']]);
    const changes = user.moveRows('Sheet1', 1, 1, 4);
    expect(types(changes)).toEqual(['EDIT', 'OTHER']);
    expect(changes[0]).toMatchObject({ range: area(3, 1, 1, 26) });
    expect(sheet.getDataRange().getValues()).toEqual([['b'], ['c'], ['a']]);
  });

  test('meets the same refusals as scripts', () => {
    const { user } = open();
    expect(() => user.deleteSheet('Sheet1')).toThrow("You can't remove all the sheets in a document.");
    expect(() => user.hideSheet('Sheet1')).toThrow("You can't hide all the sheets in a document.");
    expect(() => user.deleteRows('Sheet1', 1, 1000)).toThrow("You can't delete all the rows on the sheet.");
    expect(() => user.addSheet('sheet1')).toThrow('A sheet with the name "sheet1" already exists.');
  });

  test('an inserted row looks like the one it pushes down', () => {
    const { user, sheet } = open();
    sheet.getRange('A2').setNumberFormat('@');
    user.insertRows('Sheet1', 2);
    expect(sheet.getRange('A2:A3').getNumberFormats()).toEqual([['@'], ['@']]);
  });
});

describe('listeners', () => {
  test('hear every change, by whom and what', () => {
    const { workbook, user, sheet } = open();
    const heard: WorkbookEvent[] = [];
    const stop = workbook.onChange((event) => heard.push(event));
    const change = user.edit('Sheet1', 'A1', 'x');
    sheet.getRange('A1').setNote('note');
    stop();
    sheet.getRange('A1').setValue('unheard');
    expect(heard).toEqual([
      { revision: 1, origin: 'user', user: 'owner@example.com', sheetId: 0, change },
      { revision: 2, origin: 'script', user: 'owner@example.com', sheetId: 0 },
    ]);
    expect(workbook.revision).toBe(3);
  });

  test('hear nothing of reads and refusals', () => {
    const { workbook, sheet, user } = open();
    sheet.getDataRange().getValues();
    expect(() => user.edit('Sheet1', 'A1', 'x'.repeat(50_001))).toThrow('50000 characters');
    expect(() => sheet.deleteRows(1, 1000)).toThrow();
    expect(workbook.revision).toBe(0);
  });
});
