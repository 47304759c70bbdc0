/** The language as the V8 runtime has it, where it differs from a browser or from Node. */
import { createEmulator, type Emulator } from '../../../emulator/src/index';

let emulator: Emulator;
beforeAll(() => void (emulator = createEmulator({ files: [], clock: { start: new Date(0) } })));
afterAll(() => emulator.close());

async function evaluate(body: string, before = ''): Promise<unknown> {
  emulator.load([{ name: 'Code.gs', source: `${before}\nfunction main() { ${body} }` }]);
  const { error, returnValue } = await emulator.run('main');
  return error ? `${error.name}: ${error.message}` : returnValue;
}

test('`this` at the top level is the global object, services included', async () => {
  const before = 'const top = this; var own = 1; let hidden = 2;';
  expect(
    await evaluate('return [top === globalThis, top.own, top.hidden, top.Utilities === Utilities]', before),
  ).toEqual([true, 1, undefined, true]);
});

test.each([
  'setTimeout', 'setInterval', 'queueMicrotask', 'TextEncoder', 'TextDecoder', 'ReadableStream', 'fetch', 'FormData', 'File', 'Blob', 'URL',
  'URLSearchParams', 'DOMException', 'atob', 'btoa', 'crypto', 'SubtleCrypto', 'window', 'navigator', 'performance', 'process', 'AbortController',
  'Headers', 'Request', 'Response', 'Event', 'CompressionStream', 'structuredClone', 'require', 'module', 'WebAssembly', 'SharedArrayBuffer',
])('there is no %s', async (name) => {
  expect(await evaluate(`return typeof ${name}`)).toBe('undefined');
}); // prettier-ignore

test('what the language itself has is there: classes, modern operators, big numbers, named groups', async () => {
  const body = `
    class A { x = 1; get y() { return this?.x ?? 0 } static z() { return 2n ** 64n > 0n } }
    const { groups: { year } } = /(?<year>\\d{4})/.exec('in 2024');
    return [new A().y, A.z(), year, [3, 1].toSorted ? 'new' : 'old', Object.fromEntries([['a', [1, [2]].flat()]])]`;
  expect(await evaluate(body)).toEqual([1, true, '2024', expect.any(String), { a: [1, 2] }]);
});

test('values of enums print and serialise as their names', async () => {
  const body = `const { FULL } = ScriptApp.AuthMode; return [String(FULL), JSON.stringify({ FULL }), FULL === ScriptApp.AuthMode.FULL, FULL.ordinal()]`;
  expect(await evaluate(body)).toEqual(['FULL', '{"FULL":"FULL"}', true, 3]);
});

test('errors have neither file name nor line number as members', async () => {
  expect(await evaluate(`const e = new Error('x'); return ['fileName' in e, 'lineNumber' in e]`)).toEqual([
    false,
    false,
  ]);
});

test('what the platform throws is an Error named Exception whose message has no prefix', async () => {
  const body = `try { SpreadsheetApp.getActiveSheet().getRange(0, 1) } catch (e) { return [e instanceof Error, e.name, e.message, String(e)] }`;
  const text = 'The starting row of the range is too small.';
  expect(await evaluate(body)).toEqual([true, 'Exception', text, `Exception: ${text}`]);
});

test('a const that two files declare is a syntax error, a function is overwritten', async () => {
  const load = (first: string, second: string) =>
    emulator.load([
      { name: 'a.gs', source: first },
      { name: 'b.gs', source: second },
    ]);
  load('const K = 1; function main() { return 1 }', 'const K = 2;');
  expect((await emulator.run('main')).error?.message).toContain("Identifier 'K' has already been declared");
  load('function main() { return 1 }', 'function main() { return 2 }');
  expect((await emulator.run('main')).returnValue).toBe(2);
});
