/** Objects refuse by name what they do not have, and print and compare as the platform's do. */
import { enumOf, unimplementedService } from '../../../emulator/src/context/facade';
import { open } from './support/open';

describe('unknown members', () => {
  test.each<[string, (opened: ReturnType<typeof open>) => unknown]>([
    ['Sheet.getCharts', ({ sheet }) => sheet.getCharts()],
    ['Sheet.newChart', ({ sheet }) => sheet.newChart()],
    ['Range.createPivotTable', ({ sheet }) => sheet.getRange('A1').createPivotTable(sheet.getRange('C1'))],
    ['Range.insertCells', ({ sheet }) => sheet.getRange('A1').insertCells(0)],
    ['Spreadsheet.getBlob', ({ file }) => file.getBlob()],
    ['SpreadsheetApp.create', ({ SpreadsheetApp }) => SpreadsheetApp.create('x')],
    [
      'SpreadsheetApp.ColorType',
      ({ SpreadsheetApp }) => (SpreadsheetApp as unknown as Record<string, unknown>)['ColorType'],
    ],
    ['RangeList.setShowHyperlink', ({ sheet }) => sheet.getRangeList(['A1']).setShowHyperlink(true)],
    [
      'Range.gtValues',
      ({ sheet }) => (sheet.getRange('A1') as unknown as Record<string, unknown>)['gtValues'],
    ],
    [
      'SpreadsheetApp.ProtectionType.NONE',
      ({ SpreadsheetApp }) => (SpreadsheetApp.ProtectionType as unknown as Record<string, unknown>)['NONE'],
    ],
  ])('%s throws by its name', (name, use) => {
    expect(() => use(open())).toThrow(`${name} is not implemented by this emulator`);
  });

  test('what printers, promises and JSON look up reads as absent', async () => {
    const { sheet, file } = open();
    expect(JSON.stringify({ sheet, file })).toBe('{"sheet":{},"file":{}}');
    await expect(Promise.resolve(sheet)).resolves.toBe(sheet);
    const named: { toString: () => string }[] = [sheet, sheet.getRange('A1'), file];
    expect(named.map((each) => each.toString())).toEqual(['Sheet', 'Range', 'Spreadsheet']);
    expect('getCharts' in sheet).toBe(false);
  });

  test('the way to the host is out of reach', () => {
    const { sheet } = open();
    expect(Object.keys(sheet)).toEqual([]);
    expect(() => (sheet as unknown as { host: unknown }).host).toThrow('Sheet.host is not implemented');
  });
});

test('an absent service throws on any use', () => {
  const gmail = unimplementedService('GmailApp') as { sendEmail: (to: string) => void } & (() => void);
  expect(() => gmail.sendEmail('a@b.test')).toThrow('GmailApp is not implemented by this emulator');
  expect(() => gmail()).toThrow('GmailApp is not implemented by this emulator');
  expect(typeof gmail).toBe('function');
});

test('enum values are objects that print as their name', () => {
  const button = enumOf('Ui.Button', ['OK', 'CANCEL']);
  expect([String(button.OK), JSON.stringify(button), button.CANCEL.ordinal()]).toEqual([
    'OK',
    '{"OK":"OK","CANCEL":"CANCEL"}',
    1,
  ]);
  expect(button.OK).not.toBe(button.CANCEL);
  expect(button.OK.compareTo(button.CANCEL)).toBe(-1);
});

describe('signature errors name the types', () => {
  test.each<[(opened: ReturnType<typeof open>) => unknown, string]>([
    [
      ({ sheet }) => sheet.getRange('1' as never, 2),
      "(String,number) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
    ],
    [
      ({ sheet }) => sheet.getRange(undefined as never, 1),
      "(null,number) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
    ],
    [
      ({ sheet }) => (sheet.getRange as () => unknown)(),
      "() don't match the method signature for SpreadsheetApp.Sheet.getRange.",
    ],
    [({ sheet }) => sheet.getRange(NaN, 1), "(number,number) don't match"],
    [
      ({ file }) => file.getSheetByName(null as never),
      "(null) don't match the method signature for SpreadsheetApp.Spreadsheet.getSheetByName.",
    ],
    [
      ({ file }) => file.deleteSheet('Sheet1' as never),
      "(String) don't match the method signature for SpreadsheetApp.Spreadsheet.deleteSheet.",
    ],
    [
      ({ file, sheet }) => file.deleteSheet(sheet.getRange('A1') as never),
      "(SpreadsheetApp.Range) don't match",
    ],
    [
      ({ sheet }) => sheet.moveRows(1 as never, 2),
      "(number,number) don't match the method signature for SpreadsheetApp.Sheet.moveRows.",
    ],
    [({ sheet }) => sheet.setFrozenRows(true as never), "(Boolean) don't match"],
    [
      ({ sheet }) => sheet.insertRowsAfter(new Date() as never, (() => 1) as never),
      "(Date,(class)) don't match",
    ],
    [
      ({ sheet, SpreadsheetApp }) => sheet.getProtections(SpreadsheetApp.SheetType.GRID as never),
      "(SpreadsheetApp.SheetType) don't match",
    ],
    [
      ({ file }) => file.insertSheet(['x'] as never),
      "(String[]) don't match the method signature for SpreadsheetApp.Spreadsheet.insertSheet.",
    ],
    [
      ({ SpreadsheetApp }) => SpreadsheetApp.openById(undefined as never),
      "(null) don't match the method signature for SpreadsheetApp.openById.",
    ],
  ])('%#', (use, message) => {
    expect(() => use(open())).toThrow(`The parameters ${message}`);
  });

  test('and print as Exception', () => {
    const { sheet } = open();
    expect(() => sheet.getRange({} as never)).toThrow(
      expect.objectContaining({ name: 'Exception' }) as Error,
    );
  });
});
