/** Developer metadata: where it may hang, who finds it, and how it follows its row. */
import { open } from './support/open';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
const rowOf = (sheet: Sheet, key: string): number | undefined =>
  sheet.createDeveloperMetadataFinder().withKey(key).find()[0]?.getLocation().getRow()?.getRow();

test.each(['A1', 'A1:B2', 'A8:Y8', 'B2:B1000', '8:9', 'A:B'])('is refused on %s', (notation) => {
  const { sheet } = open();
  expect(() => sheet.getRange(notation).addDeveloperMetadata('key')).toThrow(
    'Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.',
  );
});

test('hangs on the file, a sheet, a row or a column', () => {
  const { file, sheet, SpreadsheetApp } = open();
  const { DOCUMENT, PROJECT } = SpreadsheetApp.DeveloperMetadataVisibility;
  file.addDeveloperMetadata('file', 'v');
  sheet.addDeveloperMetadata('sheet', PROJECT);
  sheet.getRange('8:8').addDeveloperMetadata('row', 'v', PROJECT);
  sheet.getRange('G:G').addDeveloperMetadata('column');
  const [onFile] = file.getDeveloperMetadata();
  expect([onFile?.getKey(), onFile?.getValue(), onFile?.getVisibility()]).toEqual(['file', 'v', DOCUMENT]);
  const [onSheet] = sheet.getDeveloperMetadata();
  expect([
    onSheet?.getValue(),
    onSheet?.getVisibility(),
    onSheet?.getLocation().getSheet()?.getName(),
  ]).toEqual([null, PROJECT, 'Sheet1']);
  const [onColumn] = sheet.getRange('G:G').getDeveloperMetadata();
  expect(onColumn?.getLocation().getColumn()?.getA1Notation()).toBe('G1:G1000');
  expect(onColumn?.getLocation().getLocationType()).toBe(SpreadsheetApp.DeveloperMetadataLocationType.COLUMN);
  expect(onColumn?.getLocation().getRow()).toBeNull();
});

test('is read by an exact match only: a cell inside a tagged row has none', () => {
  const { sheet } = open();
  sheet.getRange('3:3').addDeveloperMetadata('lead');
  expect(sheet.getRange('A3').getDeveloperMetadata()).toEqual([]);
  expect(sheet.getRange('2:4').getDeveloperMetadata()).toEqual([]);
  expect(sheet.getRange('3:3').getDeveloperMetadata()).toHaveLength(1);
});

test('a range search wants the row wholly inside, unless it asks for intersections', () => {
  const { sheet } = open();
  sheet.getRange('3:3').addDeveloperMetadata('lead');
  const search = (notation: string) =>
    sheet.getRange(notation).createDeveloperMetadataFinder().withKey('lead');
  expect(search('A1:D5').find()).toHaveLength(0);
  expect(search('A1:D5').onIntersectingLocations().find()).toHaveLength(1);
  expect(search('2:4').find()).toHaveLength(1);
  expect(search('A4:D5').onIntersectingLocations().find()).toHaveLength(0);
});

test('the finder filters by key, value, id, visibility and place', () => {
  const { file, sheet, SpreadsheetApp } = open();
  file.insertSheet('Other').getRange('1:1').addDeveloperMetadata('k', 'far');
  sheet
    .getRange('1:1')
    .addDeveloperMetadata('k', 'near')
    .addDeveloperMetadata('k', 'near')
    .addDeveloperMetadata('other', 'near');
  const values = (finder: GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder) =>
    finder.find().map((tag) => tag.getValue());
  expect(values(file.createDeveloperMetadataFinder().withKey('k'))).toEqual(['far', 'near', 'near']);
  expect(values(sheet.createDeveloperMetadataFinder().withKey('k'))).toEqual(['near', 'near']);
  expect(values(file.createDeveloperMetadataFinder().withValue('far'))).toEqual(['far']);
  const id = sheet.createDeveloperMetadataFinder().withKey('other').find()[0]?.getId() ?? 0;
  expect(file.createDeveloperMetadataFinder().withId(id).find()[0]?.getKey()).toBe('other');
  const { PROJECT } = SpreadsheetApp.DeveloperMetadataVisibility;
  expect(file.createDeveloperMetadataFinder().withVisibility(PROJECT).find()).toEqual([]);
  const { SHEET } = SpreadsheetApp.DeveloperMetadataLocationType;
  expect(file.createDeveloperMetadataFinder().withLocationType(SHEET).find()).toEqual([]);
});

