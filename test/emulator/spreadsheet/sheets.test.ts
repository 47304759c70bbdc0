/** Tabs of the spreadsheet: names, order, hiding, and which is active for whom. */
import { createDirectSpreadsheet } from '../../../emulator/src/workbook/direct';
import { open } from './support/open';

const names = (file: GoogleAppsScript.Spreadsheet.Spreadsheet): string[] =>
  file.getSheets().map((sheet) => sheet.getName());

test('a missing sheet is null', () => {
  const { file } = open();
  expect(file.getSheetByName('Nowhere')).toBeNull();
  expect(file.getSheetById(99)).toBeNull();
  expect(file.getRangeByName('nowhere')).toBeNull();
  expect(file.getSheetById(0)?.getName()).toBe('Sheet1');
});

test('a new sheet becomes active and stands right of the active one', () => {
  const { file } = open();
  file.insertSheet('B');
  file.setActiveSheet(file.getSheetByName('Sheet1') as GoogleAppsScript.Spreadsheet.Sheet);
  file.insertSheet();
  expect(names(file)).toEqual(['Sheet1', 'Sheet3', 'B']);
  expect(file.getActiveSheet().getName()).toBe('Sheet3');
  file.insertSheet('First', 0);
  expect(names(file)[0]).toBe('First');
  expect(file.getSheetByName('B')?.getIndex()).toBe(4);
});

test('a template gives its content, formats and size', () => {
  const { file, sheet } = open();
  sheet.getRange('B2').setValue('=1+1').setBackground('red');
  sheet.insertRowsAfter(1, 5);
  const copy = file.insertSheet('Copy', { template: sheet });
  expect(copy.getMaxRows()).toBe(1005);
  expect([copy.getRange('B7').getFormula(), copy.getRange('B7').getBackground()]).toEqual([
    '=1+1',
    '#ff0000',
  ]);
  copy.getRange('B7').setValue('changed');
  expect(sheet.getRange('B7').getValue()).toBe(2);
});

test.each(['Sheet1', 'sheet1'])('a second %s is refused', (name) => {
  const { file } = open();
  const message = `A sheet with the name "${name}" already exists. Please enter another name.`;
  expect(() => file.insertSheet(name)).toThrow(message);
  const other = file.insertSheet('Other');
  expect(() => other.setName(name)).toThrow(message);
});

test('a sheet may be renamed to its own name in other letters', () => {
  const { sheet } = open();
  expect(sheet.setName('SHEET1').getName()).toBe('SHEET1');
});

test('the only visible sheet can neither be hidden nor deleted', () => {
  const { file, sheet } = open();
  expect(() => sheet.hideSheet()).toThrow("You can't hide all the sheets in a document.");
  expect(() => file.deleteSheet(sheet)).toThrow("You can't remove all the sheets in a document.");
  const state = file.insertSheet('State').hideSheet();
  expect([state.isSheetHidden(), sheet.isSheetHidden()]).toEqual([true, false]);
  expect(() => sheet.hideSheet()).toThrow("You can't hide all the sheets in a document.");
  expect(() => file.deleteSheet(sheet)).toThrow("You can't hide all the sheets in a document.");
  state.showSheet();
  file.deleteSheet(sheet);
  expect(names(file)).toEqual(['State']);
});

test('the file tells its name, address, people and settings', () => {
  const { SpreadsheetApp, file, workbook } = open({
    id: 'abc',
    name: 'Lead Tracker',
    owner: 'o@x.test',
    editors: ['e@x.test'],
    timeZone: 'Asia/Tokyo',
  });
  expect(file.getUrl()).toBe('https://docs.google.com/spreadsheets/d/abc/edit');
  workbook.servedAt('http://127.0.0.1:3000/');
  expect(file.getUrl()).toBe('http://127.0.0.1:3000/');
  expect(SpreadsheetApp.openByUrl(`${file.getUrl()}#gid=0`).getId()).toBe('abc');
  file.rename('Renamed');
  expect([file.getId(), file.getName(), file.getSpreadsheetTimeZone(), file.getSpreadsheetLocale()]).toEqual([
    'abc', 'Renamed', 'Asia/Tokyo', 'en_US',
  ]); // prettier-ignore
  expect(file.getOwner()?.getEmail()).toBe('o@x.test');
  expect(file.getEditors().map((each) => each.getEmail())).toEqual(['o@x.test', 'e@x.test']);
});

