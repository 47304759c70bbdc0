/** What each person allows the script: asked first, granted in whole or in part, taken back, and kept apart. */
import type { AuthorizationView } from '../../../emulator/src/api/types';
import { COLLEAGUE, OWNER, Served, type Answer } from './support/served';

const AUTH = 'https://www.googleapis.com/auth/';
const SCOPES = ['spreadsheets.currentonly', 'script.scriptapp', 'script.send_mail'].map(
  (name) => AUTH + name,
);
const CODE = `
function onOpen() { SpreadsheetApp.getUi().createMenu('M').addItem('Go', 'go').addToUi(); }
function onEdit(e) { e.range.setNote('simple'); }
function go() { return SpreadsheetApp.getActive().getName(); }
function install() { ScriptApp.newTrigger('onChanged').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create(); }
function onChanged(e) { e.range.offset(0, 1).setValue('installed'); }
function mail() { MailApp.sendEmail('a@example.com', 's', 'b'); }
function info() {
  const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
  return [String(info.getAuthorizationStatus()), typeof info.getAuthorizationUrl(), info.getAuthorizedScopes()];
}
function all() { ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL); return 'all'; }
function some() { ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, ['${AUTH}spreadsheets.currentonly']); return 'some'; }
`;
const REQUIRED =
  'Authorization is required to perform that action. Please run the script again to authorize it.';
let served: Served;
beforeEach(async () => {
  served = await Served.start(CODE, { manifest: { oauthScopes: SCOPES }, authorization: 'ask' });
});
afterEach(() => served.close());

const view = (user: string) => served.get<AuthorizationView>(`/api/authorization?user=${user}`);
const granted = async (user: string) =>
  (await view(user)).scopes.filter((scope) => scope.granted).map(({ scope }) => scope);
const grant = (user: string, what: 'all' | string[] = 'all') =>
  served.post<AuthorizationView>('/api/authorization', { user, grant: what });
const run = async (name: string, user = OWNER): Promise<unknown> => {
  const [report] = (await served.post('/api/run', { user, function: name, wait: true })).executions;
  const { returnJson } = await served.get<{ returnJson: string | null }>(`/api/executions/${report?.id}`);
  return report?.error ?? JSON.parse(returnJson ?? 'null');
};

it('lists what the manifest asks for, in words; nobody has allowed anything', async () => {
  expect(await view(COLLEAGUE)).toEqual({
    user: COLLEAGUE,
    required: true,
    scopes: [
      {
        scope: SCOPES[0],
        description: 'View and manage spreadsheets that this application has been installed in',
        granted: false,
      },
      {
        scope: SCOPES[1],
        description: 'Allow this application to run when you are not present',
        granted: false,
      },
      { scope: SCOPES[2], description: 'Send email as you', granted: false },
    ],
  });
});

it('runs simple triggers without, and asks before anything else; then the person chooses again', async () => {
  await served.post('/api/open', { user: COLLEAGUE, wait: true });
  const { executions } = await served.act({ do: 'edit', sheet: 'Sheet1', cell: 'A1', value: 'x' }, COLLEAGUE);
  expect(executions).toMatchObject([{ functionName: 'onEdit', status: 'completed' }]);
  const choose = (): Promise<Answer> =>
    served.call('POST', '/api/menu', { json: { user: COLLEAGUE, path: ['M', 'Go'], wait: true } });
  const asked = await choose();
  expect([asked.status, asked.body]).toMatchObject([403, { error: { code: 'authorization_required' } }]);
  expect(await served.refusal('POST', '/api/run', { json: { user: COLLEAGUE, function: 'go' } })).toEqual([
    'authorization_required',
    expect.stringMatching(/has to allow this script to run first/),
  ]);
  expect(served.emulator.executions.map(({ functionName }) => functionName)).toEqual(['onOpen', 'onEdit']);
  const log = await served.listen(COLLEAGUE);
  expect(await grant(COLLEAGUE)).toMatchObject({ user: COLLEAGUE, required: false });
  expect((await log.next('authorization')).authorization).toMatchObject({ required: false });
  log.close();
  expect((await choose()).body).toMatchObject({ executions: [{ functionName: 'go', status: 'completed' }] });
});

