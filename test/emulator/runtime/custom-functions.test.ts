/** Functions of the script in formulas: when they run, what they get and give, and what they may do. */
import type { Emulator } from '../../../emulator/src/index';
import { viewCells } from '../../../emulator/src/workbook/view';
import { emulate, SCOPES } from './harness';

const SOURCE = `
function DOUBLE(input) { return Array.isArray(input) ? input.map((row) => row.map((n) => n * 2)) : input * 2; }
function tell(...args) { return JSON.stringify(args.map((arg) => arg instanceof Date ? 'Date ' + arg.getTime() : arg)); }
function twoRows() { return [[1, 'a'], [2]]; }
function list() { return ['x', 'y']; }
function newYear() { return new Date(Date.UTC(2026, 0, 2)); }
function nothing() {}
function long() { return 'x'.repeat(50001); }
function sum(one) { return 'own ' + one; }
function hidden_() { return 1; }
const arrow = () => 1;
function fail() {
  throw new TypeError('It is broken');
}
function endless() { Utilities.sleep(29000); Utilities.sleep(29000); }
function inTab() { return SpreadsheetApp.getActiveSheet().getName() + SpreadsheetApp.getActive().getRange('A1').getValue(); }
function fetchIt() { return UrlFetchApp.fetch('https://nobody.example.dev').getResponseCode(); }
function attempt(what) {
  const range = SpreadsheetApp.getActive().getRange('B9');
  return [
    () => range.setValue(1),
    () => SpreadsheetApp.openById('x'),
    () => SpreadsheetApp.getUi(),
    () => SpreadsheetApp.getActive().toast('x'),
    () => Session.getActiveUser(),
    () => MailApp.sendEmail('a@example.com', 'b', 'c'),
    () => ScriptApp.getProjectTriggers(),
    () => SpreadsheetApp.getActiveRange(),
    () => PropertiesService.getUserProperties().getProperty('mine'),
    () => CacheService.getScriptCache().get('x') + HtmlService.createHtmlOutput('h').getContent() + Utilities.formatString('%s', 1),
    () => LockService.getScriptLock().tryLock(0),
  ].map((call) => { try { return String(call()); } catch (error) { return error.message; } });
}`;

const book = (options = {}): Emulator =>
  emulate(SOURCE, { spreadsheet: { timeZone: 'Etc/UTC' }, ...options });
const at = ({ workbook }: Emulator, row: number, column: number, sheet = 0) => {
  const model = workbook.sheet(workbook.sheets[sheet]?.id ?? 0);
  return workbook.display(model, row, column);
};
const column = (emulator: Emulator, rows: number, across = 1) =>
  Array.from({ length: rows }, (_, down) => at(emulator, down + 1, across));

async function type(emulator: Emulator, cells: Readonly<Record<string, string>>): Promise<void> {
  for (const [cell, text] of Object.entries(cells)) await emulator.as().edit('Sheet1', cell, text);
  await emulator.idle();
}

test('a formula runs the declared function of its name, whatever the letters; the cell loads meanwhile', async () => {
  const emulator = book();
  const typed = emulator.as().edit('Sheet1', 'A1', '=double(21)');
  expect(at(emulator, 1, 1)).toBe('Loading...');
  await typed;
  await type(emulator, {
    A2: '=DOUBLE(A1)+1',
    A3: '=SUM(1,2)',
    A4: '=hidden_()',
    A5: '=arrow()',
    A6: '=tell()',
  });
  expect(column(emulator, 6)).toEqual(['42', '85', '3', '#NAME?', '#NAME?', '[]']);
  const ran = emulator.executions.map(({ functionName, entry }) => `${entry} ${functionName}`).sort();
  expect(ran).toEqual(['custom DOUBLE', 'custom DOUBLE', 'custom tell']);
});

test('arguments are values, rows of values, Dates; empty cells are empty texts, errors the result', async () => {
  const emulator = book();
  await type(emulator, { A1: '1', B1: 'a', A2: 'TRUE', C1: '2026-01-02', C2: '=1/0' });
  await type(emulator, {
    D1: '=tell(A1,B1,A2,C1,Z1)',
    D2: '=tell(A1:B2)',
    D3: '=tell(C1:C2,,"x"&A1)',
    D4: '=tell(C2)',
  });
  expect(column(emulator, 4, 4)).toEqual([
    `[1,"a",true,"Date ${Date.UTC(2026, 0, 2)}",""]`,
    '[[[1,"a"],[true,""]]]',
    '[[["2026-01-02T00:00:00.000Z"],["#DIV/0!"]],"","x1"]',
    '#DIV/0!',
  ]);
});

