/** Data validation: the builder, what rules reject, when and with which words. */
import { open } from './support/open';

const STATUSES = ['NEW', 'CONTACTED', 'QUALIFIED', 'LOST'];
const REJECTION =
  'The data you entered in cell B2 violates the data validation rules set on this cell. Please enter one of the following values: NEW, CONTACTED, QUALIFIED, LOST.';

function withRule(options: Parameters<typeof open>[0] = {}) {
  const opened = open(options);
  const rule = opened.SpreadsheetApp.newDataValidation()
    .requireValueInList(STATUSES)
    .setAllowInvalid(false)
    .build();
  opened.sheet.getRange('B2:B10').setDataValidation(rule);
  return opened;
}

describe('the builder', () => {
  test('only warns by default, and shows a dropdown', () => {
    const { SpreadsheetApp } = open();
    const rule = SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b']).build();
    expect(rule.getAllowInvalid()).toBe(true);
    expect(rule.getCriteriaType()).toBe(SpreadsheetApp.DataValidationCriteria.VALUE_IN_LIST);
    expect(rule.getCriteriaValues()).toEqual([['a', 'b'], true]);
    expect(rule.getHelpText()).toBeNull();
  });

  test('keeps what it was told, also through copy and a cell', () => {
    const { SpreadsheetApp, sheet } = open();
    const builder = SpreadsheetApp.newDataValidation()
      .requireValueInList(['a'], false)
      .setAllowInvalid(false)
      .setHelpText('a only');
    sheet.getRange('A1').setDataValidation(builder.build().copy().build());
    const read = sheet.getRange('A1').getDataValidation();
    expect([read?.getAllowInvalid(), read?.getHelpText(), read?.getCriteriaValues()]).toEqual([
      false,
      'a only',
      [['a'], false],
    ]);
  });

  test('refuses wrong arguments by signature', () => {
    const { SpreadsheetApp } = open();
    const builder = SpreadsheetApp.newDataValidation() as unknown as { requireDate(day: string): unknown };
    expect(() => builder.requireDate('today')).toThrow(
      "The parameters (String) don't match the method signature for SpreadsheetApp.DataValidationBuilder.requireDate.",
    );
    expect(() => SpreadsheetApp.newDataValidation().requireValueInList('a' as never)).toThrow(
      "The parameters (String) don't match the method signature for SpreadsheetApp.DataValidationBuilder.requireValueInList.",
    );
    expect(() => SpreadsheetApp.newDataValidation().setAllowInvalid('no' as never)).toThrow('(String)');
  });
});

describe('a rule that rejects', () => {
  test('stops script writes of other values, with the list in the message', () => {
    const { sheet } = withRule();
    expect(() => sheet.getRange('B2').setValue('Contacted')).toThrow(REJECTION);
    expect(() => sheet.getRange('B2').setValue('ＮＥＷ')).toThrow(REJECTION);
    expect(sheet.getRange('B2').setValue('LOST').getValue()).toBe('LOST');
  });

  test('fails the whole setValues', () => {
    const { sheet } = withRule();
    expect(() => sheet.getRange('A1:B2').setValues([['x', 'y'], ['z', 'nope']])).toThrow(REJECTION); // prettier-ignore
    expect(sheet.getLastRow()).toBe(0);
  });

  test('stops people too', () => {
    const { sheet, user } = withRule();
    expect(() => user.edit('Sheet1', 'B2', 'maybe')).toThrow(REJECTION);
    expect(sheet.getRange('B2').isBlank()).toBe(true);
  });

  test('stays on the cell when data is rewritten or cleared, and goes when removed', () => {
    const { sheet } = withRule();
    sheet.getRange('B2').setValue('NEW').clearContent();
    expect(() => sheet.getRange('B2').setValue('x')).toThrow(REJECTION);
    sheet.getRange('B2').clearDataValidations();
    expect(sheet.getRange('B2').setValue('x').getValue()).toBe('x');
    expect(
      sheet
        .getRange('B2:B3')
        .getDataValidations()
        .map(([rule]) => rule === null),
    ).toEqual([true, false]);
    sheet.getRange('B3').setDataValidation(null);
    expect(sheet.getRange('B3').getDataValidation()).toBeNull();
  });

  test('looks at the result of a formula', () => {
    const { sheet } = withRule();
    sheet.getRange('B2').setFormula('=UPPER("new")');
    expect(sheet.getRange('B2').getValue()).toBe('NEW');
    expect(() => sheet.getRange('B2').setFormula('=IF(TRUE,"","")')).toThrow(REJECTION);
  });

  test('takes an empty text or not, by switch', () => {
    expect(withRule().sheet.getRange('B2').setValue('').getValue()).toBe('');
    const { sheet } = withRule({ switches: { blankUnderReject: 'refused' } });
    expect(() => sheet.getRange('B2').setValue('')).toThrow(REJECTION);
    expect(() => sheet.getRange('B2').clearContent()).not.toThrow();
  });
});

describe('a rejection that comes late', () => {
  const late = () => withRule({ switches: { validationErrors: 'at-flush' } });

  test('is thrown by flush, once, and nothing was written', () => {
    const { sheet, SpreadsheetApp } = late();
    expect(() => sheet.getRange('A2:B2').setValues([['fine', 'nope']])).not.toThrow();
    expect(() => SpreadsheetApp.flush()).toThrow(REJECTION);
    expect(() => SpreadsheetApp.flush()).not.toThrow();
    expect(sheet.getLastRow()).toBe(0);
  });

  test('is thrown by the next read, unless reads do not flush', () => {
    const { sheet } = late();
    sheet.getRange('B2').setValue('nope');
    expect(() => sheet.getRange('A1').getValues()).toThrow(REJECTION);
    const lazy = withRule({ switches: { validationErrors: 'at-flush', readsFlush: false } });
    lazy.sheet.getRange('B2').setValue('nope');
    expect(lazy.sheet.getRange('A1').getValue()).toBe('');
    expect(() => lazy.SpreadsheetApp.flush()).toThrow(REJECTION);
  });
});

