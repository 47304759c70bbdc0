/** Conditional format rules and the basic filter as scripts make them, and what the page is shown of them. */
import { parseArea } from '../../../emulator/src/workbook/a1';
import { viewCells, viewSheet } from '../../../emulator/src/workbook/view';
import { open } from './support/open';

const filled = () => {
  const all = open();
  all.fill([['Name', 'Amount', 'When'], ['Ann', 10, '2024-01-15'], ['Bob', 20, '2024-02-29'], ['Cid', '', '']]); // prettier-ignore
  const shown = (cell: string) => {
    const sheet = all.workbook.sheet('Sheet1');
    const view = viewCells(all.workbook, sheet, parseArea(cell, sheet.maxRows, sheet.maxColumns));
    const number = view.cells[0]?.[0]?.style;
    return number === undefined ? {} : view.styles[number];
  };
  return { ...all, shown };
};

describe('conditional formats', () => {
  test('are shown where their condition holds, and follow the values', () => {
    const { SpreadsheetApp, sheet, user, shown } = filled();
    const rule = SpreadsheetApp.newConditionalFormatRule()
      .whenNumberGreaterThan(15)
      .setBackground('#FF0000')
      .setBold(true)
      .setRanges([sheet.getRange('B2:B4')])
      .build();
    sheet.setConditionalFormatRules([rule]);
    expect([shown('B2'), shown('B3')]).toEqual([{}, { background: '#ff0000', bold: true }]);
    user.edit('Sheet1', 'B2', '16');
    expect(shown('B2')).toEqual({ background: '#ff0000', bold: true });
    // What scripts read is the cell's own format.
    expect(sheet.getRange('B3').getBackground()).toBe('#ffffff');
  });

  test('the first rule that sets a field wins, others add theirs; formulas move with the cell', () => {
    const { SpreadsheetApp, sheet, shown } = filled();
    const rule = () => SpreadsheetApp.newConditionalFormatRule().setRanges([sheet.getRange('A2:C4')]);
    sheet.setConditionalFormatRules([
      rule().whenFormulaSatisfied('=$B2>=20').setBackground('#00ff00').build(),
      rule().whenCellNotEmpty().setBackground('#0000ff').setItalic(true).build(),
    ]);
    expect(shown('A2')).toEqual({ background: '#0000ff', italic: true });
    expect(shown('A3')).toEqual({ background: '#00ff00', italic: true });
    expect(shown('B4')).toEqual({});
  });

  test.each([
    ['A2', (rule: Builder) => rule.whenTextContains('NN')],
    ['A2', (rule: Builder) => rule.whenTextStartsWith('a')],
    ['A2', (rule: Builder) => rule.whenTextEndsWith('n')],
    ['A2', (rule: Builder) => rule.whenTextEqualTo('Ann')],
    ['A2', (rule: Builder) => rule.whenTextDoesNotContain('x')],
    ['B2', (rule: Builder) => rule.whenNumberBetween(10, 11)],
    ['B2', (rule: Builder) => rule.whenNumberNotEqualTo(11)],
    ['B2', (rule: Builder) => rule.whenNumberLessThanOrEqualTo(10)],
    ['B4', (rule: Builder) => rule.whenCellEmpty()],
    ['C2', (rule: Builder) => rule.whenDateBefore(new Date('2024-01-16T00:00:00Z'))],
    ['C2', (rule: Builder) => rule.whenDateEqualTo(new Date('2024-01-15T00:00:00Z'))],
  ])('%s meets its condition (%#), and nothing else does', (cell, when) => {
    const { SpreadsheetApp, sheet, shown } = filled();
    const build = (rule: Builder) =>
      rule
        .setFontColor('red')
        .setRanges([sheet.getRange('A1:D4')])
        .build();
    sheet.setConditionalFormatRules([build(when(SpreadsheetApp.newConditionalFormatRule()))]);
    expect(shown(cell)).toMatchObject({ color: '#ff0000' });
    expect(shown(cell === 'B4' ? 'A1' : cell.startsWith('A') ? 'D9' : 'A1')).toEqual({});
  });

  test('are read back as they were made, move with rows, and are copied to be changed', () => {
    const { SpreadsheetApp, sheet } = filled();
    const made = SpreadsheetApp.newConditionalFormatRule()
      .whenDateAfter(new Date('2024-01-01T00:00:00Z'))
      .setUnderline(true)
      .setStrikethrough(false)
      .setRanges([sheet.getRange('C2:C4')])
      .build();
    sheet.setConditionalFormatRules([made]);
    sheet.insertRowBefore(1);
    const [rule] = sheet.getConditionalFormatRules();
    const condition = rule?.getBooleanCondition();
    expect(rule?.getRanges().map((range) => range.getA1Notation())).toEqual(['C3:C5']);
    expect(condition?.getCriteriaType()).toBe(SpreadsheetApp.BooleanCriteria.DATE_AFTER);
    expect(condition?.getCriteriaValues()).toEqual([new Date('2024-01-01T00:00:00Z')]);
    expect([condition?.getUnderline(), condition?.getStrikethrough(), condition?.getBold()]).toEqual([true, false, null]); // prettier-ignore
    const changed = rule?.copy().whenCellEmpty().build();
    expect(changed?.getBooleanCondition()?.getCriteriaType()?.toString()).toBe('CELL_EMPTY');
    sheet.clearConditionalFormatRules();
    expect(sheet.getConditionalFormatRules()).toEqual([]);
  });

  test('of another sheet, unfinished ones and colour scales are refused', () => {
    const { SpreadsheetApp, sheet, file } = filled();
    const other = file.insertSheet('Other');
    const builder = SpreadsheetApp.newConditionalFormatRule();
    expect(() => builder.build()).toThrow('needs ranges and a condition');
    const rule = builder
      .whenCellEmpty()
      .setRanges([other.getRange('A1')])
      .build();
    expect(() => sheet.setConditionalFormatRules([rule])).toThrow(
      'Conditional format rule cannot reference a different sheet.',
    );
    expect(() => builder.setGradientMinpoint('#fff')).toThrow(
      'ConditionalFormatRuleBuilder.setGradientMinpoint is not implemented',
    );
    expect(() => builder.whenNumberEqualTo('x' as never)).toThrow("don't match the method signature");
  });
});

