/** Reading the workbook and acting on it over HTTP: every action, every refusal, and 10,000 rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CellsView, UserAction, WorkbookView } from '../../../emulator/src/api/types';
import { createEmulator } from '../../../emulator/src/index';
import { COLLEAGUE, OWNER, Served } from './support/served';

const CODE = `
function onEdit(e) { if (e.range.getA1Notation() === 'Z1') e.range.setNote('edited: ' + e.value); }
function decorate() {
  const sheet = SpreadsheetApp.getActiveSheet();
  sheet.getRange('B1').setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['x', 'y']).setAllowInvalid(false).build());
  sheet.getRange('A5:A6').protect().removeEditors(['${COLLEAGUE}']);
}
`;
let served: Served;
beforeAll(async () => {
  const links = [{ label: 'Board', url: 'http://127.0.0.1:8000' }];
  served = await Served.start(CODE, { spreadsheet: { name: 'Book' }, api: { links } });
});
afterAll(() => served.close());
beforeEach(() => {
  const { workbook } = served.emulator;
  const spare = workbook.as().addSheet('Fresh');
  for (const sheet of [...workbook.sheets])
    if (sheet.id !== spare.sheetId) workbook.as().deleteSheet(sheet.id);
  workbook.as().renameSheet(spare.sheetId, 'Sheet1');
});

const first = (): number => served.emulator.workbook.sheets[0]?.id ?? -1;
const texts = (range: string): Promise<string[][]> => served.texts(range, first());
const act = (action: UserAction, user?: string) => served.act(action, user);
const fill = (rows: string[][], cell = 'A1') => act({ do: 'paste', sheet: 'Sheet1', cell, rows });

it('shows the workbook as a person has it in front of them', async () => {
  await fill([['a', 'b']]);
  await served.post('/api/run', { function: 'decorate', wait: true });
  const owners = await served.get<WorkbookView>('/api/workbook');
  expect(owners).toMatchObject({
    name: 'Book',
    owner: OWNER,
    users: [OWNER, COLLEAGUE],
    activeSheet: first(),
    links: [{ label: 'Board', url: 'http://127.0.0.1:8000' }],
    sheets: [
      { name: 'Sheet1', hidden: false, rows: 1000, columns: 26, usedRows: 1, usedColumns: 2, locked: [] },
    ],
  });
  const theirs = await served.get<WorkbookView>(`/api/workbook?user=${COLLEAGUE}`);
  expect(theirs.sheets[0]?.locked).toEqual([{ range: 'A5:A6', description: '' }]);
  const { cells, rules } = await served.get<CellsView>(`/api/sheets/${first()}/cells`);
  expect(cells[0]?.[1]).toMatchObject({ text: 'b', rule: 0, invalid: true });
  expect(rules).toEqual([{ kind: 'list', values: ['x', 'y'], showsDropdown: true, rejects: true }]);
});

it('answers an edit when it is stored and, if asked to wait, when its triggers are done', async () => {
  const answer = await act({ do: 'edit', sheet: 'Sheet1', cell: 'Z1', value: 'hi' });
  expect(answer.executions).toMatchObject([
    { functionName: 'onEdit', entry: 'simple', status: 'completed', user: OWNER },
  ]);
  const { cells, revision } = await served.get<CellsView>(`/api/sheets/${first()}/cells?range=Z1`);
  expect(cells).toEqual([[{ text: 'hi', note: 'edited: hi' }]]);
  expect(revision).toBe(answer.revision);
  const atOnce = await served.post('/api/actions', {
    user: COLLEAGUE,
    action: { do: 'edit', sheet: first(), cell: 'Z1', value: 'ho' },
  });
  expect(atOnce).toMatchObject({ executions: [{ status: 'running', user: COLLEAGUE }] });
  await served.emulator.idle();
});

const ABC = [['c', '1'], ['a', '2'], ['b', '3']]; // prettier-ignore
const actions: readonly [action: UserAction, range: string, then: string[][]][] = [
  [{ do: 'edit', sheet: 'Sheet1', cell: 'A1', value: '=1+2' }, 'A1', [['3']]],
  [{ do: 'copy', sheet: 'Sheet1', from: 'A1:B1', cell: 'C2' }, 'C2:D2', [['c', '1']]],
  [{ do: 'cut', sheet: 'Sheet1', from: 'A1', cell: 'C1' }, 'A1:C1', [['', '1', 'c']]],
  [{ do: 'fill', sheet: 'Sheet1', from: 'B1:B3', range: 'B1:B5' }, 'B4:B5', [['4'], ['5']]],
  [{ do: 'clear', sheet: 'Sheet1', range: 'A2:B3' }, 'A1:B3', [['c', '1'], ['', ''], ['', '']]],
  [{ do: 'sort', sheet: 'Sheet1', column: 1 }, 'A1:B3', [['a', '2'], ['b', '3'], ['c', '1']]],
  [{ do: 'sort', sheet: 'Sheet1', column: 1, range: 'A2:B3', ascending: false }, 'A1:A3', [['c'], ['b'], ['a']]],
  [{ do: 'insertRows', sheet: 'Sheet1', before: 2, count: 2 }, 'A1:A5', [['c'], [''], [''], ['a'], ['b']]],
  [{ do: 'deleteRows', sheet: 'Sheet1', first: 1, count: 2 }, 'A1:B1', [['b', '3']]],
  [{ do: 'moveRows', sheet: 'Sheet1', first: 1, before: 4 }, 'A1:A3', [['a'], ['b'], ['c']]],
  [{ do: 'insertColumns', sheet: 'Sheet1', before: 2 }, 'A1:C1', [['c', '', '1']]],
  [{ do: 'deleteColumns', sheet: 'Sheet1', first: 1 }, 'A1', [['1']]],
  [{ do: 'moveColumns', sheet: 'Sheet1', first: 2, before: 1 }, 'A1:B1', [['1', 'c']]],
  [{ do: 'replace', sheet: 'Sheet1', find: 'a', replacement: 'z' }, 'A1:A3', [['c'], ['z'], ['b']]],
  [{ do: 'format', sheet: 'Sheet1', range: 'B1', style: { numberFormat: '0.00' } }, 'B1', [['1.00']]],
]; // prettier-ignore
it.each(actions)('%j', async (action, range, then) => {
  await fill(ABC);
  await act(action);
  expect(await texts(range)).toEqual(then);
  const { action: taken } = await act({ do: 'undo' });
  expect([taken, await texts('A1:B3')]).toEqual([expect.any(String), ABC]);
  expect((await act({ do: 'redo' })).action).toBe(taken);
  expect(await texts(range)).toEqual(then);
});

it('undo without anything to take back says so', async () => {
  expect((await act({ do: 'redo' }, COLLEAGUE)).action).toBeNull();
});

it('notes, formats, frozen rows, widths, filters and the selection', async () => {
  await fill(ABC);
  await act({ do: 'note', sheet: 'Sheet1', range: 'A1', note: 'see' });
  await act({ do: 'format', sheet: 'Sheet1', range: 'A1', style: { bold: true, background: '#ff0000' } });
  await act({ do: 'freeze', sheet: 'Sheet1', rows: 1, columns: 2 });
  await act({ do: 'columnWidth', sheet: 'Sheet1', column: 2, width: 250 });
  await act({ do: 'filter', sheet: 'Sheet1', range: 'A1:B3' });
  await act({ do: 'filterColumn', sheet: 'Sheet1', column: 1, hiddenValues: ['a'] });
  await act({ do: 'select', sheet: 'Sheet1', range: 'B2' }, COLLEAGUE);
  const { sheets } = await served.get<WorkbookView>('/api/workbook');
  expect(sheets[0]).toMatchObject({
    frozenRows: 1,
    frozenColumns: 2,
    columnWidths: { 2: 250 },
    filter: 'A1:B3',
    hiddenRows: [2],
  });
  const { cells, styles } = await served.get<CellsView>(`/api/sheets/${first()}/cells?range=A1`);
  expect(cells).toEqual([[{ text: 'c', note: 'see', style: 0 }]]);
  expect(styles).toEqual([{ background: '#ff0000', bold: true }]);
  await act({ do: 'filter', sheet: 'Sheet1', range: null });
  expect((await served.get<WorkbookView>('/api/workbook')).sheets[0]).toMatchObject({
    filter: null,
    hiddenRows: [],
  });
});

it('adds, renames, moves, hides, shows and deletes tabs', async () => {
  const names = async () =>
    (await served.get<WorkbookView>('/api/workbook')).sheets.map(({ name, hidden }) =>
      hidden ? `(${name})` : name,
    );
  await act({ do: 'addSheet', name: 'Two' });
  await act({ do: 'renameSheet', sheet: 'Two', name: 'Second' });
  await act({ do: 'moveSheet', sheet: 'Second', position: 1 });
  await act({ do: 'hideSheet', sheet: 'Sheet1' });
  expect(await names()).toEqual(['Second', '(Sheet1)']);
  await act({ do: 'showSheet', sheet: 'Sheet1' });
  await act({ do: 'deleteSheet', sheet: 'Second' });
  expect(await names()).toEqual(['Sheet1']);
});

const wrong: readonly [why: string, body: unknown, code: string, says: RegExp][] = [
  ['no action', {}, 'bad_request', /^action: /],
  ['an unknown action', { action: { do: 'explode' } }, 'bad_request', /^action\.do: /],
  ['a missing field', { action: { do: 'edit', sheet: 'Sheet1', value: 'x' } }, 'bad_request', /^action\.cell: expected A1 notation/],
  ['an unknown field', { action: { do: 'undo', sheet: 'Sheet1' } }, 'bad_request', /^action\.sheet is unknown here/],
  ['an unknown field beside it', { action: { do: 'undo' }, who: 'me' }, 'bad_request', /^who is unknown here/],
  ['a number as value', { action: { do: 'edit', sheet: 0, cell: 'A1', value: 7 } }, 'bad_request', /^action\.value: /],
  ['a negative row', { action: { do: 'insertRows', sheet: 0, before: -1 } }, 'bad_request', /^action\.before: /],
  ['a row of numbers', { action: { do: 'paste', sheet: 0, cell: 'A1', rows: [['a'], [1]] } }, 'bad_request', /^action\.rows\[1\]\[0\]: /],
  ['a stranger', { user: 'eve@example.com', action: { do: 'undo' } }, 'bad_request', /^user: there is no eve@example\.com here/],
  ['an unknown tab', { action: { do: 'edit', sheet: 'Nope', cell: 'A1', value: 'x' } }, 'not_found', /no tab "Nope"/],
  ['a cell that is none', { action: { do: 'edit', sheet: 'Sheet1', cell: '?', value: 'x' } }, 'refused', /^Range not found$/],
  ['a locked cell', { user: COLLEAGUE, action: { do: 'edit', sheet: 'Sheet1', cell: 'A5', value: 'x' } }, 'refused', /protected cell/],
  ['a rejected value', { action: { do: 'edit', sheet: 'Sheet1', cell: 'B1', value: 'z' } }, 'refused', /violates the data validation rules/],
  ['a list in place of a body', [], 'bad_request', /^The body: /],
]; // prettier-ignore
it.each(wrong)('refuses %s, and has changed nothing', async (_why, json, code, says) => {
  await served.post('/api/run', { function: 'decorate', wait: true });
  const before = served.emulator.workbook.revision;
  const [given, message] = await served.refusal('POST', '/api/actions', { json });
  expect([given, message]).toEqual([code, expect.stringMatching(says)]);
  expect(served.emulator.workbook.revision).toBe(before);
});

const addresses: readonly [string, string, RegExp][] = [
  ['/api/sheets/99/cells', 'not_found', /no tab with the id 99/],
  ['/api/sheets/x/cells', 'bad_request', /expected a number/],
  ['/api/nothing', 'not_found', /There is no GET \/api\/nothing/],
  ['/api/workbook?user=eve@example.com', 'bad_request', /^user: there is no eve/],
  ['/api/workbook?who=me', 'bad_request', /^who is unknown here/],
];
it.each(addresses)('GET %s is refused', async (address, code, says) => {
  expect(await served.refusal('GET', address)).toEqual([code, expect.stringMatching(says)]);
});

it('gives at most 200,000 cells at once, and says which range is wrong', async () => {
  const cells = `/api/sheets/${first()}/cells`;
  expect(await served.refusal('GET', `${cells}?range=A1:A1001`)).toEqual([
    'bad_request',
    expect.stringMatching(/^range: /),
  ]);
  served.emulator.workbook.as().insertRows('Sheet1', 1000, 7000);
  expect(await served.refusal('GET', `${cells}?range=A1:Z8000`)).toEqual([
    'too_large',
    expect.stringMatching(/at most 200000 cells at once, A1:Z8000 has 208000/),
  ]);
  expect((await served.call('GET', `${cells}?range=A1:Y8000`)).status).toBe(200);
});

it('takes 10,000 rows as CSV, shows a window of them, and gives them back', async () => {
  const line = (row: number): string => `${row},"Name ${row}, the ""${row}""",${row}.5`;
  const csv = ['id,name,value', ...Array.from({ length: 10_000 }, (_, index) => line(index + 1))].join(
    '\r\n',
  );
  const headers = { 'content-type': 'text/csv' };
  const imported = await served.call('POST', `/api/sheets/${first()}/csv?user=${COLLEAGUE}`, {
    text: csv,
    headers,
  });
  expect([imported.status, imported.body]).toMatchObject([200, { executions: [] }]);
  expect(await texts('A10000:C10001')).toEqual([
    ['9999', 'Name 9999, the "9999"', '9999.5'],
    ['10000', 'Name 10000, the "10000"', '10000.5'],
  ]);
  const exported = await served.call('GET', `/api/sheets/${first()}/csv`);
  expect(exported.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="Book - Sheet1.csv"',
  });
  expect(exported.text).toBe(`${csv}\r\n`);
});

const tables: readonly [string, string, string[][]][] = [
  ['semicolons and a byte order mark', '\uFEFFa;b\n"1;2";3', [['a', 'b'], ['1;2', '3']]],
  ['tabs and ragged rows', 'a\tb\n1\n', [['a', 'b'], ['1', '']]],
]; // prettier-ignore
it.each(tables)('reads CSV with %s, and replaces what was there', async (_what, text, rows) => {
  await fill([['old', 'old', 'old'], [], ['old']]);
  await served.call('POST', `/api/sheets/${first()}/csv`, { text, headers: { 'content-type': 'text/csv' } });
  expect(await texts('A1:C3')).toEqual([...rows.map((row) => [...row, '']), ['', '', '']]);
});

it('says what is wrong with a body that is no CSV, none at all, no JSON, or too large', async () => {
  const csv = `/api/sheets/${first()}/csv`;
  const headers = { 'content-type': 'text/csv' };
  expect(await served.refusal('POST', csv, { text: 'a,"b', headers })).toEqual([
    'bad_request',
    expect.stringMatching(/^The body is no CSV: /),
  ]);
  expect(await served.refusal('POST', csv, { headers })).toEqual([
    'bad_request',
    expect.stringMatching(/^Send CSV/),
  ]);
  const json = { 'content-type': 'application/json' };
  expect(await served.refusal('POST', '/api/actions', { text: '{"a', headers: json })).toEqual([
    'bad_request',
    expect.stringMatching(/^The body is no JSON/),
  ]);
  const large = 'x'.repeat(10 * 1024 * 1024 + 1);
  expect(await served.refusal('POST', csv, { text: large, headers })).toEqual([
    'too_large',
    expect.stringMatching(/10 MB/),
  ]);
});

it('acknowledges what is stored: another program finds it, though this one never ended', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'emulator-api-'));
  const kept = await Served.start('', { dataDir, authorization: 'ask' });
  try {
    await kept.act({ do: 'edit', sheet: 'Sheet1', cell: 'A1', value: 'kept' });
    await kept.post('/api/authorization', { user: COLLEAGUE, grant: 'all' });
    await kept.call('PATCH', '/api/switches', { json: { bulkEvents: 'edit-and-change' } });
    const other = createEmulator({
      files: [],
      dataDir,
      users: [OWNER, COLLEAGUE],
      authorization: 'ask',
      scheduler: false,
    });
    expect(other.workbook.display(other.workbook.sheet('Sheet1'), 1, 1)).toBe('kept');
    expect([OWNER, COLLEAGUE].map((user) => other.authorization.of(user).required)).toEqual([true, false]);
    expect(other.switches.current.bulkEvents).toBe('edit-and-change');
    await other.close();
  } finally {
    await kept.close();
    rmSync(dataDir, { recursive: true });
  }
});
