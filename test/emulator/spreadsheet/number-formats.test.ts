/** What getDisplayValue shows for a value under a number format. */
import { displayText } from '../../../emulator/src/workbook/number-format';
import { open } from './support/open';

test.each([
  [5, undefined, '5'],
  [0.1 + 0.2, undefined, '0.3'],
  [1 / 3, undefined, '0.3333333333'],
  [123456789012345, undefined, '123456789012345'],
  [12345678901234567000, undefined, '1.23457E+19'],
  [0.0000001, undefined, '0.0000001'],
  [-2.5, 'General', '-2.5'],
  [42, '0', '42'],
  [0.5, '0', '1'],
  [1.005, '0.00', '1.01'],
  [-0.001, '0.00', '0.00'],
  [42, '00000', '00042'],
  [-7, '000', '-007'],
  [1234.5, '0.00', '1234.50'],
  [1234567, '#,##0', '1,234,567'],
  [1234.5, '#,##0.00', '1,234.50'],
  [0, '#', ''],
  [5, '0.##', '5.'],
  [5.5, '0.##', '5.5'],
  [0.256, '0%', '26%'],
  [0.256, '0.0%', '25.6%'],
  [12345, '0.00E+00', '1.23E+04'],
  [0.00012, '0.0E+0', '1.2E-4'],
  [1500, '#,##0,"k"', '2k'],
  [12, '0" leads"', '12 leads'],
  [12, '"No. "0', 'No. 12'],
  [9.99, '$#,##0.00', '$9.99'],
  [9.99, '[$€-407] #,##0.00', '€ 9.99'],
  [-5, '0;(0)', '(5)'],
  [0, '0;(0);"none"', 'none'],
  [-5, '[Red]-0;0', '5'],
  ['text', '0.00', 'text'],
  ['text', '0;0;0;"<"@">"', '<text>'],
  [5, '@', '5'],
  [true, '0.00', 'TRUE'],
  [0.5, '# ?/?', '0.5'],
  [5, 'xxx', 'xxx'],
  [45293.5625, 'yyyy-mm-dd', '2024-01-02'],
  [45293.5625, 'yyyy-mm-dd hh:mm:ss', '2024-01-02 13:30:00'],
  [45293.5625, 'd/m/yy h:mm AM/PM', '2/1/24 1:30 PM'],
  [45293.5625, 'ddd, mmm d', 'Tue, Jan 2'],
  [45293.5625, 'dddd d mmmm yyyy', 'Tuesday 2 January 2024'],
  [45293.5625, 'M/d/yyyy H:mm', '1/2/2024 13:30'],
  [45293.5625, 'hh:mm:ss.000', '13:30:00.000'],
  [45293.5625, 'yyyy"T"hh', '2024T13'],
  [1.0625, '[h]:mm:ss', '25:30:00'],
  [0.5, '[mm]:ss', '720:00'],
] as const)('%p as %p shows %j', (value, pattern, shown) => {
  expect(displayText(value, pattern, 'en_US')).toBe(shown);
});

test('the locale chooses separators and names', () => {
  expect(displayText(1234.5, '#,##0.00', 'de_DE')).toBe('1.234,50');
  expect(displayText(0.5, undefined, 'fr_FR')).toBe('0,5');
  expect(displayText(45293, 'd mmmm yyyy', 'de_DE')).toBe('2 Januar 2024');
});

test('a date format makes Dates of numbers, and General numbers of Dates', () => {
  const { sheet } = open();
  const range = sheet.getRange('A1').setValue(45293).setNumberFormat('yyyy-mm-dd');
  expect(range.getValue()).toEqual(new Date(Date.UTC(2024, 0, 2)));
  expect(range.setNumberFormat('General').getValue()).toBe(45293);
  expect(range.getNumberFormat()).toBe('0.###############');
});