describe('a tagged row', () => {
  function tagged() {
    const opened = open();
    opened.sheet.getRange('5:5').addDeveloperMetadata('lead');
    return opened;
  }

  test('is followed through inserts, deletions and moves', () => {
    const { sheet, user } = tagged();
    sheet.insertRowBefore(5);
    expect(rowOf(sheet, 'lead')).toBe(6);
    user.deleteRows('Sheet1', 1, 2);
    expect(rowOf(sheet, 'lead')).toBe(4);
    sheet.insertRowAfter(4);
    expect(rowOf(sheet, 'lead')).toBe(4);
    user.moveRows('Sheet1', 4, 1, 10);
    expect(rowOf(sheet, 'lead')).toBe(9);
  });

  test('takes its tags along when it is deleted, and so does its sheet', () => {
    const { sheet, file } = tagged();
    sheet.deleteRow(5);
    expect(file.createDeveloperMetadataFinder().find()).toEqual([]);
    const other = file.insertSheet('Other');
    other.addDeveloperMetadata('sheet');
    file.deleteSheet(other);
    expect(file.createDeveloperMetadataFinder().find()).toEqual([]);
  });

  test('does not give its tags to a copy', () => {
    const { sheet } = tagged();
    sheet.getRange('5:5').copyTo(sheet.getRange('9:9'));
    expect(sheet.getRange('9:9').getDeveloperMetadata()).toEqual([]);
  });
});

test('a tag is changed, moved and removed', () => {
  const { sheet, file } = open();
  sheet.getRange('5:5').addDeveloperMetadata('old', 'v');
  const tag = sheet
    .getRange('5:5')
    .getDeveloperMetadata()[0] as GoogleAppsScript.Spreadsheet.DeveloperMetadata;
  tag.setKey('new').setValue('w').moveToRow(sheet.getRange('7:7'));
  expect([rowOf(sheet, 'new'), tag.getValue()]).toEqual([7, 'w']);
  expect(() => tag.moveToColumn(sheet.getRange('A1'))).toThrow(
    'Adding developer metadata to arbitrary ranges',
  );
  tag.moveToSpreadsheet();
  expect(file.getDeveloperMetadata()).toHaveLength(1);
  tag.remove();
  expect(file.getDeveloperMetadata()).toEqual([]);
});

test('has room for 30,000 characters of keys and values on the file, and as many on each sheet', () => {
  const { file, sheet } = open();
  const full = 'This would exceed the limit of 30000 characters of developer metadata.';
  sheet.addDeveloperMetadata('half', 'x'.repeat(14_996));
  sheet.getRange('3:3').addDeveloperMetadata('more', 'x'.repeat(14_996));
  const onFile = () => file.addDeveloperMetadata('file', 'x'.repeat(29_996));
  expect([onFile, () => sheet.getRange('G:G').addDeveloperMetadata('x')].map(attempt)).toEqual([
    'done',
    full,
  ]);
  const [tag] = sheet.getDeveloperMetadata();
  const changes = [
    () => tag?.setValue('y'.repeat(14_997)),
    () => tag?.setKey('hal'),
    () => tag?.moveToSpreadsheet(),
  ];
  expect([...changes.map(attempt), attempt(onFile)]).toEqual([full, 'done', full, full]);
  expect([tag?.getKey(), tag?.getValue()]).toEqual(['hal', 'x'.repeat(14_996)]);
  file.insertSheet('Other').addDeveloperMetadata('other', 'x'.repeat(29_995));
});

function attempt(call: () => unknown): string {
  try {
    call();
    return 'done';
  } catch (error) {
    return (error as Error).message.replace(/ Please .*/, '');
  }
}
