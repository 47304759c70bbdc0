/** Cutting, filling, formatting, freezing, filtering, replacing and moving tabs, as a person does them. */
import { ServiceError } from '../../../emulator/src/bridge/protocol';
import { open } from './support/open';

describe('cut and paste', () => {
  test('moves values, formats, notes and rules, and formulas elsewhere follow', () => {
    const { user, sheet, file, SpreadsheetApp, fill } = open();
    fill([[1, 2, '=A1+B1']]);
    file.insertSheet('Other').getRange('A1').setFormula("=SUM('Sheet1'!A1:B1)");
    sheet.getRange('A1').setBackground('#ff0000').setNote('look');
    const rule = SpreadsheetApp.newDataValidation().requireNumberGreaterThan(0).build();
    sheet.getRange('A1').setDataValidation(rule);
    const change = user.cut('Sheet1', 'A1:B1', 'D4');
    expect(change).toMatchObject({ type: 'edit', range: { row: 4, column: 4, rows: 1, columns: 2 } });
    expect(sheet.getRange('A1:B1').getValues()).toEqual([['', '']]);
    expect([sheet.getRange('A1').getBackground(), sheet.getRange('A1').getNote()]).toEqual(['#ffffff', '']);
    expect(sheet.getRange('D4:E4').getValues()).toEqual([[1, 2]]);
    expect([sheet.getRange('D4').getBackground(), sheet.getRange('D4').getNote()]).toEqual([
      '#ff0000',
      'look',
    ]);
    expect(sheet.getRange('D4').getDataValidation()).not.toBeNull();
    expect(sheet.getRange('C1').getFormula()).toBe('=D4+E4');
    expect(file.getSheetByName('Other')?.getRange('A1').getFormula()).toBe("=SUM('Sheet1'!D4:E4)");
    user.undo();
    expect(sheet.getRange('A1:C1').getFormulas()).toEqual([['', '', '=A1+B1']]);
    expect(sheet.getRange('A1:E4').getValues().flat().filter(String)).toEqual([1, 2, 3]);
    expect(file.getSheetByName('Other')?.getRange('A1').getFormula()).toBe("=SUM('Sheet1'!A1:B1)");
  });
});

describe('filling', () => {
  test('continues two numbers and two dates, repeats one value, and adapts formulas', () => {
    const { user, sheet, fill } = open();
    fill([
      [1, '1/1/2024', 'x', '=A1*2', 0.1],
      [3, '1/8/2024', 'y', '=A2*2', 0.2],
    ]);
    user.fill('Sheet1', 'A1:E2', 'A1:E5');
    expect(sheet.getRange('A1:A5').getValues().flat()).toEqual([1, 3, 5, 7, 9]);
    expect(sheet.getRange('B3:B5').getDisplayValues().flat()).toEqual([
      '1/15/2024',
      '1/22/2024',
      '1/29/2024',
    ]);
    expect(sheet.getRange('C3:C5').getValues().flat()).toEqual(['x', 'y', 'x']);
    expect(sheet.getRange('D3:D5').getFormulas().flat()).toEqual(['=A3*2', '=A4*2', '=A5*2']);
    expect(sheet.getRange('E3:E5').getValues().flat()).toEqual([0.3, 0.4, 0.5]);
    user.fill('Sheet1', 'A1', 'A1:C1');
    expect(sheet.getRange('A1:C1').getValues()).toEqual([[1, 1, 1]]);
  });

  test('upwards and to the left go back', () => {
    const { user, sheet } = open();
    user.paste('Sheet1', 'C3', [['10', '11']]);
    user.fill('Sheet1', 'C3:D3', 'A3:D3');
    expect(sheet.getRange('A3:D3').getValues()).toEqual([[8, 9, 10, 11]]);
    expect(() => user.fill('Sheet1', 'A1', 'B2:C3')).toThrow('must contain');
  });
});