it("keeps two people's grants apart", async () => {
  await grant(COLLEAGUE);
  expect([await granted(OWNER), await granted(COLLEAGUE)]).toEqual([[], SCOPES]);
  expect((await served.refusal('POST', '/api/run', { json: { function: 'go' } }))[0]).toBe(
    'authorization_required',
  );
});

it('with some scopes granted, what needs the others fails, and the script can find out', async () => {
  expect(await grant(OWNER, [SCOPES[0] ?? ''])).toMatchObject({ required: false });
  expect(await run('go')).toBe('Untitled spreadsheet');
  expect(await run('mail')).toBe(
    `You do not have permission to call MailApp.sendEmail. Required permissions: ${AUTH}script.send_mail`,
  );
  expect(await run('info')).toEqual(['REQUIRED', 'string', [SCOPES[0]]]);
  expect([await run('some'), await run('all')]).toEqual(['some', REQUIRED]);
  await grant(OWNER);
  expect([await run('info'), await run('all'), await run('mail')]).toEqual([
    ['NOT_REQUIRED', 'object', SCOPES],
    'all',
    null,
  ]);
});

it('a grant that is taken back stops the triggers of that person, and of nobody else', async () => {
  await grant(OWNER);
  await grant(COLLEAGUE);
  await run('install', OWNER);
  await run('install', COLLEAGUE);
  const edit = async () =>
    (await served.act({ do: 'edit', sheet: 'Sheet1', cell: 'A1', value: 'x' })).executions
      .filter(({ entry }) => entry === 'installable')
      .map(({ user, status, error }) => [user, status, error]);
  expect(await edit()).toEqual([[OWNER, 'completed', null], [COLLEAGUE, 'completed', null]]); // prettier-ignore
  const revoked = await served.call('DELETE', `/api/authorization?user=${COLLEAGUE}`);
  expect(revoked.body).toMatchObject({ user: COLLEAGUE, required: true });
  expect(await edit()).toEqual([[OWNER, 'completed', null], [COLLEAGUE, 'failed', REQUIRED]]); // prettier-ignore
  const [, theirs] = await served.get<object[]>('/api/triggers');
  expect(theirs).toMatchObject({ owner: COLLEAGUE, lastRun: { status: 'failed' } });
});

it('says what is wrong with a grant', async () => {
  const refusal = (json: object) => served.refusal('POST', '/api/authorization', { json });
  expect(await refusal({ grant: 'some' })).toEqual([
    'bad_request',
    expect.stringMatching(/^grant: expected "all" or a list/),
  ]);
  expect(await refusal({ grant: [`${AUTH}drive`] })).toEqual([
    'bad_request',
    expect.stringMatching(/^grant: The script does not ask for/),
  ]);
  expect(await granted(OWNER)).toEqual([]);
});

it('without a list in the manifest, asks for what the program uses', async () => {
  const free = await Served.start(CODE, { authorization: 'ask' });
  const { scopes } = await free.get<AuthorizationView>('/api/authorization');
  expect(scopes.map(({ scope }) => scope.slice(AUTH.length))).toEqual([
    'spreadsheets',
    'script.scriptapp',
    'script.send_mail',
  ]);
  await free.close();
});

it('asks again when the program asks for more than was granted', async () => {
  const grown = await Served.start('function go() { return SpreadsheetApp.getActive().getName() }', {
    authorization: 'ask',
  });
  await grown.post('/api/authorization', { grant: 'all' });
  grown.emulator.load([
    {
      name: 'Code.js',
      source: 'function go() { SpreadsheetApp.getActive(); UrlFetchApp.fetch("https://x.example") }',
    },
  ]);
  expect((await grown.refusal('POST', '/api/run', { json: { function: 'go' } }))[0]).toBe(
    'authorization_required',
  );
  await grown.close();
});

it('as long as nothing is asked, everybody has allowed everything', async () => {
  const plain = await Served.start(CODE);
  expect(await plain.get('/api/authorization')).toMatchObject({ required: false });
  expect(
    (await plain.post('/api/run', { user: COLLEAGUE, function: 'mail', wait: true })).executions,
  ).toMatchObject([{ status: 'completed' }]);
  await plain.close();
});