test('results are values, dates, columns and rows, which never overwrite what stands there', async () => {
  const emulator = book();
  await type(emulator, {
    A1: '=twoRows()',
    A4: '=list()',
    A7: '=newYear()',
    A8: '=nothing()',
    A9: '=long()',
  });
  expect(column(emulator, 9)).toEqual(['1', '2', '', 'x', 'y', '', '1/2/2026 0:00:00', '', '#ERROR!']);
  expect(column(emulator, 2, 2)).toEqual(['a', '']);
  await type(emulator, { C1: '=twoRows()', C2: 'here', E1: '=DOUBLE({1,2;3,4})' });
  expect([at(emulator, 1, 3), at(emulator, 2, 3), at(emulator, 2, 6)]).toEqual(['#REF!', 'here', '8']);
});

test('a result is used again until the arguments are others', async () => {
  const emulator = book();
  await type(emulator, { A1: '1', B1: '=tell(A1)', B2: '=tell(A1)', C1: 'elsewhere' });
  expect(emulator.executions).toHaveLength(1);
  await type(emulator, { A1: '2', C1: '' });
  expect([column(emulator, 2, 2), emulator.executions.length]).toEqual([['[2]', '[2]'], 2]);
  emulator.load([{ name: 'Code.js', source: 'function tell() { return "another program" }' }]);
  await emulator.idle();
  expect(at(emulator, 1, 2)).toBe('another program');
});

test('arguments that are others each time load for ever, and nothing runs', async () => {
  const emulator = book();
  await type(emulator, {
    A1: '=NOW()',
    A2: '=A1+1',
    B1: '=tell(NOW())',
    B2: '=tell(A2)',
    B3: '=tell(A1:A2)',
  });
  await type(emulator, { B4: '=IF(RAND()<2,tell("still"))' });
  expect(column(emulator, 4, 2)).toEqual(['Loading...', 'Loading...', 'Loading...', '["still"]']);
  expect(emulator.executions).toHaveLength(1);
});

test('what fails shows as an error that says why; thirty seconds are the limit', async () => {
  const emulator = book({ clock: { start: new Date(0) } });
  await type(emulator, {
    A1: '=fail()',
    A2: '=endless()',
    A3: '=IFERROR(fail(),"caught")',
    A4: '=tell(A1:A2)',
  });
  expect(column(emulator, 4)).toEqual(['#ERROR!', '#ERROR!', 'caught', '[[["#ERROR!"],["#ERROR!"]]]']);
  const { cells } = viewCells(emulator.workbook, emulator.workbook.sheet('Sheet1'));
  expect(cells.slice(0, 2).map(([cell]) => cell?.error)).toEqual([
    'TypeError: It is broken (line 13).',
    'Exceeded maximum execution time (line 0).',
  ]);
});

test('may read the spreadsheet and use what is nobody’s; the rest is refused, consent or not', async () => {
  const emulator = book({
    authorization: 'ask',
    users: ['owner@example.com', 'colleague@example.com'],
    manifest: {
      oauthScopes: [
        'spreadsheets',
        'script.external_request',
        'script.send_mail',
        'script.scriptapp',
        'userinfo.email',
      ].map((name) => SCOPES + name),
    },
  });
  emulator.network.setFault(() => ({ status: 204 }));
  await emulator.as('colleague@example.com').edit('Sheet1', 'A1', '=attempt(1)');
  await emulator.idle();
  await type(emulator, { C1: '=inTab()', C2: '=fetchIt()' });
  const text = 'You do not have permission to call';
  const scopes = (name: string) => `Required permissions: ${SCOPES}${name}`;
  expect(column(emulator, 11)).toEqual([
    `${text} Range.setValue.`,
    `${text} SpreadsheetApp.openById. ${scopes('spreadsheets')}`,
    'Cannot call SpreadsheetApp.getUi() from this context.',
    `${text} Spreadsheet.toast.`,
    `${text} Session.getActiveUser. ${scopes('userinfo.email')}`,
    `${text} MailApp.sendEmail. ${scopes('script.send_mail')}`,
    `${text} ScriptApp.getProjectTriggers. ${scopes('script.scriptapp')}`,
    'Spreadsheet.getActiveRange in a custom function is not implemented by this emulator',
    'null',
    'nullh1',
    'true',
  ]);
  expect(column(emulator, 2, 3)).toEqual([`Sheet1${text} Range.setValue.`, '204']);
});

test('many at once are a few at a time, and a script that writes a formula reads that it loads', async () => {
  const emulator = emulate(
    `function square(n) { return n * n } function main() {
      const range = SpreadsheetApp.getActiveSheet().getRange('A1:A40');
      range.setFormulas(Array.from({ length: 40 }, (_, i) => ['=square(' + i + ')']));
      return range.getCell(1, 1).getValue();
    }`,
  );
  let most = 0;
  emulator.on(() => (most = Math.max(most, emulator.running.length)));
  expect((await emulator.run('main')).returnValue).toBe('Loading...');
  await emulator.idle();
  expect([at(emulator, 40, 1), most <= 6]).toEqual(['1521', true]);
});
