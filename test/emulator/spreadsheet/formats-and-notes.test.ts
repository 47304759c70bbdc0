/** Formats, notes, clearing and copying. */
import { open } from './support/open';

test('formats are read back as they were set, colours as hex', () => {
  const { sheet } = open();
  const range = sheet
    .getRange('A1:B1')
    .setBackgrounds([['red', '#ABC']])
    .setFontWeight('bold')
    .setFontSize(12);
  expect(range.getBackgrounds()).toEqual([['#ff0000', '#aabbcc']]);
  expect([range.getFontWeight(), range.getFontSizes(), range.getFontColor()]).toEqual([
    'bold',
    [[12, 12]],
    '#000000',
  ]);
  expect(range.setBackgroundRGB(1, 2, 255).getBackground()).toBe('#0102ff');
});

test('null takes a format back', () => {
  const { sheet } = open();
  const range = sheet.getRange('A1').setBackground('red').setHorizontalAlignment('center').setWrap(true);
  range.setBackground(null).setHorizontalAlignment(null);
  expect([range.getBackground(), range.getHorizontalAlignment(), range.getWrap()]).toEqual([
    '#ffffff',
    'general',
    true,
  ]);
});

test('bad colours are accepted in silence', () => {
  expect(() => open().sheet.getRange('A1').setBackground('no colour')).not.toThrow();
});

test('formats check the shape of their data', () => {
  const { sheet } = open();
  expect(() => sheet.getRange('A1:A2').setNumberFormats([['@']])).toThrow(
    'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
  );
  expect(() => sheet.getRange('A1').setBackgrounds('red' as never)).toThrow(
    "The parameters (String) don't match the method signature for SpreadsheetApp.Range.setBackgrounds.",
  );
});

test('a number as note is 25, in an array 25.0', () => {
  const { sheet } = open();
  expect(
    sheet
      .getRange('A1')
      .setNote(25 as never)
      .getNote(),
  ).toBe('25');
  expect(
    sheet
      .getRange('A1')
      .setNotes([[25 as never]])
      .getNotes(),
  ).toEqual([['25.0']]);
  expect(sheet.getRange('A1').setNote(null).getNote()).toBe('');
});

describe('clearing', () => {
  function full() {
    const { sheet, SpreadsheetApp } = open();
    const rule = SpreadsheetApp.newDataValidation().requireValueInList(['x']).build();
    const range = sheet
      .getRange('A1')
      .setValue('x')
      .setNote('note')
      .setBackground('red')
      .setDataValidation(rule);
    const state = (): unknown[] => [
      range.getValue(),
      range.getNote(),
      range.getBackground(),
      range.getDataValidation() !== null,
    ];
    return { sheet, range, state };
  }

  test.each<[string, (range: GoogleAppsScript.Spreadsheet.Range) => unknown, unknown[]]>([
    ['clearContent', (range) => range.clearContent(), ['', 'note', '#ff0000', true]],
    ['clearFormat', (range) => range.clearFormat(), ['x', 'note', '#ffffff', true]],
    ['clearNote', (range) => range.clearNote(), ['x', '', '#ff0000', true]],
    ['clearDataValidations', (range) => range.clearDataValidations(), ['x', 'note', '#ff0000', false]],
    ['clear', (range) => range.clear(), ['', 'note', '#ffffff', false]],
    ['clear of contents', (range) => range.clear({ contentsOnly: true }), ['', 'note', '#ff0000', true]],
    ['clear of comments', (range) => range.clear({ commentsOnly: true }), ['x', '', '#ff0000', true]],
  ])('%s takes only what it names', (_method, act, expected) => {
    const { range, state } = full();
    act(range);
    expect(state()).toEqual(expected);
  });

  test('a whole sheet', () => {
    const { sheet, state } = full();
    sheet.clearContents();
    expect(state()).toEqual(['', 'note', '#ff0000', true]);
    sheet.clearNotes().clearFormats();
    expect(state()).toEqual(['', '', '#ffffff', true]);
    sheet.clear();
    expect(state()).toEqual(['', '', '#ffffff', false]);
  });
});

