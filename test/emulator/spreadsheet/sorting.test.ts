/** Sorting moves contents, formats and notes; rows themselves, their rules and their tags stay. */
import { open, type Values } from './support/open';

const TABLE: Values = [
  ['name', 'rank'],
  ['b', 2],
  ['a', 3],
  ['c', 1],
];
const names = (sheet: GoogleAppsScript.Spreadsheet.Sheet): unknown[] =>
  sheet
    .getDataRange()
    .getValues()
    .map(([name]) => name as unknown);

function table() {
  const opened = open();
  opened.fill(TABLE);
  return opened;
}

test.each([
  ['a column', 1, ['a', 'b', 'c']],
  ['a column, descending', { column: 1, ascending: false }, ['c', 'b', 'a']],
  ['another column', { column: 2, ascending: true }, ['c', 'b', 'a']],
  ['several', [{ column: 2, ascending: false }, 1], ['a', 'b', 'c']],
])('Range.sort takes %s', (_what, spec, expected) => {
  const { sheet } = table();
  sheet.getRange('A2:B4').sort(spec);
  expect(names(sheet)).toEqual(['name', ...expected]);
});

test('the column is the sheet’s and must lie in the range', () => {
  const { sheet } = table();
  sheet.insertColumnBefore(1);
  sheet.getRange('B2:C4').sort(3);
  expect(sheet.getRange('B2:B4').getValues()).toEqual([['c'], ['b'], ['a']]);
  expect(() => sheet.getRange('B2:C4').sort(1)).toThrow(
    'The coordinates or dimensions of the range are invalid.',
  );
  expect(() => sheet.getRange('B2:C4').sort('B')).toThrow(
    "The parameters (String) don't match the method signature for SpreadsheetApp.Range.sort.",
  );
});

test('numbers come before text, text before booleans, blanks last either way', () => {
  const { sheet, fill } = open();
  fill([['b'], [2], [''], [true], ['A'], [10]]);
  const range = sheet.getRange('A1:A6');
  expect(range.sort(1).getValues().flat()).toEqual([2, 10, 'A', 'b', true, '']);
  expect(range.sort({ column: 1, ascending: false }).getValues().flat()).toEqual([true, 'b', 'A', 10, 2, '']);
});

test('equal rows keep their order', () => {
  const { sheet, fill } = open();
  fill([['x', 1], ['y', 1], ['a', 0], ['z', 1]]); // prettier-ignore
  sheet.getRange('A1:B4').sort(2);
  expect(names(sheet)).toEqual(['a', 'x', 'y', 'z']);
});

test('Sheet.sort takes the header along unless it is frozen', () => {
  const { sheet } = table();
  sheet.sort(1);
  expect(names(sheet)).toEqual(['a', 'b', 'c', 'name']);
  const frozen = table().sheet;
  frozen.setFrozenRows(1);
  frozen.sort(1, false);
  expect(names(frozen)).toEqual(['name', 'c', 'b', 'a']);
});

test('Sheet.sort takes frozen rows along under the other switch', () => {
  const { sheet, fill } = open({ switches: { sheetSortSparesFrozenRows: false } });
  fill(TABLE);
  sheet.setFrozenRows(1);
  sheet.sort(1);
  expect(names(sheet)).toEqual(['a', 'b', 'c', 'name']);
});

test('notes and formats go with their cells', () => {
  const { sheet } = table();
  sheet.getRange('A2').setNote('about b').setBackground('red');
  sheet.getRange('A2:B4').sort(1);
  expect(sheet.getRange('A2:A4').getNotes()).toEqual([[''], ['about b'], ['']]);
  expect(sheet.getRange('A3').getBackground()).toBe('#ff0000');
});

test('cells beside the range stay', () => {
  const { sheet } = table();
  sheet.getRange('A2:A4').sort(1);
  expect(sheet.getRange('A2:B4').getValues()).toEqual([['a', 2], ['b', 3], ['c', 1]]); // prettier-ignore
});

test('formulas move and look at their new row', () => {
  const { sheet } = table();
  sheet.getRange('C2:C4').setFormulas([['=B2*10'], ['=B3*10'], ['=$B$4*10']]);
  sheet.getRange('A2:C4').sort(1);
  expect(sheet.getRange('C2:C4').getFormulas()).toEqual([['=B2*10'], ['=B3*10'], ['=$B$4*10']]);
  expect(sheet.getRange('A2:C4').getValues()).toEqual([['a', 3, 30], ['b', 2, 20], ['c', 1, 10]]); // prettier-ignore
});

test.each([false, true])('tags and rules of rows follow by switch: %s', (follows) => {
  const { sheet, fill, SpreadsheetApp } = open({
    switches: { metadataFollowsSort: follows, validationFollowsSort: follows },
  });
  fill(TABLE);
  sheet.getRange('2:2').addDeveloperMetadata('lead', 'b');
  sheet
    .getRange('A2')
    .setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['b']).build());
  sheet.getRange('A2:B4').sort(1);
  const tagged = sheet
    .createDeveloperMetadataFinder()
    .withKey('lead')
    .find()[0]
    ?.getLocation()
    .getRow()
    ?.getRow();
  expect(tagged).toBe(follows ? 3 : 2);
  expect(sheet.getRange('A2').getDataValidation() === null).toBe(follows);
});