describe('other criteria', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number));
  type Builder = GoogleAppsScript.Spreadsheet.DataValidationBuilder;
  test.each<[string, (builder: Builder) => Builder, unknown[], unknown[]]>([
    ['checkbox', (b) => b.requireCheckbox(), [true, false, 'TRUE'], ['yes', 1]],
    ['checkbox with own values', (b) => b.requireCheckbox('yes', 'no'), ['yes', 'no'], [true]],
    ['number between', (b) => b.requireNumberBetween(1, 5), [1, 5, '3'], [0, 6, 'x']],
    ['number not between', (b) => b.requireNumberNotBetween(1, 5), [0, 6], [1, 3]],
    ['number above', (b) => b.requireNumberGreaterThan(5), [6], [5, 'six']],
    ['number at most', (b) => b.requireNumberLessThanOrEqualTo(5), [5], [5.1]],
    ['number equal', (b) => b.requireNumberEqualTo(5), [5], [4]],
    ['date', (b) => b.requireDate(), [day(1), '1/2/2026'], ['soon', 5]],
    ['date after', (b) => b.requireDateAfter(day(5)), [day(6)], [day(5)]],
    ['date between', (b) => b.requireDateBetween(day(1), day(3)), [day(1), day(3)], [day(4)]],
    ['date on or before', (b) => b.requireDateOnOrBefore(day(3)), [day(3)], [day(4)]],
    ['text contains', (b) => b.requireTextContains('lead'), ['My Lead'], ['other']],
    ['text contains not', (b) => b.requireTextDoesNotContain('lead'), ['other'], ['My Lead']],
    ['text equals', (b) => b.requireTextEqualTo('x'), ['x'], ['X']],
    ['e-mail', (b) => b.requireTextIsEmail(), ['a@b.test'], ['a.b.test']],
    ['address', (b) => b.requireTextIsUrl(), ['https://b.test/x'], ['not one']],
    ['formula', (b) => b.requireFormulaSatisfied('=B1>1'), ['anything'], []],
  ])('%s', (_what, require, accepted, rejected) => {
    const { sheet, SpreadsheetApp } = open();
    sheet.getRange('B1').setValue(2);
    const range = sheet.getRange('A1');
    range.setDataValidation(require(SpreadsheetApp.newDataValidation()).setAllowInvalid(false).build());
    for (const value of accepted) expect(() => range.setValue(value)).not.toThrow();
    for (const value of rejected) {
      expect(() => range.clear({ contentsOnly: true, formatOnly: true }).setValue(value)).toThrow(
        'The data you entered in cell A1 violates the data validation rules set on this cell.',
      );
    }
  });

  test('a custom formula that does not hold rejects', () => {
    const { sheet, SpreadsheetApp } = open();
    const rule = SpreadsheetApp.newDataValidation()
      .requireFormulaSatisfied('=B1>1')
      .setAllowInvalid(false)
      .build();
    expect(() => sheet.getRange('A1').setDataValidation(rule).setValue('x')).toThrow('in cell A1 violates');
  });

  test('a list in cells follows its cells', () => {
    const { sheet, SpreadsheetApp } = open();
    sheet.getRange('D1:D2').setValues([['a'], ['b']]);
    const rule = SpreadsheetApp.newDataValidation()
      .requireValueInRange(sheet.getRange('D1:D2'))
      .setAllowInvalid(false)
      .build();
    sheet.getRange('A1').setDataValidation(rule);
    expect(() => sheet.getRange('A1').setValue('c')).toThrow(
      'Please enter one of the following values: a, b.',
    );
    sheet.getRange('D2').setValue('c');
    sheet.insertColumnBefore(2);
    expect(sheet.getRange('A1').setValue('c').getValue()).toBe('c');
    const [range] = sheet.getRange('A1').getDataValidation()?.getCriteriaValues() as [
      GoogleAppsScript.Spreadsheet.Range,
    ];
    expect(range.getA1Notation()).toBe('E1:E2');
  });
});

test('a rule that only warns lets everything through', () => {
  const { sheet, SpreadsheetApp } = open();
  sheet
    .getRange('A1')
    .setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['a']).build());
  expect(sheet.getRange('A1').setValue('z').getValue()).toBe('z');
});

describe('checkboxes', () => {
  test('are inserted unticked, ticked and removed', () => {
    const { sheet } = open();
    const range = sheet.getRange('A1:A2').insertCheckboxes();
    expect(range.getValues()).toEqual([[false], [false]]);
    sheet.getRange('A1').check();
    expect([sheet.getRange('A1').isChecked(), range.isChecked(), sheet.getRange('B1').isChecked()]).toEqual([
      true,
      null,
      null,
    ]);
    expect(range.uncheck().isChecked()).toBe(false);
    expect(range.removeCheckboxes().getValues()).toEqual([[''], ['']]);
  });

  test('may hold other values', () => {
    const { sheet } = open();
    const range = sheet.getRange('A1').insertCheckboxes('yes', 'no');
    expect(range.getValue()).toBe('no');
    expect(range.check().getValue()).toBe('yes');
  });
});
