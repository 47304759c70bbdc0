/** Who may call a web app, as whom it runs, and which version of the script they get. */
import { call, follow, serve, type Served } from './support';

const [ANN, BOB, EVE] = ['ann@example.com', 'bob@example.com', 'eve@elsewhere.org'] as const;
const SOURCE = `function doGet() { return ContentService.createTextOutput(JSON.stringify([
    Session.getEffectiveUser().getEmail(), Session.getActiveUser().getEmail()])); }
  function doPost() { SpreadsheetApp.openById('1LocalSpreadsheet0000000000000000000000000000').getSheets()[0].getRange('A1').setValue('x'); return doGet(); }`;
const users = [ANN, BOB, { email: EVE, role: 'viewer' }] as const;
const open = (access: string, executeAs: string, authorization: 'granted' | 'ask' = 'granted') =>
  serve(SOURCE, { users, authorization, manifest: { webapp: { access, executeAs } } });
const form = (fields: Record<string, string>, cookie = '') => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
  body: new URLSearchParams(fields).toString(),
});

/** Signs in on the page that the web app leads to. */
async function signedIn({ origin, exec }: Served, account: string): Promise<string> {
  const first = await call('GET', `${exec}?x=1`);
  const page = await call('GET', String(first.headers['location']));
  expect(page.body).toContain(`<button name="account" value="${account}">`);
  const target = new URL(exec).pathname + '?x=1';
  expect(page.body).toContain(`value="${target}"`);
  const answer = await call('POST', `${origin}/macros/sign-in`, form({ account, continue: target }));
  expect([answer.status, answer.headers['location']]).toEqual([303, origin + target]);
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  return cookie.split(';')[0] ?? '';
}

describe('who may call', () => {
  it.each([
    ['MYSELF', [true, false, false]],
    ['DOMAIN', [true, true, false]],
    ['ANYONE', [true, true, true]],
  ] as const)('with access %s: the owner, somebody of their domain, somebody else', async (access, may) => {
    const { emulator, exec } = await open(access, 'USER_DEPLOYING');
    const statuses = [];
    for (const account of [ANN, BOB, EVE]) {
      const { status } = await emulator.webApp.handle({
        method: 'GET',
        path: new URL(exec).pathname,
        account,
      });
      statuses.push(status);
    }
    expect(statuses).toEqual(may.map((allowed) => (allowed ? 302 : 403)));
    expect(emulator.executions).toHaveLength(may.filter(Boolean).length);
  });

  it('people sign in on a page of this machine, which a cookie remembers and the script does not see', async () => {
    const app = await open('ANYONE', 'USER_DEPLOYING');
    const cookie = await signedIn(app, BOB);
    expect((await follow(await call('GET', app.exec, { headers: { cookie } }))).body).toBe(
      JSON.stringify([ANN, '']),
    );
    const owner = await signedIn(app, ANN);
    expect((await follow(await call('GET', app.exec, { headers: { cookie: owner } }))).body).toBe(
      JSON.stringify([ANN, ANN]),
    );
  });

  it('a stranger cannot sign in, nor be led elsewhere', async () => {
    const { origin, exec } = await open('ANYONE', 'USER_DEPLOYING');
    const signIn = (fields: Record<string, string>) => call('POST', `${origin}/macros/sign-in`, form(fields));
    expect((await signIn({ account: 'nobody@example.com', continue: '/macros/s/x/exec' })).status).toBe(403);
    for (const target of ['https://elsewhere.org/', '//elsewhere.org', '/macros/s/\\elsewhere'])
      expect((await signIn({ account: BOB, continue: target })).headers['location']).toBe(
        `${origin}/macros/sign-in`,
      );
    for (const cookie of ['emulator_account=nobody%40example.com', 'emulator_account=%'])
      expect((await call('GET', exec, { headers: { cookie } })).headers['location']).toMatch(/sign-in/);
    expect((await call('PUT', `${origin}/macros/sign-in`)).status).toBe(405);
  });
});