describe('copying and moving', () => {
  test('copyTo brings everything and adapts formulas', () => {
    const { sheet } = open();
    sheet.getRange('A1:B1').setValues([[5, '=A1*2']]);
    sheet.getRange('A1').setNote('note').setBackground('red');
    sheet.getRange('A1:B1').copyTo(sheet.getRange('A3'));
    expect(sheet.getRange('B3').getFormula()).toBe('=A3*2');
    expect([sheet.getRange('A3').getNote(), sheet.getRange('A3').getBackground()]).toEqual([
      'note',
      '#ff0000',
    ]);
  });

  test('a single cell fills the target', () => {
    const { sheet } = open();
    sheet.getRange('A1').setValue('=ROW()').copyTo(sheet.getRange('B2:C3'));
    expect(sheet.getRange('B2:C3').getValues()).toEqual([[2, 2], [3, 3]]); // prettier-ignore
  });

  test('values only leaves formulas behind', () => {
    const { sheet, SpreadsheetApp } = open();
    sheet.getRange('A1').setValue('=1+1').setBackground('red');
    sheet.getRange('A1').copyTo(sheet.getRange('B1'), { contentsOnly: true });
    sheet.getRange('A1').copyTo(sheet.getRange('C1'), SpreadsheetApp.CopyPasteType.PASTE_FORMAT, false);
    expect([sheet.getRange('B1').getFormula(), sheet.getRange('B1').getValue()]).toEqual(['', 2]);
    expect([sheet.getRange('B1').getBackground(), sheet.getRange('C1').getBackground()]).toEqual([
      '#ffffff',
      '#ff0000',
    ]);
    expect(sheet.getRange('C1').isBlank()).toBe(true);
  });

  test('moveTo empties the source, and formulas follow what moved, also onto itself', () => {
    const { sheet } = open();
    sheet.getRange('A1:A3').setValues([['x'], ['y'], ['=A1&"!"']]);
    sheet.getRange('A1:A3').moveTo(sheet.getRange('A2'));
    expect(sheet.getRange('A1:A4').getValues()).toEqual([[''], ['x'], ['y'], ['x!']]);
    expect(sheet.getRange('A4').getFormula()).toBe('=A2&"!"');
  });

  test('a target outside the grid is refused', () => {
    const { sheet } = open();
    expect(() => sheet.getRange('A1:A2').copyTo(sheet.getRange('A1000'))).toThrow(
      'The coordinates of the range are outside the dimensions of the sheet.',
    );
  });

  test('trimWhitespace leaves one space between words', () => {
    const { sheet } = open();
    sheet.getRange('A1').setValue("'  a   b ");
    expect(sheet.getRange('A1').trimWhitespace().getValue()).toBe('a b');
  });
});

describe('removeDuplicates', () => {
  test('ignores case, formats and formulas, and closes the gaps', () => {
    const { sheet, fill } = open();
    fill([['a', 1, 'x'], ['A', '=0+1', 'y'], ['b', 1, 'z'], ['a', '1', 'w']]); // prettier-ignore
    sheet.getRange('A2').setBackground('red');
    sheet.getRange('A1:B4').removeDuplicates();
    expect(sheet.getRange('A1:C4').getValues()).toEqual([['a', 1, 'x'], ['b', 1, 'y'], ['', '', 'z'], ['', '', 'w']]); // prettier-ignore
  });

  test('can look at some columns, which must lie in the range', () => {
    const { sheet, fill } = open();
    fill([['a', 1], ['b', 1], ['c', 2]]); // prettier-ignore
    sheet.getRange('A1:B3').removeDuplicates([2]);
    expect(sheet.getDataRange().getValues()).toEqual([['a', 1], ['c', 2]]); // prettier-ignore
    expect(() => sheet.getRange('A1:B3').removeDuplicates([3])).toThrow(
      'The coordinates or dimensions of the range are invalid.',
    );
  });
});

test('RangeList writes all its ranges in one call', () => {
  const { sheet, calls } = open();
  const list = sheet.getRangeList(['A1', 'B2:C2', 'D:D']);
  const before = calls.length;
  list.setValue('x').setBackground('red').setNumberFormat('@');
  expect(calls.slice(before)).toEqual([
    'RangeList.setValue',
    'RangeList.setBackground',
    'RangeList.setNumberFormat',
  ]);
  expect([
    sheet.getRange('A1').getValue(),
    sheet.getRange('C2').getValue(),
    sheet.getRange('D9').getValue(),
  ]).toEqual(['x', 'x', 'x']);
  expect(list.getRanges().map((range) => range.getA1Notation())).toEqual(['A1', 'B2:C2', 'D1:D1000']);
  list.clearContent();
  expect(sheet.getLastRow()).toBe(0);
  expect(() => sheet.getRangeList(['A1', 'nonsense'])).toThrow('Range not found');
});
