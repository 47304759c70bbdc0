/** Inserting, deleting, moving, freezing and hiding rows and columns; appending rows. */
import { open } from './support/open';

const column = (sheet: GoogleAppsScript.Spreadsheet.Sheet): unknown[] =>
  sheet
    .getRange(1, 1, sheet.getLastRow(), 1)
    .getValues()
    .map(([value]) => value as unknown);

function letters(...values: string[]) {
  const opened = open({ sheets: [{ name: 'Sheet1', rows: 6, columns: 4 }] });
  opened.fill(values.map((value) => [value]));
  return opened;
}

describe('inserting', () => {
  test('grows the grid and moves what is below', () => {
    const { sheet } = letters('a', 'b', 'c');
    sheet.insertRowBefore(2);
    expect(column(sheet)).toEqual(['a', '', 'b', 'c']);
    sheet.insertRowsAfter(4, 2);
    expect(sheet.getMaxRows()).toBe(9);
    sheet.insertRows(1);
    expect(column(sheet)).toEqual(['', 'a', '', 'b', 'c']);
  });

  test('works for columns alike', () => {
    const { sheet } = open();
    sheet.getRange('A1:B1').setValues([['a', 'b']]);
    sheet.insertColumnAfter(1);
    sheet.insertColumnsBefore(1, 2);
    expect(sheet.getDataRange().getValues()).toEqual([['', '', 'a', '', 'b']]);
    expect(sheet.getMaxColumns()).toBe(29);
  });

  test('copies formats and rules of the row it was asked next to, not its values and notes', () => {
    const { sheet, SpreadsheetApp } = letters('a', 'b');
    const rule = SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b']).build();
    sheet
      .getRange('A2')
      .setDataValidation(rule)
      .setNumberFormat('@')
      .setNote('note')
      .setBackground('#ff0000');
    sheet.insertRowAfter(2);
    const added = sheet.getRange('A3');
    expect([added.getNumberFormat(), added.getBackground(), added.getNote(), added.getValue()]).toEqual([
      '@',
      '#ff0000',
      '',
      '',
    ]);
    expect(added.getDataValidation()?.getCriteriaValues()).toEqual([['a', 'b'], true]);
  });

  test.each([0, 7])('refuses position %i outside the grid', (position) => {
    const { sheet } = letters('a');
    expect(() => sheet.insertRowsAfter(position, 1)).toThrow('Those rows are out of bounds.');
    expect(() => sheet.insertColumnAfter(position)).toThrow('Those columns are out of bounds.');
  });

  test('stops at ten million cells', () => {
    const { sheet } = open();
    const message =
      'This action would increase the number of cells in the workbook above the limit of 10000000 cells.';
    expect(() => sheet.insertRowsAfter(1, 384_000)).toThrow(message);
    expect(sheet.getMaxRows()).toBe(1000);
    const full = open({ sheets: [{ name: 'Big', rows: 10_000, columns: 1000 }] });
    expect(() => full.file.insertSheet()).toThrow(message);
    expect(() => full.user.paste('Big', 'A10000', [['x'], ['y']])).toThrow(message);
  });
});

describe('deleting', () => {
  test('moves what is below up', () => {
    const { sheet } = letters('a', 'b', 'c', 'd');
    sheet.deleteRow(2);
    expect(column(sheet)).toEqual(['a', 'c', 'd']);
    sheet.deleteRows(1, 2);
    expect(column(sheet)).toEqual(['d']);
    expect(sheet.getMaxRows()).toBe(3);
  });

  test.each([
    [0, 1],
    [7, 1],
    [6, 2],
    [2, 0],
  ])('refuses rows %i + %i', (first, count) => {
    expect(() => letters('a').sheet.deleteRows(first, count)).toThrow('Those rows are out of bounds.');
  });

  test('never takes all non-frozen rows', () => {
    const { sheet } = letters('a');
    expect(() => sheet.deleteRows(1, 6)).toThrow("You can't delete all the rows on the sheet.");
    sheet.setFrozenRows(1);
    const message = 'Sorry, it is not possible to delete all non-frozen rows.';
    expect(() => sheet.deleteRows(2, 5)).toThrow(message);
    expect(() => sheet.deleteRows(1, 6)).toThrow(message);
    sheet.deleteRows(2, 4);
    expect(() => sheet.deleteRow(2)).toThrow(message);
    expect(() => sheet.deleteColumns(1, 4)).toThrow("You can't delete all the columns on the sheet.");
  });

  test('of a frozen row unfreezes it', () => {
    const { sheet } = letters('a', 'b', 'c');
    sheet.setFrozenRows(2);
    sheet.deleteRow(1);
    expect(sheet.getFrozenRows()).toBe(1);
  });
});

