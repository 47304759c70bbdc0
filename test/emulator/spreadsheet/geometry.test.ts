/** Where ranges may lie, and the platform's words when they may not. */
import { open } from './support/open';

const getRange = (...args: number[]) => {
  const { sheet } = open();
  return () => (sheet.getRange as (...all: number[]) => unknown)(...args);
};

describe('a new sheet', () => {
  test('has 1000 rows and 26 columns', () => {
    const { sheet } = open();
    expect([sheet.getMaxRows(), sheet.getMaxColumns()]).toEqual([1000, 26]);
  });

  test('has no last row or column, and A1 as data range', () => {
    const { sheet } = open();
    expect([sheet.getLastRow(), sheet.getLastColumn()]).toEqual([0, 0]);
    expect(sheet.getDataRange().getA1Notation()).toBe('A1');
    expect(sheet.getDataRange().getValues()).toEqual([['']]);
  });

  test('with a header only refuses the rows below it by their number', () => {
    const { sheet, fill } = open();
    fill([['id', 'name']]);
    expect(() => sheet.getRange(2, 1, sheet.getLastRow() - 1, 2)).toThrow(
      'The number of rows in the range must be at least 1.',
    );
  });
});

describe('getRange with numbers', () => {
  test.each([
    ['row 0', [0, 1], 'The starting row of the range is too small.'],
    ['column 0', [1, 0], 'The starting column of the range is too small.'],
    ['row before column', [0, 0], 'The starting row of the range is too small.'],
    ['no rows', [1, 1, 0, 1], 'The number of rows in the range must be at least 1.'],
    ['no columns', [1, 1, 1, 0], 'The number of columns in the range must be at least 1.'],
    [
      'a row below the grid',
      [1001, 1],
      'The coordinates of the range are outside the dimensions of the sheet.',
    ],
    [
      'a column right of the grid',
      [1, 27],
      'The coordinates of the range are outside the dimensions of the sheet.',
    ],
    [
      'an end below the grid',
      [1000, 1, 2, 1],
      'The coordinates of the range are outside the dimensions of the sheet.',
    ],
  ])('refuses %s', (_what, args, message) => {
    expect(getRange(...args)).toThrow(message);
  });

  test('reaches the whole grid, which does not grow', () => {
    const { sheet } = open();
    sheet.getRange(1000, 26).setValue('corner');
    expect([sheet.getLastRow(), sheet.getLastColumn()]).toEqual([1000, 26]);
    expect([sheet.getMaxRows(), sheet.getMaxColumns()]).toEqual([1000, 26]);
  });

  test('cuts fractions off', () => {
    const { sheet } = open();
    expect(sheet.getRange(2.9, 1.2).getA1Notation()).toBe('A2');
  });

  test('throws errors that print as Exception', () => {
    const { sheet } = open();
    try {
      sheet.getRange(0, 1);
    } catch (error) {
      expect(String(error)).toBe('Exception: The starting row of the range is too small.');
    }
    expect.assertions(1);
  });
});

describe('getRange with a notation', () => {
  test.each([
    ['B2', 'B2'],
    ['B2:C3', 'B2:C3'],
    ['C3:B2', 'B2:C3'],
    ['$B$2:$C3', 'B2:C3'],
    ['b2', 'B2'],
    ['A:A', 'A1:A1000'],
    ['A:C', 'A1:C1000'],
    ['A2:A', 'A2:A1000'],
    ['A2:B', 'A2:B1000'],
    ['8:8', 'A8:Z8'],
    ['2:3', 'A2:Z3'],
    ['R2C3', 'C2'],
    ['R1C1:R2C2', 'A1:B2'],
    ['Sheet1!B2', 'B2'],
    ["'Sheet1'!B2", 'B2'],
  ])('%s is %s', (notation, expected) => {
    expect(open().sheet.getRange(notation).getA1Notation()).toBe(expected);
  });

  test.each(['', 'A', '1', 'A1:B2:C3', 'A0', 'A1;B2', 'not a range', 'A-1'])('%j is no range', (notation) => {
    expect(() => open().sheet.getRange(notation)).toThrow('Range not found');
  });

  test('outside the grid is refused like numbers', () => {
    expect(() => open().sheet.getRange('A1001')).toThrow(
      'The coordinates of the range are outside the dimensions of the sheet.',
    );
  });

  test('with the name of another sheet gives that sheet, with an unknown name nothing', () => {
    const { sheet, file } = open();
    file.insertSheet("Bob's");
    expect(sheet.getRange("'Bob''s'!A1").getSheet().getName()).toBe("Bob's");
    expect(() => sheet.getRange('Nowhere!A1')).toThrow('Sheet not found');
  });

  test('of the spreadsheet is read on the active sheet', () => {
    const { file } = open();
    file.insertSheet('Second');
    expect(file.getRange('B2').getSheet().getName()).toBe('Second');
    expect(file.getRange('Sheet1!B2').getSheet().getName()).toBe('Sheet1');
    expect(() => file.getRange('Nowhere!A1')).toThrow('Range not found');
  });
});

