/** Who may use the API and the page: programs on this machine and the page itself, by its own name; nobody else. */
import { Served } from './support/served';

const PAGE = {
  html: { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html><p>page'), etag: '"shell"' },
  files: new Map([
    ['/assets/sheet-1.js', { type: 'text/javascript; charset=utf-8', body: Buffer.from('1'), etag: '"one"' }],
  ]),
};
let served: Served;
beforeAll(async () => {
  served = await Served.start(
    'function doPost() { return ContentService.createTextOutput("posted") } function side() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("<p>hi</p>")) }',
    {
      manifest: { webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } },
      api: { page: () => Promise.resolve(PAGE) },
    },
  );
});
afterAll(() => served.close());

const EDIT = { action: { do: 'edit', sheet: 'Sheet1', cell: 'A1', value: 'x' } };
const edited = (): string => served.emulator.workbook.display(served.emulator.workbook.sheet('Sheet1'), 1, 1);

describe('turned away:', () => {
  const foreign: readonly [string, () => Record<string, string>][] = [
    ["another site's page", () => ({ origin: 'https://evil.example.com' })],
    ['a page on another port of this machine', () => ({ origin: 'http://localhost:1' })],
    ['a page that speaks https', () => ({ origin: `https://127.0.0.1:${served.port}` })],
    ['a page under our other name', () => ({ origin: `http://localhost:${served.port}` })],
    ['a page without an origin of its own, such as a sandboxed frame', () => ({ origin: 'null' })],
    ['a request that another site made the browser send', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a request from another port', () => ({ 'sec-fetch-site': 'same-site' })],
    ['a name that leads here', () => ({ host: `rebound.example.com:${served.port}` })],
    ['a name that begins like ours', () => ({ host: `127.0.0.1.example.com:${served.port}` })],
    ['our name with another port', () => ({ host: '127.0.0.1:1' })],
    ['our name without a port', () => ({ host: '127.0.0.1' })],
  ];
  it.each(foreign)('%s', async (_who, headers) => {
    const sent = { headers: headers() };
    for (const [method, path] of [['POST', '/api/actions'], ['POST', '/macros/s/x/exec']] as const)
      expect(await served.refusal(method, path, { ...sent, json: EDIT })).toEqual(['forbidden', expect.any(String)]);
    for (const path of ['/api/workbook', '/api/events', '/assets/sheet-1.js', '/api/sheets/0/csv'])
      expect(await served.refusal('GET', path, sent)).toEqual(['forbidden', expect.any(String)]);
    expect(edited()).toBe('');
  }); // prettier-ignore

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'a body that is "%s", as forms of other sites send it',
    async (type) => {
      const sent = { headers: { 'content-type': type }, text: JSON.stringify(EDIT) };
      expect(await served.refusal('POST', '/api/actions', sent)).toEqual([
        'bad_request',
        'Send JSON, with the header content-type: application/json.',
      ]);
      expect(edited()).toBe('');
    },
  );
});

it('lets in the page itself, programs, and who follows a link to the page', async () => {
  const same = { origin: served.url, host: new URL(served.url).host, 'sec-fetch-site': 'same-origin' };
  expect((await served.call('GET', '/api/workbook', { headers: same })).status).toBe(200);
  for (const host of [`127.0.0.1:${served.port}`, `localhost:${served.port}`, `[::1]:${served.port}`])
    expect((await served.call('GET', '/api/workbook', { headers: { host } })).status).toBe(200);
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect((await served.call('GET', '/', { headers: link })).status).toBe(200);
  expect(await served.refusal('GET', '/api/workbook', { headers: link })).toEqual([
    'forbidden',
    expect.any(String),
  ]);
});

it('serves the page with a policy that lets it load its own files only, and cannot be framed', async () => {
  const { status, headers, text } = await served.call('GET', '/');
  expect([status, text]).toEqual([200, '<!doctype html><p>page']);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  });
  const policy = String(headers['content-security-policy']);
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
  ])
    expect(policy).toContain(rule);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  const asset = await served.call('GET', '/assets/sheet-1.js');
  expect([asset.text, asset.headers['cache-control']]).toEqual(['1', 'public, max-age=31536000, immutable']);
  const again = await served.call('GET', '/', { headers: { 'if-none-match': '"shell"' } });
  expect([again.status, again.text]).toEqual([304, '']);
  expect(await served.refusal('GET', '/assets/gone.js')).toEqual(['not_found', expect.any(String)]);
});

it("keeps a script's page apart from the spreadsheet's: an origin of its own, inside our frame only", async () => {
  await served.post('/api/run', { function: 'side', wait: true });
  const [page] = await served.get<{ id: string }[]>('/api/pages');
  const { headers, text } = await served.call('GET', `/api/pages/${page?.id}/content`);
  const policy = String(headers['content-security-policy']);
  expect(policy).toMatch(/(^|; )sandbox allow-scripts/);
  expect(policy).not.toContain('allow-same-origin');
  expect(policy).toContain("frame-ancestors 'self'");
  expect(text).toContain('<p>hi</p>');
  expect(await served.refusal('GET', '/api/pages/99/content')).toEqual(['not_found', expect.any(String)]);
});

it('answers as the web app beside it, by the redirect that has to be followed with GET', async () => {
  const { webAppUrl } = await served.get<{ webAppUrl: string }>('/api/script');
  const exec = new URL(webAppUrl).pathname;
  const first = await served.call('POST', exec, { json: { wake: true } });
  expect(first.status).toBe(302);
  const echo = new URL(String(first.headers['location']));
  expect((await served.call('GET', echo.pathname + echo.search)).text).toBe('posted');
});

it('gives nothing of the API a body that could be read as a page', async () => {
  const { headers } = await served.call('GET', '/api/workbook');
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(headers).not.toHaveProperty('x-powered-by');
});