type Builder = GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder;

describe('the basic filter', () => {
  test('is made once, hides by values and conditions, and is taken away', () => {
    const { SpreadsheetApp, sheet } = filled();
    expect(sheet.getFilter()).toBeNull();
    const filter = sheet.getRange('A1:C4').createFilter();
    expect(() => sheet.getRange('A1:B2').createFilter()).toThrow('already has a filter');
    expect(filter.getRange().getA1Notation()).toBe('A1:C4');
    const hidden = () => [1, 2, 3, 4].filter((row) => sheet.isRowHiddenByFilter(row));
    filter.setColumnFilterCriteria(1, SpreadsheetApp.newFilterCriteria().setHiddenValues(['Bob']).build());
    expect(hidden()).toEqual([3]);
    filter.setColumnFilterCriteria(2, SpreadsheetApp.newFilterCriteria().whenNumberGreaterThan(5).build());
    expect(hidden()).toEqual([3, 4]);
    expect(sheet.getFilter()?.getColumnFilterCriteria(1)?.getHiddenValues()).toEqual(['Bob']);
    expect(filter.getColumnFilterCriteria(3)).toBeNull();
    filter.removeColumnFilterCriteria(1);
    expect(hidden()).toEqual([4]);
    // Hidden rows are read and written all the same.
    expect(sheet.getRange('A4').getValue()).toBe('Cid');
    expect(() => filter.getColumnFilterCriteria(9)).toThrow('invalid');
    filter.remove();
    expect([hidden(), sheet.getFilter()]).toEqual([[], null]);
    expect(() => filter.remove()).toThrow('no longer there');
  });

  test('sorts its rows below the header', () => {
    const { SpreadsheetApp, sheet } = filled();
    const filter = sheet.getRange('A1:C4').createFilter();
    filter.setColumnFilterCriteria(
      1,
      SpreadsheetApp.newFilterCriteria().setVisibleValues(['Ann', 'Bob']).build(),
    );
    filter.sort(1, false);
    expect(sheet.getRange('A1:A4').getValues().flat()).toEqual(['Name', 'Cid', 'Bob', 'Ann']);
    expect(sheet.isRowHiddenByFilter(2)).toBe(true);
  });
});

