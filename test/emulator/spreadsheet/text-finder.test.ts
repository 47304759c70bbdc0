/** TextFinder. */
import { open } from './support/open';

function table() {
  const opened = open();
  opened.fill([['New lead', 'NEW'], ['renewed', 'é'], ['=CONCAT("n","ew")', 5]]); // prettier-ignore
  return opened;
}
const places = (ranges: GoogleAppsScript.Spreadsheet.Range[]): string[] =>
  ranges.map((range) => range.getA1Notation());

test('ignores case and finds parts of what cells show', () => {
  const { sheet } = table();
  expect(places(sheet.createTextFinder('new').findAll())).toEqual(['A1', 'B1', 'A2', 'A3']);
  expect(places(sheet.getRange('B:B').createTextFinder('new').findAll())).toEqual(['B1']);
});

test.each<[string, (finder: GoogleAppsScript.Spreadsheet.TextFinder) => unknown, string, string[]]>([
  ['case', (finder) => finder.matchCase(true), 'new', ['A2', 'A3']],
  ['entire cells', (finder) => finder.matchEntireCell(true), 'new', ['B1', 'A3']],
  ['formula text', (finder) => finder.matchFormulaText(true), 'concat', ['A3']],
  ['diacritics', (finder) => finder.ignoreDiacritics(true), 'e', ['A1', 'B1', 'A2', 'B2', 'A3']],
  ['regular expressions', (finder) => finder.useRegularExpression(true), '^n.w$', ['B1', 'A3']],
])('can mind %s', (_what, mind, text, expected) => {
  const finder = table().sheet.createTextFinder(text);
  mind(finder);
  expect(places(finder.findAll())).toEqual(expected);
});

test('walks forth and back, and gives null at the end', () => {
  const { sheet } = table();
  const finder = sheet.createTextFinder('new');
  expect(['A1', 'B1', 'A2', 'A3'].map(() => finder.findNext()?.getA1Notation())).toEqual([
    'A1',
    'B1',
    'A2',
    'A3',
  ]);
  expect(finder.findNext()).toBeNull();
  expect(finder.getCurrentMatch()?.getA1Notation()).toBe('A3');
  expect(finder.findPrevious()?.getA1Notation()).toBe('A2');
  expect(finder.startFrom(sheet.getRange('B1')).findNext()?.getA1Notation()).toBe('B1');
});

test('replaces and counts, but not inside formulas', () => {
  const { sheet, file } = table();
  expect(sheet.createTextFinder('new').replaceAllWith('old')).toBe(3);
  expect(sheet.getRange('A1:A3').getValues()).toEqual([['old lead'], ['reolded'], ['new']]);
  const finder = file.createTextFinder('lead');
  expect(finder.replaceWith('x')).toBe(0);
  finder.findNext();
  expect(finder.replaceWith('42')).toBe(1);
  expect(sheet.getRange('A1').getValue()).toBe('old 42');
});
