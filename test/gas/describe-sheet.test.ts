/** The spreadsheet's name and address as the tracker takes them. */
import { describeSheet } from '../../src/gas/describe-sheet';
import { openScript } from './support/script';

const named = (name: string): string => {
  const spreadsheet = { getName: () => name, getUrl: () => 'https://docs.google.com/spreadsheets/d/1/edit' };
  return describeSheet(spreadsheet as GoogleAppsScript.Spreadsheet.Spreadsheet, 7).name;
};

test('name, and the address that opens the tab', () => {
  const { spreadsheet } = openScript({ spreadsheet: { id: 'abc', name: 'Leads "2026"' } });
  expect(describeSheet(spreadsheet, 7)).toEqual({
    name: 'Leads "2026"',
    url: 'https://docs.google.com/spreadsheets/d/abc/edit#gid=7',
  });
});

test.each([
  ['what cannot be stored is left out', 'a\0b\ud83dc\ude00d', 'abcd'],
  ['whole characters stay', 'Léads 😀', 'Léads 😀'],
  ['a long name is cut', 'x'.repeat(300), 'x'.repeat(200)],
  ['but not within a character', `${'x'.repeat(199)}😀`, 'x'.repeat(199)],
  ['none is none', '', ''],
])('%s', (_what, name, told) => {
  expect(named(name)).toBe(told);
});
