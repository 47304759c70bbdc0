/** The web app over HTTP: what doGet and doPost hear, what callers get, and what the platform's front refuses by itself. */
import { emulate } from '../runtime/harness';
import { call, follow, PUBLIC, serve, type Served } from './support';

const SOURCE = `
  function text(value) { return ContentService.createTextOutput(JSON.stringify(value)).setMimeType(ContentService.MimeType.JSON); }
  function doGet(e) {
    if (e.parameter.as === 'page') return HtmlService.createHtmlOutput('<p>Hi</p>').setTitle('A & B');
    if (e.parameter.as === 'csv') return ContentService.createTextOutput('a,b').setMimeType(ContentService.MimeType.CSV).downloadAsFile('x y.csv');
    if (e.parameter.as === 'plain') return ContentService.createTextOutput('ü');
    if (e.parameter.as === 'nothing') return;
    if (e.parameter.as === 'object') return { a: 1 };
    if (e.parameter.as === 'error') throw new TypeError('no <b>way</b>');
    return text(e);
  }
  function doPost(e) { PropertiesService.getScriptProperties().setProperty('posts', String(Number(PropertiesService.getScriptProperties().getProperty('posts')) + 1)); return text(e); }
`;

let app: Served;
beforeAll(async () => {
  app = await serve(SOURCE);
});
const posts = (): number => Number(app.emulator.properties.script().get('posts') ?? '0');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('what the script hears', () => {
  it('of a GET: parameters in both forms, the query as sent, what follows /exec, and no body', async () => {
    const answer = await follow(await call('GET', `${app.exec}/a/b?x=1&x=2&y=%C3%BC`));
    expect(JSON.parse(answer.body)).toEqual({
      queryString: 'x=1&x=2&y=%C3%BC',
      parameter: { x: '1', y: 'ü' },
      parameters: { x: ['1', '2'], y: ['ü'] },
      pathInfo: 'a/b',
      contextPath: '',
      contentLength: -1,
    });
  });

  it('of a POST: the body as text with its length in bytes and its type, and no other header', async () => {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-secret': 'hidden',
      cookie: 'a=b',
    };
    const answer = await follow(await call('POST', `${app.exec}?x=1`, { headers, body: '{"a":"ü"}' }));
    expect(JSON.parse(answer.body)).toEqual({
      queryString: 'x=1',
      parameter: { x: '1' },
      parameters: { x: ['1'] },
      pathInfo: '',
      contextPath: '',
      contentLength: 10,
      postData: { length: 10, type: 'application/json', contents: '{"a":"ü"}', name: 'postData' },
    });
  });

  it.each([
    ['fields', 'a=1&b=x+y', { q: '0', a: '1', b: 'x y' }],
    ['JSON sent as a form', '{"a":1}', { q: '0', '{"a":1}': '' }],
  ])('of a form: %s as parameters', async (_name, body, parameter) => {
    const answer = await follow(await call('POST', `${app.exec}?q=0`, { headers: FORM, body }));
    expect(JSON.parse(answer.body)).toMatchObject({ parameter, postData: { contents: body } });
  });

  it('runs as the owner, with nobody at the keyboard and no document lock', async () => {
    const { exec, emulator } = await serve(
      `function doPost() { return ContentService.createTextOutput(JSON.stringify([
         Session.getEffectiveUser().getEmail(), Session.getActiveUser().getEmail(), LockService.getDocumentLock()])); }
       function doGet() { SpreadsheetApp.getUi(); }`,
      { users: ['ann@example.com'] },
    );
    expect((await follow(await call('POST', exec))).body).toBe('["ann@example.com","",null]');
    expect((await call('GET', exec)).body).toMatch(/Cannot call SpreadsheetApp.getUi\(\) from this context/);
    expect(emulator.executions.map(({ entry, user }) => [entry, user])).toEqual([
      ['webapp', 'ann@example.com'],
      ['webapp', 'ann@example.com'],
    ]);
  });

  it.each(['bound', 'null'] as const)(
    'has the bound file and its properties by two switches: %s',
    async (position) => {
      const { exec } = await serve(
        `function doPost() { return ContentService.createTextOutput(JSON.stringify([
           SpreadsheetApp.getActiveSpreadsheet() === null, PropertiesService.getDocumentProperties() === null])); }`,
        { switches: { activeSpreadsheetInWebApp: position, documentPropertiesInWebApp: position } },
      );
      const none = position === 'null';
      expect((await follow(await call('POST', exec))).body).toBe(JSON.stringify([none, none]));
    },
  );
});

