/** Dates: typed forms, wall time of the spreadsheet's zone, and what is shown. */
import { createWorkbook } from '../../../emulator/src/workbook';
import { instantOfSerial, serialOfInstant } from '../../../emulator/src/workbook/time-zone';
import { open } from './support/open';

const june = { now: () => Date.UTC(2026, 5, 15) };
const typed = (text: string, options = {}) => {
  const { sheet } = open({ ...june, ...options });
  const range = sheet.getRange('A1').setValue(text);
  return {
    value: range.getValue() as unknown,
    shown: range.getDisplayValue(),
    format: range.getNumberFormat(),
  };
};
const utc = (...parts: [number, number, number, number?, number?, number?]) => {
  const [year, month, ...rest] = parts;
  return new Date(Date.UTC(year, month - 1, ...rest));
};

describe('typed dates', () => {
  test.each([
    ['1/2', utc(2026, 1, 2), '1/2'],
    ['1/2/2024', utc(2024, 1, 2), '1/2/2024'],
    ['12/31/99', utc(1999, 12, 31), '12/31/1999'],
    ['1/2/29', utc(2029, 1, 2), '1/2/2029'],
    ['1-2-2024', utc(2024, 1, 2), '1/2/2024'],
    ['2024-01-02', utc(2024, 1, 2), '2024-01-02'],
    ['2024/1/2', utc(2024, 1, 2), '2024-01-02'],
    ['Jan 2, 2024', utc(2024, 1, 2), 'Jan 2, 2024'],
    ['January 2 2024', utc(2024, 1, 2), 'Jan 2, 2024'],
    ['2 Jan 2024', utc(2024, 1, 2), '2-Jan-2024'],
    ['Mar 2024', utc(2024, 3, 1), 'Mar 2024'],
    ['Tue, Jan 2, 2024', utc(2024, 1, 2), 'Jan 2, 2024'],
    ['1/2/2024 13:45', utc(2024, 1, 2, 13, 45), '1/2/2024 13:45:00'],
    ['2024-01-02 10:30:15', utc(2024, 1, 2, 10, 30, 15), '2024-01-02 10:30:15'],
    ['1/2/2024 1:45 PM', utc(2024, 1, 2, 13, 45), '1/2/2024 13:45:00'],
  ])('%s', (text, value, shown) => {
    expect(typed(text)).toMatchObject({ value, shown });
  });

  test.each([
    ['10:30', utc(1899, 12, 30, 10, 30), '10:30'],
    ['10:30:05', utc(1899, 12, 30, 10, 30, 5), '10:30:05'],
    ['12:05 am', utc(1899, 12, 30, 0, 5), '12:05 AM'],
    ['3 PM', utc(1899, 12, 30, 15), '3:00 PM'],
    ['25:30', utc(1899, 12, 31, 1, 30), '25:30:00'],
  ])('%s alone falls on the first day of all', (text, value, shown) => {
    expect(typed(text)).toMatchObject({ value, shown });
  });

  test.each(['13/13/2024', '2/30/2024', '1/2/3/4', 'Smarch 2', '24:99', '0:00 PM', 'Jan'])(
    '%s is none',
    (text) => {
      expect(typed(text).value).toBe(text);
    },
  );

  test('are read day first where the locale does', () => {
    expect(typed('1/2/2024', { locale: 'en_GB' })).toMatchObject({
      value: utc(2024, 2, 1),
      shown: '01/02/2024',
    });
    expect(typed('1.2.2024', { locale: 'de_DE' })).toMatchObject({
      value: utc(2024, 2, 1),
      shown: '01.02.2024',
    });
    expect(typed('1.2.2024').value).toBe('1.2.2024');
  });
});

describe('the format that a date brings along', () => {
  test('stays when a number comes later: the number reads as a date', () => {
    const { sheet } = open();
    sheet.getRange('A1').setValue('1/2/2024').setValue(5);
    expect(sheet.getRange('A1').getValue()).toEqual(utc(1900, 1, 4));
  });

  test('gives way to the format of later input, an explicit format does not', () => {
    const { sheet } = open();
    expect(sheet.getRange('A1').setValue('1/2/2024').setValue('50%').getValue()).toBe(0.5);
    sheet.getRange('A2').setNumberFormat('0.00').setValue('1/2/2024');
    expect(sheet.getRange('A2').getValue()).toBe(45293);
  });

  test('is a time format too when a script writes a Date with a time', () => {
    const { sheet } = open();
    const range = sheet.getRange('A1:B1').setValues([[utc(2024, 1, 2), utc(2024, 1, 2, 3, 4, 5)]]);
    expect(range.getDisplayValues()).toEqual([['1/2/2024', '1/2/2024 3:04:05']]);
  });
});

describe('time zones', () => {
  test('a Date survives writing and reading in any zone, though its wall time differs', () => {
    for (const timeZone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Etc/UTC']) {
      const { sheet } = open({ timeZone });
      const date = utc(2026, 3, 29, 1, 30);
      expect(sheet.getRange('A1').setValue(date).getValue()).toEqual(date);
    }
  });

  test('cells show wall time of the spreadsheet, whatever the zone of the script', () => {
    const { sheet } = open({ timeZone: 'America/New_York' });
    sheet.getRange('A1').setValue(utc(2024, 7, 1, 2));
    expect(sheet.getRange('A1').getDisplayValue()).toBe('6/30/2024 22:00:00');
    sheet.getRange('A2').setValue('7/1/2024');
    expect(sheet.getRange('A2').getValue()).toEqual(utc(2024, 7, 1, 4));
  });

  test('changing the zone of the file keeps wall time and so moves the instants', () => {
    const { sheet, file } = open({ timeZone: 'America/New_York' });
    sheet.getRange('A1').setValue('7/1/2024');
    file.setSpreadsheetTimeZone('Etc/UTC');
    expect(sheet.getRange('A1').getValue()).toEqual(utc(2024, 7, 1));
    expect(() => file.setSpreadsheetTimeZone('Mars/Olympus')).toThrow('Invalid argument: timezone');
  });

  test('hours that a zone skips or repeats give valid instants', () => {
    const zone = 'Europe/Berlin';
    const skipped = serialOfInstant(Date.UTC(2026, 2, 29, 0, 59), zone) + 2 / 1440;
    expect(new Date(instantOfSerial(skipped, zone)).toISOString()).toBe('2026-03-29T01:01:00.000Z');
    for (let minute = 0; minute < 240; minute += 15) {
      const instant = Date.UTC(2026, 9, 25, 0, minute);
      const back = instantOfSerial(serialOfInstant(instant, zone), zone);
      expect([0, 3_600_000]).toContain(Math.abs(back - instant));
    }
  });

  test('milliseconds survive', () => {
    const { sheet } = open({ timeZone: 'Asia/Tokyo' });
    const date = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
    expect(sheet.getRange('A1').setValue(date).getValue()).toEqual(date);
  });
});

test('a workbook without options uses UTC and American English', () => {
  const workbook = createWorkbook();
  expect([workbook.timeZone, workbook.locale]).toEqual(['Etc/UTC', 'en_US']);
});
