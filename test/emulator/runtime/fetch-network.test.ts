/** UrlFetchApp: what Google's servers cannot reach, what goes wrong on the way, quotas and permissions. */
import { isPrivateAddress, publicLookup } from '../../../emulator/src/services/fetch/addresses';
import { createEmulator, type Emulator } from '../../../emulator/src/index';
import { emulate, evaluate, SCOPES, valueOf } from './harness';
import { PUBLIC, useFetchBench } from './support/fetch-bench';

const bench = useFetchBench();

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
    expect(await evaluate(bench.emulator, `UrlFetchApp.fetch('${url}')`)).toBe(
      `Exception: DNS error: ${url}`,
    );
  });

  test('and the log says what would help', async () => {
    bench.lines.length = 0;
    await evaluate(bench.emulator, `UrlFetchApp.fetch('${bench.server.origin}/tasks')`);
    expect(bench.lines).toEqual([
      expect.stringContaining(`--tunnel https://NAME.example.dev=${bench.server.origin}`),
    ]);
    expect(bench.server.seen).toEqual([]);
  });

  test('muting does not mute a network failure', async () => {
    expect(
      await evaluate(bench.emulator, `UrlFetchApp.fetch('http://localhost', { muteHttpExceptions: true })`),
    ).toBe('Exception: DNS error: http://localhost');
  });

  test('a redirect to such an address', async () => {
    bench.server.respond = (_request, response) =>
      void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end();
    expect(await bench.fetchText('{}')).toBe(`Exception: DNS error: ${PUBLIC}/tasks`);
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
      tunnels: [{ publicUrl: PUBLIC, target: bench.server.origin }],
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

describe('faults, quotas and permissions', () => {
  test.each([
    ['dns', 'DNS error'],
    ['timeout', 'Timeout'],
    ['unavailable', 'Address unavailable'],
  ] as const)('the fault %s', async (fault, text) => {
    bench.emulator.network.setFault(({ method }) => (method === 'GET' ? fault : undefined));
    expect(await bench.fetchText('{}')).toBe(`Exception: ${text}: ${PUBLIC}/tasks`);
    expect(await bench.fetchText(`{ method: 'delete' }`)).toBe('ok');
    expect(bench.server.seen).toHaveLength(1);
  });

  test.each([
    ['bandwidth', `Bandwidth quota exceeded: ${PUBLIC}/tasks. Try reducing the rate of data transfer.`],
    [
      'burst',
      'Service invoked too many times in a short time: urlfetch. Try Utilities.sleep(1000) between calls.',
    ],
  ] as const)('a %s that is too much, by fault', async (fault, text) => {
    bench.emulator.network.setFault(() => fault);
    expect(await bench.fetchText('{ muteHttpExceptions: true }')).toBe(`Exception: ${text}`);
    expect(bench.server.seen).toEqual([]);
  });

  test('calls in a second and bytes in a minute have limits where they are set, for each user', async () => {
    const users = ['a@example.com', 'b@example.com'];
    const [clock, tunnels] = [{ start: new Date(0) }, [{ publicUrl: PUBLIC, target: bench.server.origin }]];
    const source = `const get = (n) => UrlFetchApp.fetchAll(Array(n).fill('${PUBLIC}')).length`;
    const hasty = emulate(source, { limits: { fetchesPerSecond: 2 }, users, clock, tunnels });
    const get = (emulator: Emulator, ...args: [number, string?]) =>
      valueOf(emulator, 'get', { args: [args[0]], ...(args[1] === undefined ? {} : { user: args[1] }) });
    const burst =
      'Exception: Service invoked too many times in a short time: urlfetch. Try Utilities.sleep(1000) between calls.';
    expect([await get(hasty, 2), await get(hasty, 1), await get(hasty, 3, users[1])]).toEqual([
      2,
      burst,
      burst,
    ]);
    await hasty.advanceClock(1_000);
    expect([await get(hasty, 2), bench.server.seen.length]).toEqual([2, 4]);
    const greedy = emulate(source, { limits: { fetchBytesPerMinute: 3 }, users, clock, tunnels });
    const full = `Exception: Bandwidth quota exceeded: ${PUBLIC}. Try reducing the rate of data transfer.`;
    expect([await get(greedy, 2), await get(greedy, 1), await get(greedy, 1, users[1])]).toEqual([
      2,
      full,
      1,
    ]);
    await greedy.advanceClock(60_000);
    expect(await get(greedy, 1)).toBe(1);
  });

  test("a status in the server's place, by what is asked", async () => {
    bench.emulator.network.setFault(({ url, body }) =>
      url.endsWith('/tasks') && body === 'x'
        ? { status: 429, headers: { 'Retry-After': '1' }, body: 'slow down' }
        : undefined,
    );
    expect(
      await evaluate(
        bench.emulator,
        `const r = UrlFetchApp.fetch('${PUBLIC}/tasks', { method: 'post', payload: 'x', muteHttpExceptions: true }); return [r.getResponseCode(), r.getHeaders()['Retry-After']]`,
      ),
    ).toEqual([429, '1']);
  });

  test('a delay', async () => {
    bench.emulator.network.setFault(() => ({ delayMs: 80 }));
    const startedAt = Date.now();
    expect(await bench.fetchText('{}')).toBe('ok');
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(75);
  });

  test("the day's quota counts each request of fetchAll, and each user's own", async () => {
    const poor = emulate(
      `function main() { return UrlFetchApp.fetchAll(['${PUBLIC}/1', '${PUBLIC}/2']).length }`,
      {
        tunnels: [{ publicUrl: PUBLIC, target: bench.server.origin }],
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
    expect(await evaluate(bench.emulator, `UrlFetchApp.fetch('${PUBLIC}')`, { entry: 'simple' })).toBe(text);
    const scoped = emulate(`function main() { UrlFetchApp.fetch('${PUBLIC}') }`, {
      manifest: { oauthScopes: [`${SCOPES}script.scriptapp`] },
    });
    expect(await valueOf(scoped, 'main')).toBe(text);
    expect(bench.server.seen).toEqual([]);
  });

  test('a fetch under way ends with its execution', async () => {
    let dropped = false;
    const arrived = new Promise<void>((resolve) => {
      bench.server.respond = (_request, response) => {
        response.on('close', () => (dropped = true));
        resolve();
      };
    });
    bench.emulator.load([{ name: 'Code.js', source: `function main() { UrlFetchApp.fetch('${PUBLIC}') }` }]);
    const { execution, done } = bench.emulator.start('main');
    await arrived;
    bench.emulator.kill(execution);
    expect((await done).status).toBe('killed');
    while (!dropped) await new Promise((resolve) => setImmediate(resolve));
  });
});
