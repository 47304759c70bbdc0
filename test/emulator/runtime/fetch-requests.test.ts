/** UrlFetchApp against a real server: what is sent, and what is refused before it is. */
import { emulate, evaluate, valueOf } from './harness';
import { PUBLIC, useFetchBench } from './support/fetch-bench';

const bench = useFetchBench();
const js = JSON.stringify;

describe('what is sent', () => {
  test("a plain get, with the platform's user agent and the tunnel's headers", async () => {
    expect(
      await evaluate(bench.emulator, `return UrlFetchApp.fetch('${PUBLIC}/a b?q=ü').getContentText()`),
    ).toBe('ok');
    expect(bench.server.last).toMatchObject({
      method: 'GET',
      url: '/a%20b?q=%C3%BC',
      headers: { host: 'tracker.example.dev', 'x-forwarded-proto': 'https' },
    });
    expect(bench.server.last.headers['user-agent']).toContain('Google-Apps-Script');
  });

  test('an object payload is form data, never JSON', async () => {
    await bench.fetchText(`{ method: 'post', payload: { a: 'x y', b: 2, c: '&' } }`);
    expect(bench.server.last.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(bench.server.last.body.toString()).toBe('a=x+y&b=2&c=%26');
  });

  test('JSON is what the script makes itself', async () => {
    await bench.fetchText(
      `{ method: 'PUT', contentType: 'application/json', payload: JSON.stringify({ name: 'Zoë' }), headers: { 'If-Match': '"1"', 'User-Agent': 'mine' } }`,
    );
    expect(bench.server.last).toMatchObject({
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': '"1"', 'user-agent': 'mine' },
    });
    expect(bench.server.last.body.toString()).toBe('{"name":"Zoë"}');
  });

  test.each([
    ['no method', '{ payload: "x" }'],
    ['get', '{ method: "get", payload: "x" }'],
  ])('a payload with %s is a post', async (_case, params) => {
    await bench.fetchText(params);
    expect(bench.server.last.method).toBe('POST');
  });

  test("bytes and blobs, with the blob's type", async () => {
    await bench.fetchText(`{ method: 'post', payload: Utilities.newBlob([1, -1, 0], 'image/png', 'p.png') }`);
    expect([bench.server.last.headers['content-type'], [...bench.server.last.body]]).toEqual([
      'image/png',
      [1, 255, 0],
    ]);
    await bench.fetchText(`{ method: 'post', payload: [72, -61, -92] }`);
    expect(bench.server.last.body.toString()).toBe('Hä');
  });

  test('a form with a blob inside is multipart', async () => {
    await bench.fetchText(
      `{ method: 'post', payload: { note: 'n', file: Utilities.newBlob('hello', 'text/plain', 'a.txt') } }`,
    );
    expect(bench.server.last.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(bench.server.last.body.toString()).toContain(
      'name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n',
    );
  });

  test('getRequest shows what would be sent and sends nothing', async () => {
    const request = await evaluate(
      bench.emulator,
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
    expect(bench.server.seen).toEqual([]);
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
    expect(await bench.fetchText(params)).toBe(`Exception: ${message}`);
    expect(bench.server.seen).toEqual([]);
  });

  test.each(['not a url at all', 'ftp://files.example.dev/x', 'http://'])('the address %s', async (url) => {
    expect(await evaluate(bench.emulator, `UrlFetchApp.fetch(${js(url)})`)).toBe(
      `Exception: Invalid argument: ${url}`,
    );
  });

  test('an address beyond 2 KB', async () => {
    expect(await evaluate(bench.emulator, `UrlFetchApp.fetch('${PUBLIC}/' + 'x'.repeat(2100))`)).toBe(
      'Exception: Limit Exceeded: URLFetch URL Length.',
    );
  });

  test('arguments of the wrong type', async () => {
    expect(await evaluate(bench.emulator, `UrlFetchApp.fetch({})`)).toBe(
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
