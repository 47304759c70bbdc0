/** Authorisation modes, explicit scopes, and whose name a script sees. */
import { emulate, evaluate, SCOPES, valueOf } from './harness';

const [ANN, BOB] = ['ann@example.com', 'bob@example.com'] as const;
const emulator = emulate('', { users: [ANN, BOB] });
const needs = (method: string, scopes: string) =>
  `Exception: You do not have permission to call ${method}. Required permissions: ${scopes}`;
const SHEETS = `(${SCOPES}spreadsheets.currentonly || ${SCOPES}spreadsheets)`;

describe('a simple trigger', () => {
  test.each([
    [
      `UrlFetchApp.fetch('https://a.example.dev')`,
      needs('UrlFetchApp.fetch', `${SCOPES}script.external_request`),
    ],
    [`UrlFetchApp.fetchAll([])`, needs('UrlFetchApp.fetchAll', `${SCOPES}script.external_request`)],
    [`ScriptApp.newTrigger('x')`, needs('ScriptApp.newTrigger', `${SCOPES}script.scriptapp`)],
    [`MailApp.sendEmail('a@b.c', 's', 'b')`, needs('MailApp.sendEmail', `${SCOPES}script.send_mail`)],
    [`Session.getEffectiveUser()`, needs('Session.getEffectiveUser', `${SCOPES}userinfo.email`)],
    [`SpreadsheetApp.openById('x')`, needs('SpreadsheetApp.openById', `${SCOPES}spreadsheets`)],
    [
      `SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(''))`,
      needs('Ui.showSidebar', `${SCOPES}script.container.ui`),
    ],
  ])('may not %s', async (call, message) => {
    expect(await evaluate(emulator, call, { entry: 'simple' })).toBe(message);
  });

  test('may use the bound file, properties, cache and locks, and knows no e-mail address', async () => {
    const done = await evaluate(
      emulator,
      `SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1); PropertiesService.getDocumentProperties().setProperty('a', '1');
       CacheService.getUserCache().put('a', '1'); LockService.getDocumentLock().waitLock(1); return Session.getActiveUser().getEmail()`,
      { entry: 'simple' },
    );
    expect(done).toBe('');
  });

  test('a forbidden call at the top level breaks it before its function runs', async () => {
    const program = emulate(
      `const all = ScriptApp.getProjectTriggers(); function onOpen() { PropertiesService.getScriptProperties().setProperty('ran', '1') }`,
    );
    const [report] = await program.as().open();
    expect([report?.status, report?.error?.message, program.properties.script().size]).toEqual([
      'failed',
      needs('ScriptApp.getProjectTriggers', `${SCOPES}script.scriptapp`).slice(11),
      0,
    ]);
    expect((await program.run('onOpen')).status).toBe('completed');
  });
});

describe('explicit scopes', () => {
  test.each([
    [`SpreadsheetApp.getActive()`, [], needs('SpreadsheetApp.getActiveSpreadsheet', SHEETS)],
    [`Session.getActiveUser()`, ['spreadsheets'], needs('Session.getActiveUser', `${SCOPES}userinfo.email`)],
    [
      `SpreadsheetApp.openById('x')`,
      ['spreadsheets.currentonly'],
      needs('SpreadsheetApp.openById', `${SCOPES}spreadsheets`),
    ],
    [
      `SpreadsheetApp.getUi().alert('x')`,
      ['spreadsheets'],
      needs('Ui.alert', `${SCOPES}script.container.ui`),
    ],
    [`ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL); return 'fine'`, [], 'fine'],
    [`return SpreadsheetApp.getActive().getSheets().length`, ['spreadsheets.currentonly'], 1],
    [`return SpreadsheetApp.getActive().getSheets().length`, ['spreadsheets'], 1],
    [`return Utilities.getUuid().length`, [], 36],
  ])('%s with %j', async (call, scopes, result) => {
    const scoped = emulate('', { manifest: { oauthScopes: scopes.map((name) => SCOPES + name) } });
    expect(await evaluate(scoped, call)).toEqual(result);
  });
});

test.each([
  ['menu', BOB, [BOB, BOB]],
  ['editor', BOB, [BOB, BOB]],
  ['clock', BOB, [BOB, BOB]],
  ['installable', BOB, [BOB, BOB]],
  ['webapp', BOB, ['', ANN]],
] as const)('%s: who is active, who lends the authority', async (entry, user, names) => {
  const read = `return [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail()]`;
  expect(await evaluate(emulator, read, { entry, user })).toEqual(names);
});

test("Session tells zones and locale; the script's zone and the spreadsheet's are apart", async () => {
  const program = emulate(
    `function main() { return [Session.getScriptTimeZone(), SpreadsheetApp.getActive().getSpreadsheetTimeZone(), Session.getActiveUserLocale()] }`,
    {
      manifest: { timeZone: 'Asia/Tokyo' },
      spreadsheet: { timeZone: 'America/New_York', locale: 'de_DE' },
    },
  );
  expect(await valueOf(program, 'main')).toEqual(['Asia/Tokyo', 'America/New_York', 'de']);
});

test('a person who is not among the users cannot act', () => {
  expect(() => emulator.as('eve@example.com')).toThrow('eve@example.com is not among');
});
