/** Protected sheets and ranges refuse those who may not edit. */
import { open, openAs } from './support/open';

const REFUSED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';
const PEOPLE = { owner: 'owner@x.test', editors: ['ann@x.test', 'bob@x.test'] };

test('protecting changes nothing until editors change', () => {
  const { sheet, workbook } = open(PEOPLE);
  const protection = sheet.protect();
  const ann = openAs('ann@x.test', workbook);
  expect(() => ann.fill([['fine']])).not.toThrow();
  protection.removeEditor('ann@x.test');
  expect(() => ann.fill([['not fine']])).toThrow(REFUSED);
  expect(() => openAs('bob@x.test', workbook).fill([['fine']])).not.toThrow();
});

test('the list of editors omits the owner, who can edit all the same', () => {
  const { sheet, fill } = open(PEOPLE);
  const protection = sheet.protect().removeEditors(['ann@x.test', 'bob@x.test']);
  expect(protection.getEditors()).toEqual([]);
  expect(protection.canEdit()).toBe(true);
  expect(() => fill([['fine']])).not.toThrow();
});

test.each<[string, (sheet: GoogleAppsScript.Spreadsheet.Sheet) => unknown]>([
  ['setValue', (sheet) => sheet.getRange('B2').setValue(1)],
  ['setValues', (sheet) => sheet.getRange('A1:B2').setValues([[1, 2], [3, 4]])], // prettier-ignore
  ['setFormula', (sheet) => sheet.getRange('B2').setFormula('=1')],
  ['clearContent', (sheet) => sheet.getRange('A2:C2').clearContent()],
  ['setBackground', (sheet) => sheet.getRange('B2').setBackground('red')],
  ['setNumberFormat', (sheet) => sheet.getRange('B:B').setNumberFormat('@')],
  ['setNote', (sheet) => sheet.getRange('B2').setNote('note')],
  ['setDataValidation', (sheet) => sheet.getRange('B2').setDataValidation(null)],
  ['sort', (sheet) => sheet.getRange('A1:B3').sort(1)],
  ['copyTo', (sheet) => sheet.getRange('A1').copyTo(sheet.getRange('B2'))],
  ['moveTo', (sheet) => sheet.getRange('B2').moveTo(sheet.getRange('D4'))],
  ['deleteRow', (sheet) => sheet.deleteRow(2)],
  ['deleteColumn', (sheet) => sheet.deleteColumn(2)],
  ['clear', (sheet) => sheet.clear()],
  ['trimWhitespace', (sheet) => sheet.getRange('B2').trimWhitespace()],
])('a protected cell refuses %s by others, and nothing changes', (_method, act) => {
  const { sheet, workbook, fill } = open(PEOPLE);
  fill([[3, 1], [2, 'kept'], [1, 1]]); // prettier-ignore
  sheet.getRange('B2').protect().removeEditors(['ann@x.test']);
  expect(() => act(openAs('ann@x.test', workbook).sheet)).toThrow(REFUSED);
  expect(sheet.getRange('B2').getValue()).toBe('kept');
  expect(() => openAs('ann@x.test', workbook).sheet.getRange('C3').setValue('fine')).not.toThrow();
});

test('rows go in beside a protected block, not inside, and nowhere on a protected sheet', () => {
  const { sheet, workbook } = open(PEOPLE);
  sheet.getRange('A3:A5').protect().removeEditors(['ann@x.test']);
  const ann = openAs('ann@x.test', workbook).sheet;
  expect(() => ann.insertRowBefore(4)).toThrow(REFUSED);
  expect(() => workbook.as('ann@x.test').insertRows('Sheet1', 5)).toThrow(REFUSED);
  ann.insertRowBefore(3).insertRowAfter(6);
  sheet.protect().removeEditors(['bob@x.test']);
  expect(() => openAs('bob@x.test', workbook).sheet.insertRowAfter(1000)).toThrow(REFUSED);
});

test('people are refused like scripts', () => {
  const { sheet, workbook } = open(PEOPLE);
  sheet.getRange('A1:A5').protect().removeEditors(['ann@x.test']);
  expect(() => workbook.as('ann@x.test').edit('Sheet1', 'A3', 'x')).toThrow(REFUSED);
  expect(() => workbook.as('ann@x.test').sort('Sheet1', 'A1:B9', 1)).toThrow(REFUSED);
  expect(() => workbook.as('ann@x.test').edit('Sheet1', 'A6', 'x')).not.toThrow();
});

test('a sheet’s protection leaves unprotected ranges open', () => {
  const { sheet, workbook } = open(PEOPLE);
  sheet
    .protect()
    .setUnprotectedRanges([sheet.getRange('C:C')])
    .removeEditors(['ann@x.test']);
  const ann = openAs('ann@x.test', workbook).sheet;
  expect(() => ann.getRange('C5').setValue('fine')).not.toThrow();
  expect(() => ann.getRange('B5:C5').setValue('not fine')).toThrow(REFUSED);
});

test('a protection that only warns stops no script', () => {
  const { sheet, workbook } = open(PEOPLE);
  sheet.protect().setWarningOnly(true).removeEditors(['ann@x.test']);
  expect(() => openAs('ann@x.test', workbook).fill([['fine']])).not.toThrow();
});

test('it follows inserted rows, and is listed and removed', () => {
  const { sheet, file, SpreadsheetApp } = open(PEOPLE);
  const protection = sheet.getRange('A2:B3').protect().setDescription('header');
  sheet.insertRowBefore(1);
  expect(protection.getRange().getA1Notation()).toBe('A3:B4');
  expect(file.getProtections(SpreadsheetApp.ProtectionType.RANGE)[0]?.getDescription()).toBe('header');
  expect(sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET)).toEqual([]);
  protection.remove();
  expect(sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE)).toEqual([]);
});

test('only who may edit the cells may change their protection', () => {
  const { sheet, workbook, SpreadsheetApp } = open(PEOPLE);
  sheet.protect().removeEditors(['ann@x.test']);
  const [seen] = openAs('ann@x.test', workbook).sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET);
  expect(seen?.canEdit()).toBe(false);
  expect(() => seen?.remove()).toThrow(REFUSED);
});