describe('what the page is shown', () => {
  test('of cells: text, what editing starts from, note, style, rule and whether it is broken', () => {
    const { SpreadsheetApp, sheet, user, workbook } = open();
    user.paste('Sheet1', 'A1', [["'007", '12.5%', '=1+1', '2024-01-02', '1,234.50', 'x', '1/2/2024 13:30', "'=1", '3:30 PM']]); // prettier-ignore
    const rule = SpreadsheetApp.newDataValidation()
      .requireValueInList(['a', 'b'])
      .setHelpText('pick')
      .build();
    sheet.getRange('F1').setDataValidation(rule).setNote('look');
    const view = viewCells(workbook, workbook.sheet('Sheet1'));
    expect([view.sheet, view.range, view.revision]).toEqual([0, 'A1:I1', workbook.revision]);
    const cells = view.cells[0] ?? [];
    expect(cells.map((cell) => cell?.text)).toEqual(['007', '12.50%', '2', '2024-01-02', '1,234.50', 'x', '1/2/2024 13:30:00', '=1', '3:30 PM']); // prettier-ignore
    expect(cells.map((cell) => cell?.input)).toEqual(["'007", '12.5%', '=1+1', '1/2/2024', '1234.5', undefined, undefined, "'=1", '15:30:00']); // prettier-ignore
    expect(cells[5]).toEqual({ text: 'x', note: 'look', rule: 0, invalid: true });
    expect(view.rules).toEqual([{ kind: 'list', values: ['a', 'b'], showsDropdown: true, rejects: false, help: 'pick' }]); // prettier-ignore
    // Typed again, everything is as it was.
    const before = sheet.getRange('A1:I1').getValues();
    cells.forEach((cell, index) =>
      user.edit(0, `${'ABCDEFGHI'[index] ?? ''}1`, cell?.input ?? cell?.text ?? ''),
    );
    expect(sheet.getRange('A1:I1').getValues()).toEqual(before);
  });

  test('of tabs: sizes, frozen and hidden lines, widths, and what this person may not edit', () => {
    const { sheet, user, workbook, fill } = open({ editors: ['ann@example.com'] });
    fill([['a', 'b'], ['c', 'd']]); // prettier-ignore
    user.freeze('Sheet1', 1);
    user.filter('Sheet1', 'A1:B2');
    user.filterColumn('Sheet1', 1, ['c']);
    sheet.hideColumns(2);
    sheet.setColumnWidth(1, 250);
    sheet.getRange('A1:B1').protect().setDescription('header').removeEditor('ann@example.com');
    const model = workbook.sheet('Sheet1');
    expect(viewSheet(workbook, model, 'ann@example.com')).toEqual({
      ...{ id: 0, name: 'Sheet1', hidden: false, rows: 1000, columns: 26, usedRows: 2, usedColumns: 2 },
      ...{ frozenRows: 1, frozenColumns: 0, columnWidths: { 1: 250 }, hiddenRows: [2], hiddenColumns: [2] },
      ...{ rowHeights: {}, merges: [], gridlinesHidden: false },
      ...{ filter: 'A1:B2', locked: [{ range: 'A1:B1', description: 'header' }] },
    });
    expect(viewSheet(workbook, model, workbook.owner).locked).toEqual([]);
    sheet
      .protect()
      .setUnprotectedRanges([sheet.getRange('B2:C3')])
      .removeEditor('ann@example.com');
    expect(viewSheet(workbook, model, 'ann@example.com').locked.map(({ range }) => range)).toEqual([
      'A1:B1', 'A1:Z1', 'A4:Z1000', 'A2:A3', 'D2:Z3',
    ]); // prettier-ignore
  });

  test('is nothing for a cell without anything, and an empty text for a blank formula', () => {
    const { user, workbook } = open();
    user.edit('Sheet1', 'B2', '=""');
    expect(viewCells(workbook, workbook.sheet('Sheet1')).cells).toEqual([[null, null], [null, { text: '', input: '=""' }]]); // prettier-ignore
  });
});
