/** UrlFetchApp against a real server: parameters, refusals, texts, answers, tunnels, faults, quotas. */
import { gzipSync } from 'node:zlib';
import { createEmulator } from '../../../emulator/src/index';
import { DEFAULT_LIMITS } from '../../../emulator/src/options';
import { isPrivateAddress, publicLookup } from '../../../emulator/src/services/fetch/addresses';
import { fetchRules } from '../../../emulator/src/services/fetch/handlers';
import { prepareRequest } from '../../../emulator/src/services/fetch/prepare';
import { switchesWith } from '../../../emulator/src/switches';
import { emulate, evaluate, SCOPES, valueOf } from './harness';
import { TestServer } from './server';

const PUBLIC = 'https://tracker.example.dev';
let server: TestServer;
let emulator: ReturnType<typeof emulate>;
const lines: string[] = [];

beforeAll(async () => {
  server = await TestServer.start();
  emulator = emulate('', {
    tunnels: [{ publicUrl: PUBLIC, target: server.origin }],
    log: (line) => lines.push(line),
  });
});
beforeEach(() => {
  server.seen.length = 0;
  server.respond = (_request, response) => void response.end('ok');
});
afterEach(() => emulator.network.setFault(undefined));
afterAll(() => server.stop());

const js = JSON.stringify;
const fetchText = (params: string, path = '/tasks') =>
  evaluate(emulator, `return UrlFetchApp.fetch('${PUBLIC}${path}', ${params}).getContentText()`);

