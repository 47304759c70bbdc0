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

describe('texts of errors in the language of the user', () => {
  const USERS = ['en', 'de', 'fr', 'pt-BR', 'zh_tw', 'xx'].map((locale) => ({
    email: `${locale}@example.com`,
    locale,
  }));
  const emulator = emulate('', { users: [{ email: 'owner@example.com' }, ...USERS] });
  const thrown = (user: string, call: string) =>
    evaluate(
      emulator,
      `try { ${call} } catch (e) { return [e.name, e.message, Session.getActiveUserLocale()] }`,
      { user },
    );
  const rename = `const ss = SpreadsheetApp.getActive(); ss.insertSheet('A $& B'); ss.insertSheet('A $& B')`;
  afterEach(() => emulator.workbook.as().deleteSheet('A $& B'));

  test.each([
    ['owner@example.com', 'A sheet with the name "A $& B" already exists. Please enter another name.', 'en'],
    ['en@example.com', 'A sheet with the name "A $& B" already exists. Please enter another name.', 'en'],
    [
      'de@example.com',
      'Es ist bereits ein Tabellenblatt mit dem Namen "A $& B" vorhanden. Geben Sie einen anderen Namen ein.',
      'de',
    ],
    ['pt-BR@example.com', 'Já existe uma página chamada "A $& B". Insira outro nome.', 'pt'],
    ['zh_tw@example.com', '已有工作表使用「A $& B」這個名稱。請輸入其他名稱。', 'zh'],
    ['xx@example.com', 'A sheet with the name "A $& B" already exists. Please enter another name.', 'xx'],
  ])('%s reads: %s', async (user, message, language) => {
    expect(await thrown(user, rename)).toEqual(['Exception', message, language]);
  });

  test('what is not known in a language is English, and so are the errors of scripts', async () => {
    await thrown('de@example.com', rename);
    const user = 'de@example.com';
    expect(await thrown(user, `SpreadsheetApp.getActive().getRange('Nowhere!A1')`)).toMatchObject({
      1: 'Range not found',
    });
    expect(await thrown(user, `throw new Error('Range not found')`)).toMatchObject({ 1: 'Range not found' });
    expect(await thrown('fr@example.com', `SpreadsheetApp.getActive().getRange('Nowhere!A1')`)).toMatchObject(
      { 1: 'Plage introuvable' },
    );
  });

  test('a trigger without consent fails in the words of its owner, and a person may change their language', async () => {
    await thrown('owner@example.com', rename);
    emulator.authorization.revoke('fr@example.com');
    const required = async () => (await emulator.run('main', { user: 'fr@example.com' })).error?.message;
    expect(await required()).toMatch(/^Autorisation requise pour exécuter cette action/);
    emulator.people.share({ email: 'fr@example.com', locale: 'it' });
    expect(await required()).toBe("Per eseguire questa azione è richiesta l'autorizzazione.");
  });
});