describe('executeAs USER_ACCESSING', () => {
  it('runs as the caller, with what the caller may do', async () => {
    const app = await open('ANYONE', 'USER_ACCESSING');
    const cookie = await signedIn(app, EVE);
    expect((await follow(await call('GET', app.exec, { headers: { cookie } }))).body).toBe(
      JSON.stringify([EVE, EVE]),
    );
    const refused = await call('POST', app.exec, { headers: { cookie } });
    expect(refused.body).toContain('You do not have permission to access the requested document.');
    expect(app.emulator.executions.map(({ user }) => user)).toEqual([EVE, EVE]);
  });

  it('asks a caller for consent first, and runs once it is given', async () => {
    const app = await open('ANYONE', 'USER_ACCESSING', 'ask');
    const cookie = await signedIn(app, BOB);
    const page = await call('GET', app.exec, { headers: { cookie } });
    expect(page.body).toContain('Authorization needed');
    expect(page.body).toContain('https://www.googleapis.com/auth/userinfo.email');
    expect(app.emulator.executions).toEqual([]);
    const target = new URL(app.exec).pathname;
    await call('POST', `${app.origin}/macros/consent`, form({ continue: target }));
    expect(app.emulator.authorization.of(BOB).required).toBe(true);
    await call('POST', `${app.origin}/macros/consent`, form({ continue: target }, cookie));
    expect((await follow(await call('GET', app.exec, { headers: { cookie } }))).body).toBe(
      JSON.stringify([BOB, BOB]),
    );
  });
});

test('beyond the calls of a second that are set, callers get a page and no script runs', async () => {
  const manifest = { webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } };
  const { emulator, exec } = await serve(SOURCE, {
    users,
    manifest,
    limits: { webAppCallsPerSecond: 2 },
    clock: { start: new Date(0) },
  });
  const get = () => emulator.webApp.handle({ method: 'GET', path: new URL(exec).pathname });
  const statuses = [(await get()).status, (await get()).status];
  const { status, body } = await get();
  expect([statuses, status]).toEqual([[302, 302], 200]);
  expect(body).toContain(
    'Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.',
  );
  expect(emulator.executions).toHaveLength(2);
  await emulator.advanceClock(1_000);
  expect((await get()).status).toBe(302);
});

describe('versions', () => {
  const text = (value: string) => [
    {
      name: 'Code.js',
      source: `function doGet() { return ContentService.createTextOutput('${value}' + HtmlService.createHtmlOutputFromFile('page').getContent()) }`,
    },
    { name: 'page.html', source: ` ${value}` },
  ];
  const asked = async ({ emulator }: Served, url: string | null, account: string = ANN) => {
    const { status, headers } = await emulator.webApp.handle({
      method: 'GET',
      path: new URL(url ?? '').pathname,
      account,
    });
    if (status !== 302) return status;
    const { pathname, search } = new URL(String(headers['location']));
    return (await emulator.webApp.handle({ method: 'GET', path: pathname, query: search.slice(1) })).body;
  };

  it('/exec runs the deployed version until another is deployed, /dev what was loaded last, for editors only', async () => {
    const app = await open('ANYONE', 'USER_DEPLOYING');
    const { webApp } = app.emulator;
    app.emulator.load(text('one'));
    expect([webApp.deploy().number, webApp.deployedVersion]).toEqual([2, 2]);
    app.emulator.load(text('two'));
    expect([await asked(app, app.exec), await asked(app, webApp.devUrl)]).toEqual(['one one', 'two two']);
    expect([await asked(app, webApp.devUrl, BOB), await asked(app, webApp.devUrl, EVE)]).toEqual([
      'two two',
      403,
    ]);
    expect(await asked(app, webApp.devUrl, 'nobody')).toMatch(/<title>Sign in</);
    expect(webApp.deploy()).toMatchObject({ number: 3 });
    expect(await asked(app, app.exec)).toBe('two two');
    webApp.deploy(2);
    expect(await asked(app, app.exec)).toBe('one one');
    expect(webApp.versions.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('there are two hundred at most', async () => {
    const { emulator } = await open('ANYONE', 'USER_DEPLOYING');
    for (let number = 2; number <= 200; number += 1) emulator.webApp.createVersion(`v${number}`);
    expect(emulator.webApp.versions.at(-1)).toMatchObject({ number: 200, description: 'v200' });
    expect(() => emulator.webApp.deploy()).toThrow('A script can have 200 versions');
    expect(() => emulator.webApp.deploy(201)).toThrow('There is no version 201: there are 1 to 200.');
    expect(emulator.webApp.deployedVersion).toBe(1);
  });
});