describe('what is sent', () => {
  test("a plain get, with the platform's user agent and the tunnel's headers", async () => {
    expect(await evaluate(emulator, `return UrlFetchApp.fetch('${PUBLIC}/a b?q=ü').getContentText()`)).toBe(
      'ok',
    );
    expect(server.last).toMatchObject({
      method: 'GET',
      url: '/a%20b?q=%C3%BC',
      headers: { host: 'tracker.example.dev', 'x-forwarded-proto': 'https' },
    });
    expect(server.last.headers['user-agent']).toContain('Google-Apps-Script');
  });

  test('an object payload is form data, never JSON', async () => {
    await fetchText(`{ method: 'post', payload: { a: 'x y', b: 2, c: '&' } }`);
    expect(server.last.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(server.last.body.toString()).toBe('a=x+y&b=2&c=%26');
  });

  test('JSON is what the script makes itself', async () => {
    await fetchText(
      `{ method: 'PUT', contentType: 'application/json', payload: JSON.stringify({ name: 'Zoë' }), headers: { 'If-Match': '"1"', 'User-Agent': 'mine' } }`,
    );
    expect(server.last).toMatchObject({
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': '"1"', 'user-agent': 'mine' },
    });
    expect(server.last.body.toString()).toBe('{"name":"Zoë"}');
  });

  test.each([
    ['no method', '{ payload: "x" }'],
    ['get', '{ method: "get", payload: "x" }'],
  ])('a payload with %s is a post', async (_case, params) => {
    await fetchText(params);
    expect(server.last.method).toBe('POST');
  });

  test("bytes and blobs, with the blob's type", async () => {
    await fetchText(`{ method: 'post', payload: Utilities.newBlob([1, -1, 0], 'image/png', 'p.png') }`);
    expect([server.last.headers['content-type'], [...server.last.body]]).toEqual(['image/png', [1, 255, 0]]);
    await fetchText(`{ method: 'post', payload: [72, -61, -92] }`);
    expect(server.last.body.toString()).toBe('Hä');
  });

  test('a form with a blob inside is multipart', async () => {
    await fetchText(
      `{ method: 'post', payload: { note: 'n', file: Utilities.newBlob('hello', 'text/plain', 'a.txt') } }`,
    );
    expect(server.last.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(server.last.body.toString()).toContain(
      'name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n',
    );
  });

  test('getRequest shows what would be sent and sends nothing', async () => {
    const request = await evaluate(
      emulator,
      `return UrlFetchApp.getRequest('${PUBLIC}/x', { method: 'post', payload: { a: 1 }, headers: { X: 'y' } })`,
    );
    expect(request).toMatchObject({
      url: `${PUBLIC}/x`,
      method: 'post',
      payload: 'a=1',
      contentType: 'application/x-www-form-urlencoded',
      headers: { X: 'y' },
      followRedirects: true,
    });
    expect(server.seen).toEqual([]);
  });
});

describe('what is refused before sending', () => {
  test.each([
    [`{ method: 'head' }`, 'Attribute provided with invalid value: method'],
    [`{ method: 'options' }`, 'Attribute provided with invalid value: method'],
    [`{ headers: { Host: 'x' } }`, 'Attribute provided with invalid value: Header:Host'],
    [
      `{ headers: { 'Content-Length': '1' } }`,
      'Attribute provided with invalid value: Header:Content-Length',
    ],
    [`{ headers: { Authorization: null } }`, 'Attribute provided with invalid value: Header:null'],
    [`{ headers: { X: 'a\\nb' } }`, 'Attribute provided with invalid value: Header:X'],
    [`{ headers: { X: 'x'.repeat(9000) } }`, 'Limit Exceeded: URLFetch Header Size.'],
    [
      `{ headers: Object.fromEntries(Array.from({ length: 101 }, (_, i) => ['H' + i, 'x'])) }`,
      'Limit Exceeded: URLFetch Header Count.',
    ],
  ])('%s', async (params, message) => {
    expect(await fetchText(params)).toBe(`Exception: ${message}`);
    expect(server.seen).toEqual([]);
  });

  test.each(['not a url at all', 'ftp://files.example.dev/x', 'http://'])('the address %s', async (url) => {
    expect(await evaluate(emulator, `UrlFetchApp.fetch(${js(url)})`)).toBe(
      `Exception: Invalid argument: ${url}`,
    );
  });

  test('an address beyond 2 KB', async () => {
    expect(await evaluate(emulator, `UrlFetchApp.fetch('${PUBLIC}/' + 'x'.repeat(2100))`)).toBe(
      'Exception: Limit Exceeded: URLFetch URL Length.',
    );
  });

  test('arguments of the wrong type', async () => {
    expect(await evaluate(emulator, `UrlFetchApp.fetch({})`)).toBe(
      "Exception: The parameters ((class)) don't match the method signature for UrlFetchApp.fetch.",
    );
  });

  test('a body beyond the limit', async () => {
    const small = emulate(
      `function main() { UrlFetchApp.fetch('${PUBLIC}', { method: 'post', payload: '12345' }) }`,
      { limits: { fetchBody: 4 } },
    );
    expect(await valueOf(small, 'main')).toBe('Exception: Limit Exceeded: URLFetch POST Size.');
  });
});

describe('what Google cannot reach', () => {
  test.each([
    'http://localhost:3030',
    'http://127.0.0.1:8000/x',
    'http://10.0.0.5',
    'http://192.168.1.1',
    'http://169.254.1.1',
    'http://[::1]:80/',
    'http://printer.local/',
    'http://intranet/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
  ])('%s is a DNS error', async (url) => {
    expect(await evaluate(emulator, `UrlFetchApp.fetch('${url}')`)).toBe(`Exception: DNS error: ${url}`);
  });

  test('and the log says what would help', async () => {
    lines.length = 0;
    await evaluate(emulator, `UrlFetchApp.fetch('${server.origin}/tasks')`);
    expect(lines).toEqual([expect.stringContaining(`--tunnel https://NAME.example.dev=${server.origin}`)]);
    expect(server.seen).toEqual([]);
  });

  test('muting does not mute a network failure', async () => {
    expect(
      await evaluate(emulator, `UrlFetchApp.fetch('http://localhost', { muteHttpExceptions: true })`),
    ).toBe('Exception: DNS error: http://localhost');
  });

  test('a redirect to such an address', async () => {
    server.respond = (_request, response) =>
      void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end();
    expect(await fetchText('{}')).toBe(`Exception: DNS error: ${PUBLIC}/tasks`);
  });

  test.each([
    ['http://tracker.example.dev', 'http://127.0.0.1:1', 'A tunnel needs a public-looking https address'],
    ['https://localhost', 'http://127.0.0.1:1', 'A tunnel needs a public-looking https address'],
    ['https://a.example.dev', 'file:///x', 'A tunnel leads to an http address'],
    ['nonsense', 'http://127.0.0.1:1', "The tunnel's public address is no URL"],
  ])('no tunnel from %s to %s', (publicUrl, target, message) => {
    expect(() => createEmulator({ files: [], tunnels: [{ publicUrl, target }] })).toThrow(message);
  });

  test('a tunnel to a program that is not running answers 502, as real ones do', async () => {
    const dead = emulate(
      `function main() { return UrlFetchApp.fetch('${PUBLIC}', { muteHttpExceptions: true }).getResponseCode() }`,
      { tunnels: [{ publicUrl: PUBLIC, target: 'http://127.0.0.1:9' }] },
    );
    expect(await valueOf(dead, 'main')).toBe(502);
  });

  test("addresses outside the manifest's whitelist", async () => {
    const strict = emulate('', {
      tunnels: [{ publicUrl: PUBLIC, target: server.origin }],
      manifest: { urlFetchWhitelist: [`${PUBLIC}/api`, 'https://*.example.org/'] },
    });
    const reach = async (url: string) =>
      String(await evaluate(strict, `return UrlFetchApp.fetch('${url}').getContentText()`));
    expect([
      await reach(`${PUBLIC}/api`),
      await reach(`${PUBLIC}/api/x`),
      await reach(`${PUBLIC}/api?x`),
    ]).toEqual(['ok', 'ok', 'ok']);
    for (const url of [`${PUBLIC}/apix`, `${PUBLIC}/other`, 'https://example.org/'])
      expect(await reach(url)).toContain('urlFetchWhitelist');
  });
});

test('a public name with a private address does not resolve', async () => {
  const resolved = new Promise((resolve) =>
    publicLookup('localhost', {}, (error, address) => resolve([error?.code, address])),
  );
  expect(await resolved).toEqual(['ENOTFOUND', '']);
  expect(isPrivateAddress('8.8.8.8') || isPrivateAddress('2606:4700::1111')).toBe(false);
});

describe('what comes back', () => {
  test('code, headers as the server wrote them, repeats apart', async () => {
    server.respond = (_request, response) => {
      response.writeHead(
        201,
        [
          ['X-Mixed-Case', 'a'],
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['Content-Type', 'application/json'],
        ].flat(),
      );
      response.end('{}');
    };
    const answer = await evaluate(
      emulator,
      `const r = UrlFetchApp.fetch('${PUBLIC}'); return [r.getResponseCode(), r.getHeaders(), r.getAllHeaders()['Set-Cookie'], r.getBlob().getContentType()]`,
    );
    expect(answer).toEqual([
      201,
      expect.objectContaining({ 'X-Mixed-Case': 'a', 'Set-Cookie': 'b=2' }),
      ['a=1', 'b=2'],
      'application/json',
    ]);
  });

  test('signed bytes and text by charset', async () => {
    server.respond = (_request, response) => void response.end(Buffer.from([0x48, 0xe4, 0xff]));
    const answer = await evaluate(
      emulator,
      `const r = UrlFetchApp.fetch('${PUBLIC}'); return [r.getContent(), r.getContentText('ISO-8859-1')]`,
    );
    expect(answer).toEqual([[72, -28, -1], 'Häÿ']);
    server.respond = (_request, response) =>
      void response
        .writeHead(200, { 'Content-Type': 'text/plain; charset=iso-8859-1' })
        .end(Buffer.from([0xe4]));
    expect(await fetchText('{}')).toBe('ä');
    server.respond = (_request, response) => void response.end('Zoë 🎉');
    expect(
      await evaluate(
        emulator,
        `const r = UrlFetchApp.fetch('${PUBLIC}'); return [r.getContentText(), r.getContent().length]`,
      ),
    ).toEqual(['Zoë 🎉', 9]);
  });

  test('gzip is undone', async () => {
    server.respond = (_request, response) =>
      void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('packed'));
    expect(await fetchText('{}')).toBe('packed');
  });

  test('an error status throws with the host only and a truncated body', async () => {
    server.respond = (_request, response) =>
      void response.writeHead(500).end(`{"error":"${'x'.repeat(200)}"}`);
    const message = await fetchText('{}', '/secret?key=1');
    expect(message).toBe(
      `Exception: Request failed for ${PUBLIC} returned code 500. Truncated server response: {"error":"${'x'.repeat(90)}... (use muteHttpExceptions option to examine full response)`,
    );
  });

  test('unless it is muted', async () => {
    server.respond = (_request, response) => void response.writeHead(422).end('no');
    expect(
      await evaluate(
        emulator,
        `const r = UrlFetchApp.fetch('${PUBLIC}', { muteHttpExceptions: true }); return [r.getResponseCode(), r.getContentText()]`,
      ),
    ).toEqual([422, 'no']);
  });

  test('redirects are followed with a get, or not at all', async () => {
    server.respond = (request, response) =>
      request.url === '/a'
        ? void response.writeHead(302, { Location: '/b' }).end()
        : void response.end(`${request.method} ${request.url}`);
    expect(await fetchText(`{ method: 'post', payload: 'x' }`, '/a')).toBe('GET /b');
    expect(
      await evaluate(
        emulator,
        `return UrlFetchApp.fetch('${PUBLIC}/a', { followRedirects: false }).getResponseCode()`,
      ),
    ).toBe(302);
  });

  test('307 repeats the request', async () => {
    server.respond = (request, response) =>
      request.url === '/a'
        ? void response.writeHead(307, { Location: '/b' }).end()
        : void response.end(`${request.method} ${request.body.toString()}`);
    expect(await fetchText(`{ method: 'put', payload: 'x' }`, '/a')).toBe('PUT x');
  });

  test('a server that closes without an answer is unavailable', async () => {
    server.respond = (_request, response) => void response.socket?.destroy();
    expect(await fetchText('{}')).toBe(`Exception: Address unavailable: ${PUBLIC}/tasks`);
  });

  test('a slow server times out', async () => {
    server.respond = () => undefined;
    expect(await fetchText('{ timeoutSeconds: 0.1 }')).toBe(`Exception: Timeout: ${PUBLIC}/tasks`);
  });
});

test.each([
  ['as-asked', undefined, 360_000],
  ['as-asked', 90, 90_000],
  ['fixed-60s', undefined, 60_000],
  ['fixed-60s', 5, 5_000],
] as const)(
  'with the switch at %s and timeoutSeconds %s, a request may take %i ms',
  (fetchTimeout, timeoutSeconds, ms) => {
    const rules = fetchRules({
      limits: DEFAULT_LIMITS,
      manifest: {},
      switches: switchesWith({ fetchTimeout }),
    });
    const asked = timeoutSeconds === undefined ? {} : { timeoutSeconds };
    expect(prepareRequest({ url: PUBLIC, ...asked }, rules).timeoutMs).toBe(ms);
  },
);

describe('fetchAll', () => {
  test('asks in parallel and answers in order', async () => {
    const waiting: (() => void)[] = [];
    server.respond = (request, response) => {
      waiting.push(() => response.end(request.url));
      if (waiting.length === 2) waiting.reverse().forEach((answer) => answer());
    };
    expect(
      await evaluate(
        emulator,
        `return UrlFetchApp.fetchAll(['${PUBLIC}/1', { url: '${PUBLIC}/2', method: 'post' }]).map((r) => r.getContentText())`,
      ),
    ).toEqual(['/1', '/2']);
  });

  test('loses every answer when one unmuted request fails, though the server has seen all', async () => {
    server.respond = (request, response) => void response.writeHead(request.url === '/bad' ? 400 : 200).end();
    expect(
      await evaluate(emulator, `return UrlFetchApp.fetchAll(['${PUBLIC}/ok', '${PUBLIC}/bad'])`),
    ).toContain('returned code 400');
    expect(server.seen).toHaveLength(2);
  });

  test('fails as a whole for one bad request, muted or not, before any is sent', async () => {
    const requests = js([
      { url: `${PUBLIC}/ok`, muteHttpExceptions: true },
      { url: `${PUBLIC}/x`, method: 'head', muteHttpExceptions: true },
    ]);
    expect(await evaluate(emulator, `return UrlFetchApp.fetchAll(${requests})`)).toBe(
      'Exception: Attribute provided with invalid value: method',
    );
    expect(server.seen).toEqual([]);
  });
});

describe('faults, quotas and permissions', () => {
  test.each([
    ['dns', 'DNS error'],
    ['timeout', 'Timeout'],
    ['unavailable', 'Address unavailable'],
  ] as const)('the fault %s', async (fault, text) => {
    emulator.network.setFault(({ method }) => (method === 'GET' ? fault : undefined));
    expect(await fetchText('{}')).toBe(`Exception: ${text}: ${PUBLIC}/tasks`);
    expect(await fetchText(`{ method: 'delete' }`)).toBe('ok');
    expect(server.seen).toHaveLength(1);
  });

  test("a status in the server's place, by what is asked", async () => {
    emulator.network.setFault(({ url, body }) =>
      url.endsWith('/tasks') && body === 'x'
        ? { status: 429, headers: { 'Retry-After': '1' }, body: 'slow down' }
        : undefined,
    );
    expect(
      await evaluate(
        emulator,
        `const r = UrlFetchApp.fetch('${PUBLIC}/tasks', { method: 'post', payload: 'x', muteHttpExceptions: true }); return [r.getResponseCode(), r.getHeaders()['Retry-After']]`,
      ),
    ).toEqual([429, '1']);
  });

  test('a delay', async () => {
    emulator.network.setFault(() => ({ delayMs: 80 }));
    const startedAt = Date.now();
    expect(await fetchText('{}')).toBe('ok');
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(75);
  });

  test("the day's quota counts each request of fetchAll, and each user's own", async () => {
    const poor = emulate(
      `function main() { return UrlFetchApp.fetchAll(['${PUBLIC}/1', '${PUBLIC}/2']).length }`,
      {
        tunnels: [{ publicUrl: PUBLIC, target: server.origin }],
        limits: { fetchesPerDay: 3 },
        users: ['a@example.com', 'b@example.com'],
        clock: { start: new Date(0) },
      },
    );
    expect((await poor.run('main')).costs.fetches).toBe(2);
    expect(await valueOf(poor, 'main')).toBe(
      'Exception: Service invoked too many times for one day: urlfetch.',
    );
    expect(await valueOf(poor, 'main', { user: 'b@example.com' })).toBe(2);
    await poor.advanceClock(86_400_000);
    expect(await valueOf(poor, 'main')).toBe(2);
  });

  test('a simple trigger may not fetch, nor may a manifest without the scope', async () => {
    const text = `Exception: You do not have permission to call UrlFetchApp.fetch. Required permissions: ${SCOPES}script.external_request`;
    expect(await evaluate(emulator, `UrlFetchApp.fetch('${PUBLIC}')`, { entry: 'simple' })).toBe(text);
    const scoped = emulate(`function main() { UrlFetchApp.fetch('${PUBLIC}') }`, {
      manifest: { oauthScopes: [`${SCOPES}script.scriptapp`] },
    });
    expect(await valueOf(scoped, 'main')).toBe(text);
    expect(server.seen).toEqual([]);
  });

  test('a fetch under way ends with its execution', async () => {
    let dropped = false;
    const arrived = new Promise<void>((resolve) => {
      server.respond = (_request, response) => {
        response.on('close', () => (dropped = true));
        resolve();
      };
    });
    emulator.load([{ name: 'Code.js', source: `function main() { UrlFetchApp.fetch('${PUBLIC}') }` }]);
    const { execution, done } = emulator.start('main');
    await arrived;
    emulator.kill(execution);
    expect((await done).status).toBe('killed');
    while (!dropped) await new Promise((resolve) => setImmediate(resolve));
  });
});