describe('looks', () => {
  test('a format sets the named fields, null takes them away', () => {
    const { user, sheet } = open();
    expect(
      user.format('Sheet1', 'A1:B2', { bold: true, background: '#00ff00', align: 'center' }),
    ).toMatchObject({
      changeType: 'FORMAT',
    });
    user.format('Sheet1', 'A1', { bold: null, strikethrough: true, color: '#0000ff' });
    expect(sheet.getRange('A1').getFontWeight()).toBe('normal');
    expect(sheet.getRange('A1').getFontLine()).toBe('line-through');
    expect(sheet.getRange('A1').getFontColor()).toBe('#0000ff');
    expect(sheet.getRange('B2').getFontWeight()).toBe('bold');
    expect(sheet.getRange('A1').getBackground()).toBe('#00ff00');
    user.undo();
    expect(sheet.getRange('A1').getFontWeight()).toBe('bold');
  });

  test('rows and columns are frozen, and not all of them', () => {
    const { user, sheet } = open();
    user.freeze('Sheet1', 2, 1);
    user.freeze('Sheet1', 1);
    expect([sheet.getFrozenRows(), sheet.getFrozenColumns()]).toEqual([1, 1]);
    expect(() => user.freeze('Sheet1', 1000)).toThrow('freeze all rows');
    user.undo();
    expect(sheet.getFrozenRows()).toBe(2);
  });

  test('a column gets a width, within reason', () => {
    const { user, sheet } = open();
    user.columnWidth('Sheet1', 2, 250);
    expect(sheet.getColumnWidth(2)).toBe(250);
    expect(() => user.columnWidth('Sheet1', 99, 100)).toThrow('out of bounds');
    expect(() => user.columnWidth('Sheet1', 2, 0)).toThrow('between 2 and 2000');
    user.undo();
    expect(sheet.getColumnWidth(2)).toBe(100);
  });

  test('a tab moves to a position and back', () => {
    const { user, file } = open({ sheets: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] });
    const names = () =>
      file
        .getSheets()
        .map((sheet) => sheet.getName())
        .join('');
    user.moveSheet('A', 3);
    expect(names()).toBe('BCA');
    expect(() => user.moveSheet('A', 4)).toThrow(ServiceError);
    user.undo();
    expect(names()).toBe('ABC');
  });
});

describe('filter', () => {
  const filled = () => {
    const all = open();
    all.fill([['Name', 'State'], ['Ann', 'new'], ['Bob', 'won'], ['Cid', 'new']]); // prettier-ignore
    return all;
  };
  const hidden = (sheet: GoogleAppsScript.Spreadsheet.Sheet) =>
    [1, 2, 3, 4, 5].filter((row) => sheet.isRowHiddenByFilter(row));

  test('hides rows by what a column displays, below the first row of its range only', () => {
    const { user, sheet } = filled();
    user.filter('Sheet1', 'A1:B4');
    user.filterColumn('Sheet1', 2, ['new']);
    expect(hidden(sheet)).toEqual([2, 4]);
    user.filterColumn('Sheet1', 1, ['Bob']);
    expect(hidden(sheet)).toEqual([2, 3, 4]);
    user.filterColumn('Sheet1', 2, []);
    expect(hidden(sheet)).toEqual([3]);
    user.filter('Sheet1', null);
    expect(hidden(sheet)).toEqual([]);
    user.undo();
    expect(hidden(sheet)).toEqual([3]);
  });

  test('stays with its rows when rows come before it, and a later edit does not hide anything', () => {
    const { user, sheet, workbook } = filled();
    user.filter('Sheet1', 'A1:B4');
    user.filterColumn('Sheet1', 2, ['new']);
    user.insertRows('Sheet1', 1);
    expect(hidden(sheet)).toEqual([3, 5]);
    expect(workbook.sheet('Sheet1').filter?.area.row).toBe(2);
    user.edit('Sheet1', 'B4', 'new');
    expect(hidden(sheet)).toEqual([3, 5]);
  });

  test('needs a range and one of its columns', () => {
    const { user } = filled();
    expect(() => user.filterColumn('Sheet1', 2, ['new'])).toThrow('no filter');
    user.filter('Sheet1', 'A1:B4');
    expect(() => user.filterColumn('Sheet1', 3, ['new'])).toThrow('not part of the filter');
  });
});

