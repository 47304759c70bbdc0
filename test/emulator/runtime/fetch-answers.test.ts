/** UrlFetchApp against a real server: what comes back, from one and from many requests at once. */
import { deflateSync, gzipSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../../emulator/src/options';
import { fetchRules } from '../../../emulator/src/services/fetch/handlers';
import { prepareRequest } from '../../../emulator/src/services/fetch/prepare';
import { switchesWith } from '../../../emulator/src/switches';
import { emulate, evaluate, valueOf } from './harness';
import { PUBLIC, useFetchBench } from './support/fetch-bench';

const bench = useFetchBench();
/** Packed, it is short. */
const LONG = Buffer.alloc(1000, 'x');
const js = JSON.stringify;

describe('what comes back', () => {
  test('code, headers as the server wrote them, repeats apart', async () => {
    bench.server.respond = (_request, response) => {
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
      bench.emulator,
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
    bench.server.respond = (_request, response) => void response.end(Buffer.from([0x48, 0xe4, 0xff]));
    const answer = await evaluate(
      bench.emulator,
      `const r = UrlFetchApp.fetch('${PUBLIC}'); return [r.getContent(), r.getContentText('ISO-8859-1')]`,
    );
    expect(answer).toEqual([[72, -28, -1], 'Häÿ']);
    bench.server.respond = (_request, response) =>
      void response
        .writeHead(200, { 'Content-Type': 'text/plain; charset=iso-8859-1' })
        .end(Buffer.from([0xe4]));
    expect(await bench.fetchText('{}')).toBe('ä');
    bench.server.respond = (_request, response) => void response.end('Zoë 🎉');
    expect(
      await evaluate(
        bench.emulator,
        `const r = UrlFetchApp.fetch('${PUBLIC}'); return [r.getContentText(), r.getContent().length]`,
      ),
    ).toEqual(['Zoë 🎉', 9]);
  });

  test('gzip is undone', async () => {
    bench.server.respond = (_request, response) =>
      void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('packed'));
    expect(await bench.fetchText('{}')).toBe('packed');
  });

  test.each([
    ['plain', {}, LONG],
    ['gzip', { 'Content-Encoding': 'gzip' }, gzipSync(LONG)],
    ['deflate', { 'Content-Encoding': 'deflate' }, deflateSync(LONG)],
  ] as const)('an answer beyond 50 MB is cut off, or fails: %s', async (_kind, headers, body) => {
    bench.server.respond = (_request, response) => void response.writeHead(200, headers).end(body);
    const long = (longAnswers: 'truncated' | 'fails') =>
      valueOf(
        emulate(`const main = () => UrlFetchApp.fetch('${PUBLIC}').getContentText()`, {
          tunnels: [{ publicUrl: PUBLIC, target: bench.server.origin }],
          limits: { fetchResponse: 100 },
          switches: { longAnswers },
        }),
        'main',
      );
    expect(DEFAULT_LIMITS.fetchResponse).toBe(50 * 1024 * 1024);
    expect(await long('fails')).toBe('Exception: Limit Exceeded: URLFetch Response Size.');
    expect(await long('truncated')).toBe('x'.repeat(100));
  });

  test('an error status throws with the host only and a truncated body', async () => {
    bench.server.respond = (_request, response) =>
      void response.writeHead(500).end(`{"error":"${'x'.repeat(200)}"}`);
    const message = await bench.fetchText('{}', '/secret?key=1');
    expect(message).toBe(
      `Exception: Request failed for ${PUBLIC} returned code 500. Truncated server response: {"error":"${'x'.repeat(90)}... (use muteHttpExceptions option to examine full response)`,
    );
  });

  test('unless it is muted', async () => {
    bench.server.respond = (_request, response) => void response.writeHead(422).end('no');
    expect(
      await evaluate(
        bench.emulator,
        `const r = UrlFetchApp.fetch('${PUBLIC}', { muteHttpExceptions: true }); return [r.getResponseCode(), r.getContentText()]`,
      ),
    ).toEqual([422, 'no']);
  });

  test('redirects are followed with a get, or not at all', async () => {
    bench.server.respond = (request, response) =>
      request.url === '/a'
        ? void response.writeHead(302, { Location: '/b' }).end()
        : void response.end(`${request.method} ${request.url}`);
    expect(await bench.fetchText(`{ method: 'post', payload: 'x' }`, '/a')).toBe('GET /b');
    expect(
      await evaluate(
        bench.emulator,
        `return UrlFetchApp.fetch('${PUBLIC}/a', { followRedirects: false }).getResponseCode()`,
      ),
    ).toBe(302);
  });

  test('307 repeats the request', async () => {
    bench.server.respond = (request, response) =>
      request.url === '/a'
        ? void response.writeHead(307, { Location: '/b' }).end()
        : void response.end(`${request.method} ${request.body.toString()}`);
    expect(await bench.fetchText(`{ method: 'put', payload: 'x' }`, '/a')).toBe('PUT x');
  });

  test('a server that closes without an answer is unavailable', async () => {
    bench.server.respond = (_request, response) => void response.socket?.destroy();
    expect(await bench.fetchText('{}')).toBe(`Exception: Address unavailable: ${PUBLIC}/tasks`);
  });

  test('a slow server times out', async () => {
    bench.server.respond = () => undefined;
    expect(await bench.fetchText('{ timeoutSeconds: 0.1 }')).toBe(`Exception: Timeout: ${PUBLIC}/tasks`);
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
    bench.server.respond = (request, response) => {
      waiting.push(() => response.end(request.url));
      if (waiting.length === 2) waiting.reverse().forEach((answer) => answer());
    };
    expect(
      await evaluate(
        bench.emulator,
        `return UrlFetchApp.fetchAll(['${PUBLIC}/1', { url: '${PUBLIC}/2', method: 'post' }]).map((r) => r.getContentText())`,
      ),
    ).toEqual(['/1', '/2']);
  });

  test('loses every answer when one unmuted request fails, though the server has seen all', async () => {
    bench.server.respond = (request, response) =>
      void response.writeHead(request.url === '/bad' ? 400 : 200).end();
    expect(
      await evaluate(bench.emulator, `return UrlFetchApp.fetchAll(['${PUBLIC}/ok', '${PUBLIC}/bad'])`),
    ).toContain('returned code 400');
    expect(bench.server.seen).toHaveLength(2);
  });

  test('fails as a whole for one bad request, muted or not, before any is sent', async () => {
    const requests = js([
      { url: `${PUBLIC}/ok`, muteHttpExceptions: true },
      { url: `${PUBLIC}/x`, method: 'head', muteHttpExceptions: true },
    ]);
    expect(await evaluate(bench.emulator, `return UrlFetchApp.fetchAll(${requests})`)).toBe(
      'Exception: Attribute provided with invalid value: method',
    );
    expect(bench.server.seen).toEqual([]);
  });
});
