/** Names that public scripts use although the reference has dropped them, and answers that they build on. */
import { createDirectServices } from '../../../emulator/src/index';

interface OldRange {
  getColumnIndex(): number;
  setBackgroundColor(color: string): OldRange;
  getBackgroundColor(): string;
  setBackgroundColors(colors: string[][]): OldRange;
  getBackgroundColors(): string[][];
}

test('colours and columns of ranges under their names of old', () => {
  const sheet = createDirectServices().globals.SpreadsheetApp.getActiveSheet();
  const range = sheet.getRange('A1:B1') as unknown as OldRange;
  expect(range.setBackgroundColor('#ff0000').getBackgroundColor()).toBe('#ff0000');
  expect(range.setBackgroundColors([['#00ff00', '#0000ff']]).getBackgroundColors()).toEqual([
    ['#00ff00', '#0000ff'],
  ]);
  expect(sheet.getRange('B1').getBackground()).toBe('#0000ff');
  expect((sheet.getRange('C7') as unknown as OldRange).getColumnIndex()).toBe(3);
});

test('a file without a form says so', () => {
  expect(createDirectServices().globals.SpreadsheetApp.getActiveSpreadsheet().getFormUrl()).toBeNull();
});
