/** What is written as text is a text afterwards, whatever it begins with and however the cell is formatted. */
import type { Switches } from '../../emulator/src/index';
import { asText } from '../../src/gas/as-text';
import { SpreadsheetLeads } from '../../src/gas/spreadsheet-leads';
import type { CellWrite } from '../../src/ports';
import { openScript } from './support/script';

const LOOK_LIKE_FORMULAS = [
  '=1+1',
  '+49',
  '-',
  '- to be called',
  '@home',
  "'quoted",
  "''",
  '  =A1',
  '\t+1',
  '\n@x',
];
const HARMLESS = [
  'Not Contacted',
  'T-1',
  'a=b',
  '😀',
  'Zoë',
  'two\nlines',
  '9f3c2a10-77aa-4b0e-8f21-0242ac120002',
];

/** @returns what stands in the cells after the values were written below each other */
function written(
  values: readonly string[],
  switches: Partial<Switches>,
  format?: string,
): { values: unknown[]; formulas: string[] } {
  const { sheet, fill } = openScript({ switches });
  fill([['status'], ...values.map(() => ['NEW'])]);
  const range = sheet.getRange(2, 1, values.length, 1);
  if (format !== undefined) range.setNumberFormat(format);
  const cells = values.map((value, index): CellWrite => ({ row: index + 2, column: 0, value }));
  expect(new SpreadsheetLeads(sheet).write(cells)).toEqual([]);
  const first = (row: readonly unknown[]): unknown => row[0];
  return {
    values: range.getValues().map(first),
    formulas: range.getFormulas().map((row) => String(first(row))),
  };
}

const SIGNS: readonly Switches['leadingSign'][] = ['number-or-formula', 'formula', 'number-or-text'];
const PLAIN_TEXT: readonly Switches['plainTextFormulas'][] = ['text', 'equals', 'equals-and-signs'];

test.each(SIGNS)('stays as it is in a cell without a format, where a sign makes a %s', (leadingSign) => {
  const values = [...LOOK_LIKE_FORMULAS, ...HARMLESS];
  const found = written(values, { leadingSign });
  expect(found).toEqual({ values, formulas: values.map(() => '') });
});

test.each(PLAIN_TEXT)('stays as it is in a plain text cell that keeps as text: %s', (plainTextFormulas) => {
  const values = [...LOOK_LIKE_FORMULAS, ...HARMLESS, '00123', '1e5', 'TRUE', '2026-01-01'];
  const found = written(values, { plainTextFormulas }, '@');
  expect(found).toEqual({ values, formulas: values.map(() => '') });
});

test('is no formula and no number where the platform keeps a leading apostrophe', () => {
  const values = [...LOOK_LIKE_FORMULAS, ...HARMLESS];
  for (const format of [undefined, '@']) {
    const found = written(values, { leadingApostrophe: 'kept' }, format);
    expect(found.formulas).toEqual(values.map(() => ''));
    expect(found.values).toEqual(
      values.map((value): unknown => (HARMLESS.includes(value) ? value : expect.stringContaining(value))),
    );
  }
});

/** Of these the emulator takes no notice, but the platform has begun to give `@` a meaning of its own. */
test.each(LOOK_LIKE_FORMULAS)('%j gets a mark', (value) => {
  expect(asText(value)).toBe(`'${value}`);
});

test.each([...HARMLESS, ''])('%j gets none', (value) => {
  expect(asText(value)).toBe(value);
});

test('an empty text empties the cell', () => {
  const { sheet, fill } = openScript();
  fill([['status'], ['NEW'], ['NEW']]);
  const leads = new SpreadsheetLeads(sheet);
  expect(leads.write([{ row: 3, column: 0, value: '' }])).toEqual([]);
  expect([sheet.getRange('A3').isBlank(), leads.read().rows]).toEqual([true, [['NEW']]]);
});