describe('a range', () => {
  test('tells its corners by methods and by the properties of event objects', () => {
    const range = open().sheet.getRange('B3:D7');
    expect([range.getRow(), range.getColumn(), range.getLastRow(), range.getLastColumn()]).toEqual([
      3, 2, 7, 4,
    ]);
    expect([range.getNumRows(), range.getNumColumns()]).toEqual([5, 3]);
    expect(JSON.stringify(range)).toBe('{"columnEnd":4,"columnStart":2,"rowEnd":7,"rowStart":3}');
  });

  test('gives cells relative to its corner, and none outside', () => {
    const range = open().sheet.getRange('B3:D7');
    expect(range.getCell(2, 3).getA1Notation()).toBe('D4');
    expect(() => range.getCell(6, 1)).toThrow('Cell reference out of range');
  });

  test('offsets keep its size unless told otherwise', () => {
    const range = open().sheet.getRange('B3:D7');
    expect(range.offset(1, 1).getA1Notation()).toBe('C4:E8');
    expect(range.offset(-2, 0, 1).getA1Notation()).toBe('B1:D1');
    expect(range.offset(0, 0, 1, 1).getA1Notation()).toBe('B3');
    expect(() => range.offset(-3, 0)).toThrow('The starting row of the range is too small.');
  });

  test('that the grid has lost is refused when it is used', () => {
    const { sheet, user } = open();
    const range = sheet.getRange('A900:B1000');
    user.deleteRows('Sheet1', 500, 100);
    expect(() => range.getValues()).toThrow(
      'The coordinates of the range are outside the dimensions of the sheet.',
    );
  });

  test('stays where it is when somebody inserts a row above', () => {
    const { sheet, user, fill } = open();
    fill([['one'], ['two']]);
    const range = sheet.getRange('A2');
    user.insertRows('Sheet1', 1);
    expect(range.getValue()).toBe('one');
  });

  test('of a sheet that is gone is refused', () => {
    const { file, user } = open();
    const range = file.insertSheet('Gone').getRange('A1');
    user.deleteSheet('Gone');
    expect(() => range.getValues()).toThrow(/^Sheet \d+ not found$/);
  });
});

describe('the last row', () => {
  test('counts any filled cell of any column', () => {
    const { sheet } = open();
    sheet.getRange('Z7').setValue(0);
    sheet.getRange('B3').setValue('x');
    expect([sheet.getLastRow(), sheet.getLastColumn()]).toEqual([7, 26]);
    sheet.getRange('Z7').clearContent();
    expect([sheet.getLastRow(), sheet.getLastColumn()]).toEqual([3, 2]);
  });

  test('counts unticked checkboxes, and not formats or notes', () => {
    const { sheet } = open();
    sheet.getRange('A5').insertCheckboxes();
    sheet.getRange('A9').setNote('note').setBackground('red');
    expect(sheet.getLastRow()).toBe(5);
  });

  test.each([
    [true, 4],
    [false, 1],
  ])('counts formulas that show nothing by switch: %s', (lastRowCountsBlankFormulas, expected) => {
    const { sheet } = open({ switches: { lastRowCountsBlankFormulas } });
    sheet.getRange('A1').setValue('x');
    sheet.getRange('A4').setFormula('=IF(A1="y","y","")');
    expect(sheet.getLastRow()).toBe(expected);
  });
});
