/** The tab of given-up values: one header, one row each in order, as text, and always room for them. */
import type { Switches } from '../../emulator/src/index';
import type { ConflictRecord } from '../../src/core/plan';
import { ConflictTab } from '../../src/gas/conflict-tab';
import { TABS } from '../../src/gas/names';
import { openScript, trimGrid, type Script } from './support/script';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const HEADER = ['run', 'lead', 'field', 'sheet had', 'tracker had', 'kept', 'why', 'task'];

let script: Script;
beforeEach(() => {
  script = openScript();
});

const record = (leadId: string, values: Partial<ConflictRecord> = {}): ConflictRecord => ({
  leadId,
  field: 'status',
  rule: 'S11',
  sheet: 'LOST',
  tracker: 'IN_PROGRESS',
  kept: 'sheet',
  taskId: `task of ${leadId}`,
  version: 3,
  ...values,
});

const append = (run: number, ...records: readonly ConflictRecord[]): void =>
  new ConflictTab(script.spreadsheet).append(run, records);
const tab = (): Sheet => script.spreadsheet.getSheetByName(TABS.conflicts) as Sheet;
const cells = (): unknown[][] => tab().getDataRange().getValues();
const leadIds = (): unknown[] => cells().map(([, leadId]) => leadId);

test('each record is a row that says who had what, what stays and why', () => {
  append(7, record('L1'), record('L2', { rule: 'S12', kept: 'tracker' }), record('L3', { kept: null }));
  const why = 'S11 both changed differently';
  expect(cells()).toEqual([
    HEADER,
    ['7', 'L1', 'status', 'LOST', 'IN_PROGRESS', 'sheet', why, 'task of L1'],
    ['7', 'L2', 'status', 'LOST', 'IN_PROGRESS', 'tracker', 'S12 terminal lead kept', 'task of L2'],
    [
      '7',
      'L3',
      'status',
      'LOST',
      'IN_PROGRESS',
      'nothing yet: set both sides alike to settle it',
      why,
      'task of L3',
    ],
  ]);
});

test('the header comes once, and later runs append below what is there', () => {
  append(7, record('L2'), record('L1'));
  append(8, record('L0'));
  append(8, record('L3'));
  expect(leadIds()).toEqual(['lead', 'L2', 'L1', 'L0', 'L3']);
  expect(tab().getFrozenRows()).toBe(1);
});

test('the tab is visible, the last, and the person stays on the tab where they were', () => {
  append(7, record('L1'));
  expect(script.spreadsheet.getSheets().map((sheet) => sheet.getName())).toEqual(['Sheet1', TABS.conflicts]);
  expect([tab().isSheetHidden(), SpreadsheetApp.getActiveSheet().getName()]).toEqual([false, 'Sheet1']);
});

test('records stand before the call returns, and many take one write', () => {
  append(7, record('L1'));
  const many = Array.from({ length: 500 }, (_, index) => record(`L${index}`));
  const calls = script.calls(() => append(8, ...many));
  expect(calls.filter((method) => method === 'Range.setValues')).toHaveLength(1);
  expect(calls.at(-1)).toBe('SpreadsheetApp.flush');
});

test('a full tab gets more rows', () => {
  append(7, record('L1'));
  trimGrid({ people: script.people, sheet: tab() });
  append(8, record('L2'));
  append(8, record('L3'));
  expect(leadIds()).toEqual(['lead', 'L1', 'L2', 'L3']);
  append(
    9,
    ...Array.from({ length: 1_000 }, (_, index) => record(`many ${index}`, { sheet: 'NEW', taskId: '' })),
  );
  expect([leadIds().length, leadIds().at(-1), tab().getMaxRows()]).toEqual([1_004, 'many 999', 1_004]);
});

test('rows that fill the grid exactly need no more', () => {
  append(7, ...Array.from({ length: 999 }, () => record('L1')));
  expect(tab().getMaxRows()).toBe(1_000);
});

test('a tab that a crash left empty gets its header, one with a header no second', () => {
  script.spreadsheet.insertSheet(TABS.conflicts);
  append(7, record('L1'));
  append(8, record('L2'));
  expect(leadIds()).toEqual(['lead', 'L1', 'L2']);
});

test('a tab that was deleted is made anew', () => {
  append(7, record('L1'));
  script.people.deleteSheet(TABS.conflicts);
  append(8, record('L2'));
  expect(leadIds()).toEqual(['lead', 'L2']);
});

const STRANGE = ['=A1', '+49', '-', '@x', "'x", ' =1', '00123', '1e5', 'TRUE', '2026-01-01', '50%', '😀'];
const PLAIN_TEXT: readonly Switches['plainTextFormulas'][] = ['text', 'equals', 'equals-and-signs'];

test.each(PLAIN_TEXT)('ids and values of any look stay text where plain text cells keep %s', (plain) => {
  script = openScript({ switches: { plainTextFormulas: plain } });
  append(7, ...STRANGE.map((text) => record(text, { sheet: text, taskId: text })));
  const rows = cells().slice(1);
  expect(rows.map((row) => [row[1], row[3], row[7]])).toEqual(STRANGE.map((text) => [text, text, text]));
  expect(tab().getDataRange().getFormulas().flat().join('')).toBe('');
});

test('ids and values are no formula where the platform keeps a leading apostrophe', () => {
  script = openScript({ switches: { leadingApostrophe: 'kept', plainTextFormulas: 'equals-and-signs' } });
  append(7, ...STRANGE.map((text) => record(text)));
  expect(leadIds().slice(1)).toEqual(STRANGE.map((text): unknown => expect.stringContaining(text)));
  expect(tab().getDataRange().getFormulas().flat().join('')).toBe('');
});