describe('what the caller gets', () => {
  it('of content: a redirect to a place where it lies for one GET', async () => {
    const before = posts();
    const first = await call('POST', app.exec, { body: 'x' });
    expect(first.headers['location']).toMatch(/\/macros\/echo\?user_content_key=[\w-]{32}$/);
    expect(await follow(first)).toMatchObject({ status: 200 });
    expect(await call('GET', String(first.headers['location']))).toMatchObject({ status: 404 });
    expect(posts()).toBe(before + 1);
  });

  it.each(['POST', 'PUT', 'HEAD'])(
    'a %s at that place is refused, and leaves the content there',
    async (method) => {
      const first = await call('GET', `${app.exec}?as=plain`);
      expect((await call(method, String(first.headers['location']))).status).toBe(405);
      expect((await follow(first)).body).toBe('ü');
    },
  );

  it.each([
    ['', 'application/json; charset=utf-8', undefined],
    ['?as=plain', 'text/plain; charset=utf-8', undefined],
    ['?as=csv', 'text/csv; charset=utf-8', "attachment; filename*=UTF-8''x%20y.csv"],
  ])('content of %s is %s', async (query, type, disposition) => {
    const { headers } = await follow(await call('GET', app.exec + query));
    expect([headers['content-type'], headers['content-disposition']]).toEqual([type, disposition]);
  });

  it('a page comes at once, under its title', async () => {
    const { status, headers, body } = await call('GET', `${app.exec}?as=page`);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toBe('<!DOCTYPE html><title>A &amp; B</title><p>Hi</p>');
  });

  it.each([
    ['error', 'TypeError: no &lt;b&gt;way&lt;/b&gt;'],
    ['nothing', 'The script completed but did not return anything.'],
    ['object', 'The script completed but the returned value is not a supported return type.'],
  ])('of %s: a page for people, with status 200', async (as, text) => {
    const { status, headers, body } = await call('GET', `${app.exec}?as=${as}`);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain(`<body>${text}</body>`);
  });

  it.each([
    ['GET', 'doGet'],
    ['POST', 'doPost'],
  ])('of a %s without %s: a page with status 200 too', async (method, name) => {
    const { exec } = await serve('function other() {}');
    const { status, body } = await call(method, exec);
    expect([status, body.includes(`<body>Script function not found: ${name}</body>`)]).toEqual([200, true]);
  });
});

describe('what never reaches the script', () => {
  it.each([
    ['HEAD', '', 403],
    ['PUT', '', 405],
    ['OPTIONS', '', 405],
    ['POST', '?c=1', 405],
    ['GET', '?x=1&sid=2', 405],
  ])('%s with %s: %i', async (method, query, status) => {
    const before = app.emulator.executions.length;
    expect((await call(method, app.exec + query)).status).toBe(status);
    expect(app.emulator.executions).toHaveLength(before);
  });

  it.each(['/macros/s/other/exec', '/macros/s/', '/', '/macros/echo?user_content_key=x'])(
    '%s is not there',
    async (path) => {
      const before = app.emulator.executions.length;
      expect((await call('GET', app.origin + path)).status).toBe(404);
      expect(app.emulator.executions).toHaveLength(before);
    },
  );

  it('a body beyond the limit', async () => {
    const { exec, emulator } = await serve(SOURCE, { limits: { fetchBody: 10 } });
    expect((await call('POST', exec, { body: 'x'.repeat(11) })).status).toBe(413);
    expect((await call('POST', exec, { body: 'x'.repeat(10) })).status).toBe(302);
    expect(emulator.executions).toHaveLength(1);
  });

  it.each([
    [{ access: 'MYSELF', executeAs: 'USER_DEPLOYING' }],
    [{ access: 'ANYONE', executeAs: 'USER_ACCESSING' }],
    [{ access: 'ANYONE_ANONYMOUS', executeAs: 'USER_ACCESSING' }],
  ])('anybody without an account, when the manifest says %j', async (webapp) => {
    const { exec, emulator } = await serve(SOURCE, { manifest: { webapp } });
    const { status, headers } = await call('POST', exec);
    expect([status, headers['location']]).toEqual([
      302,
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/macros\/sign-in\?continue=/),
    ]);
    expect(emulator.executions).toEqual([]);
  });
});

describe('the address', () => {
  const ADDRESS = `function address() { return ScriptApp.getService().getUrl(); } function doGet() { return ContentService.createTextOutput('x'); }`;
  const told = async ({ emulator }: Pick<Served, 'emulator'>): Promise<unknown> =>
    (await emulator.run('address')).returnValue;

  it('is told to the script, and the same after a restart', async () => {
    const spreadsheet = { id: 'sheet-1' };
    const [first, second] = [await serve(ADDRESS, { spreadsheet }), await serve(ADDRESS, { spreadsheet })];
    expect(await told(first)).toBe(first.exec);
    expect(first.emulator.webApp.url).toBe(first.exec);
    expect(first.exec.replace(first.origin, '')).toMatch(/^\/macros\/s\/AKfycb[\w-]+\/exec$/);
    expect(second.exec.replace(second.origin, '')).toBe(first.exec.replace(first.origin, ''));
  });

  it('given as an option is served too', async () => {
    const webAppUrl = 'https://script.google.com/macros/s/given/exec';
    const { emulator } = await serve(ADDRESS);
    const other = await serve(ADDRESS, { webAppUrl, manifest: { webapp: PUBLIC } });
    const answer = await other.emulator.webApp.handle({ method: 'GET', path: '/macros/s/given/exec' });
    expect(answer.status).toBe(302);
    expect((await emulator.webApp.handle({ method: 'GET', path: '/macros/s/given/exec' })).status).toBe(404);
  });

  it('does not exist without the section "webapp" in the manifest', async () => {
    const webAppUrl = 'https://script.google.com/macros/s/given/exec';
    const none = await serve(ADDRESS, { webAppUrl, manifest: { timeZone: 'Etc/UTC' } });
    expect([await told(none), none.emulator.webApp.url]).toEqual([null, null]);
    expect((await call('GET', `${none.origin}/macros/s/given/exec`)).status).toBe(404);
  });

  it('is gone once it has been taken back', async () => {
    const { emulator, exec } = await serve(ADDRESS);
    expect((await call('GET', exec)).status).toBe(302);
    emulator.webApp.undeploy();
    expect([(await call('GET', exec)).status, await told({ emulator })]).toEqual([404, null]);
  });

  it('is null until somebody has deployed it', async () => {
    expect(await told({ emulator: emulate(ADDRESS, { manifest: { webapp: PUBLIC } }) })).toBeNull();
  });
});