test('only this file can be opened, by id or address', () => {
  const { SpreadsheetApp } = open({ id: 'abc' });
  expect(SpreadsheetApp.openById('abc').getId()).toBe('abc');
  expect(SpreadsheetApp.openByUrl('https://docs.google.com/spreadsheets/d/abc/edit#gid=0').getId()).toBe(
    'abc',
  );
  expect(() => SpreadsheetApp.openById('other')).toThrow(
    "Document other is missing (perhaps it was deleted, or you don't have read access?)",
  );
});

test('opening by id asks whether the execution may', () => {
  const asked: string[] = [];
  const { SpreadsheetApp } = open({
    id: 'abc',
    deps: {
      checkOpen: (_execution, method) => {
        asked.push(method);
        throw new Error('refused');
      },
    },
  });
  expect(() => SpreadsheetApp.openById('abc')).toThrow('refused');
  expect(asked).toEqual(['SpreadsheetApp.openById']);
});

describe('the active sheet', () => {
  test('is what the person at the keyboard looks at', () => {
    const { file, user, SpreadsheetApp } = open();
    file.insertSheet('Second');
    user.select('Sheet1', 'B2:C3');
    expect(SpreadsheetApp.getActiveSheet().getName()).toBe('Sheet1');
    expect(SpreadsheetApp.getActiveRange().getA1Notation()).toBe('B2:C3');
    expect(SpreadsheetApp.getCurrentCell().getA1Notation()).toBe('B2');
    file.getSheetByName('Second')?.getRange('D4').activate();
    expect(SpreadsheetApp.getActiveRange().getA1Notation()).toBe('D4');
    expect(file.getSheetByName('Sheet1')?.getActiveRange()).toBeNull();
  });

  test.each([
    ['first', 'Sheet1'],
    ['users', 'Second'],
  ] as const)('in a clock trigger is by switch the %s', (activeSheetWithoutUser, expected) => {
    const { file, workbook } = open({ switches: { activeSheetWithoutUser } });
    file.insertSheet('Second');
    const clock = open({ workbook, execution: { entry: 'clock' } });
    expect(clock.SpreadsheetApp.getActiveSheet().getName()).toBe(expected);
  });

  test('chosen by a clock trigger lasts for its execution and moves nobody', () => {
    const { file, workbook, SpreadsheetApp } = open();
    file.insertSheet('Second');
    SpreadsheetApp.setActiveSheet(file.getSheetByName('Sheet1') as GoogleAppsScript.Spreadsheet.Sheet);
    const clock = open({ workbook, execution: { entry: 'clock' } });
    clock.file.setActiveSheet(clock.file.getSheetByName('Second') as GoogleAppsScript.Spreadsheet.Sheet);
    expect(clock.file.getActiveSheet().getName()).toBe('Second');
    expect(file.getActiveSheet().getName()).toBe('Sheet1');
  });

  test('answers methods of the file that speak of a sheet', () => {
    const { file } = open();
    file.appendRow(['a', 'b']);
    expect([file.getLastRow(), file.getLastColumn(), file.getSheetName()]).toEqual([1, 2, 'Sheet1']);
    expect(file.getDataRange().getValues()).toEqual([['a', 'b']]);
  });
});

test.each([
  ['bound', true],
  ['null', false],
] as const)('in a web app the file is by switch %s', (activeSpreadsheetInWebApp, there) => {
  const { workbook } = open({ switches: { activeSpreadsheetInWebApp } });
  const { SpreadsheetApp: app } = createDirectSpreadsheet({ workbook, execution: { entry: 'webapp' } });
  expect(app.getActiveSpreadsheet() !== null).toBe(there);
});

test('named ranges follow inserted rows and vanish with their cells', () => {
  const { file, sheet } = open();
  file.setNamedRange('statuses', sheet.getRange('B2:B4'));
  sheet.insertRowBefore(1);
  expect(file.getRangeByName('statuses')?.getA1Notation()).toBe('B3:B5');
  expect(sheet.getRange('statuses').getA1Notation()).toBe('B3:B5');
  sheet.deleteRows(4, 1);
  expect(file.getNamedRanges().map((each) => [each.getName(), each.getRange().getA1Notation()])).toEqual([
    ['statuses', 'B3:B4'],
  ]);
  sheet.deleteRows(3, 2);
  expect(file.getRangeByName('statuses')).toBeNull();
});

test('tabs are duplicated, moved and coloured', () => {
  const { file, sheet } = open();
  sheet.setTabColor('#00ff00');
  const copy = file.duplicateActiveSheet();
  expect([copy.getName(), copy.getTabColor()]).toEqual(['Copy of Sheet1', '#00ff00']);
  file.moveActiveSheet(1);
  expect(names(file)).toEqual(['Copy of Sheet1', 'Sheet1']);
  expect(sheet.copyTo(file).getName()).toBe('Copy of Sheet1 2');
});