describe('find and replace', () => {
  test('replaces in what cells display, in one change, and leaves formulas', () => {
    const { user, sheet, fill } = open();
    fill([['Lead a', 'lead LEAD', '="lead"', 7], ['$1', 'x', '', 17]]); // prettier-ignore
    const [change, ...others] = user.replace('Sheet1', 'lead', '$&1');
    expect(change).toMatchObject({
      action: 'replace',
      replaced: 2,
      range: { row: 1, column: 1, rows: 1, columns: 2 },
    });
    expect(others).toEqual([]);
    expect(sheet.getRange('A1:C1').getValues()).toEqual([['$&1 a', '$&1 $&1', 'lead']]);
    expect(user.replace('Sheet1', 'nowhere', 'x')).toEqual([]);
    user.undo();
    expect(sheet.getRange('A1:B1').getValues()).toEqual([['Lead a', 'lead LEAD']]);
  });

  test('can look at case, whole cells and a range, and reads the result as typed', () => {
    const { user, sheet, fill } = open();
    fill([[7, 17], ['a', 'A']]); // prettier-ignore
    user.replace('Sheet1', '7', '8', undefined, false, true);
    user.replace('Sheet1', 'a', 'b', undefined, true);
    user.replace('Sheet1', '1', '2', 'A1:A2');
    expect(sheet.getRange('A1:B2').getValues()).toEqual([[8, 17], ['b', 'A']]); // prettier-ignore
  });

  test('is all or nothing where a rule refuses', () => {
    const { user, sheet, fill, SpreadsheetApp } = open();
    fill([['ab'], ['ab']]);
    const rule = SpreadsheetApp.newDataValidation().requireValueInList(['ab']).setAllowInvalid(false).build();
    sheet.getRange('A2').setDataValidation(rule);
    expect(() => user.replace('Sheet1', 'a', 'x')).toThrow('violates the data validation rules');
    expect(sheet.getRange('A1:A2').getValues()).toEqual([['ab'], ['ab']]);
    expect(user.undo().action).toBeNull();
  });
});

describe('to another tab', () => {
  test('cells are copied with formulas and formats, and cut so that formulas elsewhere follow', () => {
    const { user, sheet, file, fill } = open();
    fill([[1, '=A1*2', '=A1']]);
    sheet.getRange('B1').setFontWeight('bold');
    const other = file.insertSheet('Other');
    const change = user.copy('Sheet1', 'A1:B1', 'C3', 'Other');
    expect(change).toMatchObject({ sheetId: other.getSheetId(), range: { row: 3, column: 3, columns: 2 } });
    expect([other.getRange('D3').getFormula(), other.getRange('D3').getFontWeight()]).toEqual(['=C3*2', 'bold']); // prettier-ignore
    user.undo();
    expect([other.getRange('C3').getValue(), sheet.getRange('A1').getValue()]).toEqual(['', 1]);
    user.cut('Sheet1', 'A1', 'A1', 'Other');
    expect(sheet.getRange('A1:C1').getFormulas()).toEqual([['', '=Other!A1*2', '=Other!A1']]);
    user.undo();
    expect(sheet.getRange('A1:C1').getFormulas()).toEqual([['', '=A1*2', '=A1']]);
    expect(other.getRange('A1').getValue()).toBe('');
  });
});

describe('several blocks', () => {
  test('are cleared and formatted together, and taken back together', () => {
    const { user, sheet, fill } = open();
    fill([['a', 'b', 'c']]);
    const changes = user.clearRanges('Sheet1', ['A1', 'C1']);
    expect(changes).toMatchObject([{ oldValue: 'a' }, { oldValue: 'c' }]);
    user.format('Sheet1', 'A1,C1:C2', { bold: true });
    expect(sheet.getRange('A1:C2').getFontWeights()).toEqual([['bold', 'normal', 'bold'], ['normal', 'normal', 'bold']]); // prettier-ignore
    user.undo();
    user.undo();
    expect([sheet.getRange('A1:C1').getValues(), sheet.getRange('C2').getFontWeight()]).toEqual([[['a', 'b', 'c']], 'normal']); // prettier-ignore
  });

  test('are the active range list of a script, their last one the active range', () => {
    const { user, sheet, file, SpreadsheetApp } = open();
    const active = (list = SpreadsheetApp.getActiveRangeList()) =>
      list?.getRanges().map((range) => range.getA1Notation());
    user.select('Sheet1', 'A1:B2,D4');
    expect([active(), file.getActiveRange()?.getA1Notation()]).toEqual([['A1:B2', 'D4'], 'D4']);
    sheet.setActiveRangeList(sheet.getRangeList(['C1', 'A2:A3']));
    expect(active(SpreadsheetApp.getSelection().getActiveRangeList() ?? undefined)).toEqual(['C1', 'A2:A3']);
    sheet.getRange('E5').activate();
    expect(active()).toEqual(['E5']);
  });
});
