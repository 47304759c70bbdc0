/** What becomes of values that a script writes: typed input is parsed, shapes and limits are checked. */
import type { Switches } from '../../../emulator/src/switches';
import { open } from './support/open';

/** Value, displayed text and number format after writing to an unformatted cell. */
function written(value: unknown, switches: Partial<Switches> = {}) {
  const { sheet } = open({ switches });
  const range = sheet.getRange('A1').setValue(value);
  return {
    value: range.getValue() as unknown,
    shown: range.getDisplayValue(),
    format: range.getNumberFormat(),
  };
}

const AUTOMATIC = '0.###############';

describe('text that a script writes is read as if typed', () => {
  test.each([
    ['00123', 123, '123', AUTOMATIC],
    ['1e5', 100000, '1.00E+05', '0.00E+00'],
    ['1,234', 1234, '1,234', '#,##0'],
    ['1,234,567.5', 1234567.5, '1,234,567.50', '#,##0.00'],
    ['50%', 0.5, '50%', '0%'],
    ['12.5%', 0.125, '12.50%', '0.00%'],
    ['-7', -7, '-7', AUTOMATIC],
    ['.5', 0.5, '0.5', AUTOMATIC],
    [' 42 ', 42, '42', AUTOMATIC],
    ['(5)', -5, '-5', AUTOMATIC],
    ['$1,200', 1200, '$1,200', '"$"#,##0'],
    ['TRUE', true, 'TRUE', AUTOMATIC],
    ['false', false, 'FALSE', AUTOMATIC],
  ])('%j', (text, value, shown, format) => {
    expect(written(text)).toEqual({ value, shown, format });
  });

  test.each([
    '1,23',
    '1.2.3',
    '12 apples',
    'Infinity',
    'NaN',
    '0x10',
    '1e999',
    'TRUEish',
    '2024-13-01',
    '30/2/2024',
    '2024-01-02T10:30:00Z',
    '10:75',
    '(555) 123-4567',
    'L-00012',
    'NEW',
    '  padded text ',
    '５０',
    '@home',
  ])('%j stays text', (text) => {
    expect(written(text)).toEqual({ value: text, shown: text, format: AUTOMATIC });
  });

  test('an apostrophe marks text and is not read back', () => {
    expect(written("'00123").value).toBe('00123');
    expect(written("'=1+1").value).toBe('=1+1');
    expect(written("'00123", { leadingApostrophe: 'kept' }).value).toBe("'00123");
  });

  test('a leading = makes a formula', () => {
    const { sheet } = open();
    sheet.getRange('A1').setValue('=1+2');
    expect(sheet.getRange('A1').getFormula()).toBe('=1+2');
    expect(sheet.getRange('A1').getValue()).toBe(3);
  });

  test('the locale decides', () => {
    const { sheet } = open({ locale: 'de_DE', now: () => Date.UTC(2026, 5, 1) });
    sheet.getRange('A1:C1').setValues([['1.234,5', '1,5', '10.5']]);
    expect(sheet.getRange('A1:B1').getValues()).toEqual([[1234.5, 1.5]]);
    expect(sheet.getRange('C1').getValue()).toEqual(new Date(Date.UTC(2026, 4, 10)));
    expect(sheet.getRange('A1').getDisplayValue()).toBe('1.234,50');
  });
});

describe('a leading sign', () => {
  const formulaOf = (text: string, leadingSign: Switches['leadingSign']) => {
    const { sheet } = open({ switches: { leadingSign } });
    const range = sheet.getRange('A1').setValue(text);
    return [range.getFormula(), range.getValue() as unknown];
  };

  test('makes numbers of numbers and formulas of the rest', () => {
    expect(formulaOf('+15551234567', 'number-or-formula')).toEqual(['', 15551234567]);
    expect(formulaOf('+1 (555) 123-4567', 'number-or-formula')).toEqual(['=+1 (555) 123-4567', '#ERROR!']);
    expect(formulaOf('- call back', 'number-or-formula')).toEqual(['=- call back', '#ERROR!']);
    expect(formulaOf('-', 'number-or-formula')).toEqual(['', '-']);
  });

  test('may make formulas of everything, or leave text, by switch', () => {
    expect(formulaOf('+15551234567', 'formula')).toEqual(['=+15551234567', 15551234567]);
    expect(formulaOf('+1 (555)', 'number-or-text')).toEqual(['', '+1 (555)']);
    expect(formulaOf('+5', 'number-or-text')).toEqual(['', 5]);
  });
});

describe('cells formatted as plain text', () => {
  const inText = (text: string, plainTextFormulas: Switches['plainTextFormulas']) => {
    const { sheet } = open({ switches: { plainTextFormulas } });
    const range = sheet.getRange('A1').setNumberFormat('@').setValue(text);
    return [range.getFormula(), range.getValue() as unknown];
  };

  test.each(['00123', '1/2', 'TRUE', '50%', '1e5', '+49 170 1234567'])('keep %j', (text) => {
    expect(inText(text, 'text')).toEqual(['', text]);
  });

  test('keep formulas as text, or not, by switch', () => {
    expect(inText('=1+1', 'text')).toEqual(['', '=1+1']);
    expect(inText('=1+1', 'equals')).toEqual(['=1+1', 2]);
    expect(inText('+5', 'equals')).toEqual(['', '+5']);
    expect(inText('+5', 'equals-and-signs')).toEqual(['=+5', 5]);
  });

  test('keep their format when rows are inserted below them', () => {
    const { sheet } = open();
    sheet.getRange('A1:A2').setNumberFormat('@');
    sheet.insertRowAfter(2);
    expect(sheet.getRange('A3').setValue('007').getValue()).toBe('007');
  });
});