describe('moving', () => {
  test('counts the destination before the move', () => {
    const { sheet } = letters('a', 'b', 'c', 'd');
    sheet.moveRows(sheet.getRange('A1:A2'), 4);
    expect(column(sheet)).toEqual(['c', 'a', 'b', 'd']);
    sheet.moveRows(sheet.getRange('A3'), 1);
    expect(column(sheet)).toEqual(['b', 'c', 'a', 'd']);
    sheet.moveRows(sheet.getRange('A2'), 2);
    expect(column(sheet)).toEqual(['b', 'c', 'a', 'd']);
  });

  test('to the end is one past the last row', () => {
    const { sheet } = letters('a', 'b', 'c', 'd', 'e', 'f');
    sheet.moveRows(sheet.getRange('1:1'), 7);
    expect(column(sheet)).toEqual(['b', 'c', 'd', 'e', 'f', 'a']);
    expect(() => sheet.moveRows(sheet.getRange('A1'), 8)).toThrow('Those rows are out of bounds.');
  });

  test('columns takes whole columns with formats and widths', () => {
    const { sheet } = open();
    sheet.getRange('A1:C1').setValues([['a', 'b', 'c']]);
    sheet.getRange('A1').setBackground('blue').setNote('first');
    sheet.setColumnWidth(1, 222);
    sheet.moveColumns(sheet.getRange('A:A'), 4);
    expect(sheet.getDataRange().getValues()).toEqual([['b', 'c', 'a']]);
    expect([sheet.getRange('C1').getBackground(), sheet.getRange('C1').getNote()]).toEqual([
      '#0000ff',
      'first',
    ]);
    expect([sheet.getColumnWidth(1), sheet.getColumnWidth(3)]).toEqual([100, 222]);
  });
});

describe('appendRow', () => {
  test('goes after the last row of any column', () => {
    const { sheet } = open();
    sheet.getRange('C3').setValue('deep');
    sheet.appendRow(['a', '00123', '=1+1']);
    expect(sheet.getRange('A4:C4').getValues()).toEqual([['a', 123, 2]]);
    expect(sheet.getRange('C4').getFormula()).toBe('=1+1');
  });

  test('extends a full grid by row and by column', () => {
    const { sheet } = letters('a', 'b', 'c', 'd', 'e', 'f');
    sheet.appendRow(['g', 2, 3, 4, 5]);
    expect([sheet.getMaxRows(), sheet.getMaxColumns()]).toEqual([7, 5]);
    expect(sheet.getRange('A7:E7').getValues()).toEqual([['g', 2, 3, 4, 5]]);
  });

  test('wants one array', () => {
    const { sheet } = open();
    expect(() => sheet.appendRow('a' as never)).toThrow(
      "The parameters (String) don't match the method signature for SpreadsheetApp.Sheet.appendRow.",
    );
  });
});

describe('looks of rows and columns', () => {
  test('frozen rows and columns are kept, all rows cannot be frozen', () => {
    const { sheet } = letters('a');
    sheet.setFrozenRows(2);
    sheet.setFrozenColumns(1);
    expect([sheet.getFrozenRows(), sheet.getFrozenColumns()]).toEqual([2, 1]);
    expect(() => sheet.setFrozenRows(6)).toThrow('it is not possible to freeze all rows');
  });

  test('rows and columns are hidden and shown by number and by range', () => {
    const { sheet } = letters('a');
    sheet.hideRows(1, 2);
    sheet.showRows(2);
    sheet.hideColumn(sheet.getRange('B1:C1'));
    expect([1, 2].map((row) => sheet.isRowHiddenByUser(row))).toEqual([true, false]);
    expect([1, 2, 3].map((each) => sheet.isColumnHiddenByUser(each))).toEqual([false, true, true]);
    sheet.unhideRow(sheet.getRange('A1'));
    expect(sheet.isRowHiddenByUser(1)).toBe(false);
  });

  test('sizes are kept; the height and width of a range are rows and columns', () => {
    const { sheet } = letters('a');
    sheet.setColumnWidths(1, 2, 50).setRowHeight(1, 40);
    expect([sheet.getColumnWidth(2), sheet.getColumnWidth(3), sheet.getRowHeight(1)]).toEqual([50, 100, 40]);
    expect([sheet.getRange('A1:C1').getWidth(), sheet.getRange('A1:A2').getHeight()]).toEqual([3, 2]);
    sheet.getRange('C1').setValue('a rather long text');
    sheet.autoResizeColumn(3);
    expect(sheet.getColumnWidth(3)).toBeGreaterThan(100);
  });
});