describe('values that are no text', () => {
  test.each([[5], [0.1], [true], [false]])('%p is kept', (value) => {
    expect(written(value).value).toBe(value);
  });

  test('null and undefined clear the cell, and empty reads as an empty string', () => {
    const { sheet } = open();
    const range = sheet.getRange('A1:C1').setValues([['x', 'y', 'z']]);
    sheet.getRange('A1').setValue(null);
    sheet.getRange('B1').setValue(undefined);
    sheet.getRange('C1').setValue('');
    expect(range.getValues()).toEqual([['', '', '']]);
    expect(sheet.getLastRow()).toBe(0);
  });

  test('null inside an array clears, or is refused, by switch', () => {
    const { sheet } = open();
    sheet.getRange('A1:B1').setValues([['x', 'y']]);
    expect(
      sheet
        .getRange('A1:B1')
        .setValues([[null, undefined]])
        .getValues(),
    ).toEqual([['', '']]);
    const strict = open({ switches: { nullInArrays: 'refused' } }).sheet;
    expect(() => strict.getRange('A1').setValues([[null]])).toThrow(
      "The parameters (Object[][]) don't match the method signature for SpreadsheetApp.Range.setValues.",
    );
  });

  test('arrays land as Java prints them, objects not as JSON', () => {
    expect(written(['a', 'b']).value).toMatch(/^\[Ljava\.lang\.Object;@/);
    expect(written({ a: 1 }).value).toBe('{a=1}');
  });

  test('numbers that are none become an error', () => {
    expect(written(NaN).value).toBe('#NUM!');
  });
});

describe('setValues', () => {
  test('takes exactly the shape of the range', () => {
    const { sheet } = open();
    const range = sheet.getRange('A1:B2');
    expect(() => range.setValues([['a', 'b']])).toThrow(
      'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
    );
    expect(() => range.setValues([['a'], ['b']])).toThrow(
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
    );
    expect(() => range.setValues([['a', 'b'], ['c']])).toThrow('The data has 1 but the range has 2.');
    expect(range.isBlank()).toBe(true);
  });

  test.each([
    ['an empty array', [], '(Object[])'],
    ['a flat array', ['a', 'b'], '(String[])'],
    ['numbers', [1], '(number[])'],
  ])('refuses %s by signature', (_what, data, types) => {
    expect(() =>
      open()
        .sheet.getRange('A1')
        .setValues(data as never),
    ).toThrow(`The parameters ${types} don't match the method signature for SpreadsheetApp.Range.setValues.`);
  });

  test('refuses malformed arrays by shape under the other switch', () => {
    const { sheet } = open({ switches: { malformedArrays: 'shape' } });
    expect(() => sheet.getRange('A1').setValues([])).toThrow('The data has 0 but the range has 1.');
    expect(() => sheet.getRange('A1').setValues(['a'] as unknown as string[][])).toThrow(
      'The number of columns in the data does not match the number of columns in the range. The data has 0 but the range has 1.',
    );
  });

  test.each([
    ['text', 'String'],
    [null, 'null'],
    [undefined, 'null'],
    [true, 'Boolean'],
    [{}, '(class)'],
  ])('refuses %p', (data, type) => {
    expect(() =>
      open()
        .sheet.getRange('A1')
        .setValues(data as never),
    ).toThrow(
      `The parameters (${type}) don't match the method signature for SpreadsheetApp.Range.setValues.`,
    );
  });

  test('writes nothing when one cell is refused', () => {
    const { sheet } = open();
    const tooLong = 'x'.repeat(50_001);
    expect(() => sheet.getRange('A1:B1').setValues([['fine', tooLong]])).toThrow(
      'Your input contains more than the maximum of 50000 characters in a single cell.',
    );
    expect(sheet.getLastRow()).toBe(0);
    sheet.getRange('A1').setValue('x'.repeat(50_000));
    expect(String(sheet.getRange('A1').getValue())).toHaveLength(50_000);
  });

  test('writes rows that a user has hidden or filtered away', () => {
    const { sheet, user } = open();
    sheet.hideRows(1);
    user.filterRows('Sheet1', [2]);
    sheet.getRange('A1:A2').setValues([['hidden'], ['filtered']]);
    expect(sheet.getRange('A1:A2').getValues()).toEqual([['hidden'], ['filtered']]);
    expect([1, 2].map((row) => sheet.isRowHiddenByFilter(row))).toEqual([false, true]);
    expect([1, 2].map((row) => sheet.isRowHiddenByUser(row))).toEqual([true, false]);
  });
});

describe('what is read', () => {
  test('is fresh each time', () => {
    const { sheet } = open();
    const range = sheet.getRange('A1:B1').setValues([['x', new Date(0)]]);
    const once = range.getValues();
    (once[0] as unknown[])[0] = 'changed';
    (once[0]?.[1] as Date).setTime(5);
    expect(range.getValues()).toEqual([['x', new Date(0)]]);
    expect(range.getValues()[0]?.[1]).not.toBe(range.getValues()[0]?.[1]);
  });

  test('shows errors by their own text, or all alike, by switch', () => {
    const read = (errorValues: Switches['errorValues']): unknown =>
      open({ switches: { errorValues } }).sheet.getRange('A1').setValue('=1/0').getValue();
    expect(read('own-text')).toBe('#DIV/0!');
    expect(read('generic')).toBe('#ERROR!');
  });
});
