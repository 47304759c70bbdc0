/** The command line, run for real. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseCommand } from '../../../emulator/src/cli-options';

const CLI = path.join(__dirname, '../../../emulator/bin/apps-script-emulator.js');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'emulator-cli-'));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write(
    'a.js',
    `function add(a, b) { console.log('adding'); return { sum: a + b, at: new Date(0), gone: undefined } }
function nothing() {}
function fail() { null.x }
function refuse() { UrlFetchApp.fetch('http://localhost:8000') }
function out() { return ContentService.createTextOutput('{"a":1}') }
function event(e) { return [e.triggerUid, String(e.authMode), Session.getEffectiveUser().getEmail()] }
function page() { return HtmlService.createHtmlOutputFromFile('page').getContent() }
function ask() { return SpreadsheetApp.getUi().alert('Sure?') }
function write(value) { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(value); SpreadsheetApp.flush() }
function size() { const s = SpreadsheetApp.getActiveSheet(); return [s.getMaxRows(), s.getMaxColumns(), s.getLastRow(), s.getRange('A1').getValue()] }
function fetchText(path) { return UrlFetchApp.fetch('https://tracker.example.dev' + path).getContentText() }
`,
  );
  write('b.gs', 'const later = () => add(1, 1).sum;');
  write('page.html', '<p>page</p>');
  write('appsscript.json', '{"oauthScopes":[]}');
  write('broken.js', 'function main( {');
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function cli(...args: string[]): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

/** Without blocking this process, which serves what the script fetches. */
function cliAsync(...args: string[]): Promise<Result> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...texts })));
}

test('prints the return value as one line of JSON, logs elsewhere', () => {
  expect(cli('run', 'a.js', '--call', 'add', '--args', '[1, 2]')).toEqual({
    status: 0,
    out: '{"sum":3,"at":"1970-01-01T00:00:00.000Z"}\n',
    err: '[add] DEBUG adding\n',
  });
});

test.each([
  [['nothing'], 'null\n'],
  [['out', '--as', 'webapp'], '"{\\"a\\":1}"\n'],
  [['event', '--as', 'clock'], '["0","FULL","owner@example.com"]\n'],
  [['event', '--as', 'simple', '--manifest', 'none.json'], null],
  [['size'], '[1000,26,0,""]\n'],
  [['add', '--args', '"x"'], '{"sum":"xundefined","at":"1970-01-01T00:00:00.000Z"}\n'],
])('%j gives %j', (args, out) => {
  const result = cli('run', 'a.js', '--call', ...args);
  expect(result).toMatchObject(out === null ? { status: 1, out: '' } : { status: 0, out });
});

test('loads several files and pages in order', () => {
  expect(cli('run', 'a.js', 'b.gs', '--call', 'later').out).toBe('2\n');
  expect(cli('run', 'page.html', 'a.js', '--call', 'page').out).toBe('"<p>page</p>"\n');
});

test.each([
  ['fail', "TypeError: Cannot read properties of null (reading 'x')\n    at fail (a.js:3:24)\n"],
  ['missing', 'Exception: Script function not found: missing\n'],
  ['ask', 'Error: Nobody answered the alert "Sure?"'],
])('an uncaught error of %s is told on stderr', (call, text) => {
  const err = expect.stringContaining(text) as string;
  expect(cli('run', 'a.js', '--call', call)).toEqual({ status: 1, out: '', err });
});

test('a refused address says what would help', () => {
  const { status, err } = cli('run', 'a.js', '--call', 'refuse');
  expect([status, err.split('\n').slice(0, 2)]).toEqual([
    1,
    [
      expect.stringContaining('--tunnel https://NAME.example.dev=http://localhost:8000'),
      'Exception: DNS error: http://localhost:8000',
    ],
  ]);
});

test('a tunnel reaches a local server', async () => {
  const server = createServer((request, response) => response.end(`you asked ${request.url}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tunnel = `https://tracker.example.dev=http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(
    await cliAsync('run', 'a.js', '--call', 'fetchText', '--args', '["/tasks"]', '--tunnel', tunnel),
  ).toEqual({ status: 0, out: '"you asked /tasks"\n', err: '' });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a data folder keeps the spreadsheet between runs', () => {
  expect(cli('run', 'a.js', '--call', 'write', '--args', '[7]', '--data', 'kept').status).toBe(0);
  expect(cli('run', 'a.js', '--call', 'size', '--data', 'kept').out).toBe('[1000,26,1,7]\n');
  expect(cli('run', 'a.js', '--call', 'size').out).toBe('[1000,26,0,""]\n');
});

test('a manifest counts only when it is named', () => {
  expect(cli('run', 'a.js', '--call', 'size').status).toBe(0);
  const refused =
    /^Exception: You do not have permission to call SpreadsheetApp\.getActive\w+\. Required permissions: \(https:\/\/www\.googleapis\.com\/auth\/spreadsheets\.currentonly \|\| /;
  for (const result of [
    cli('run', 'a.js', 'appsscript.json', '--call', 'size'),
    cli('run', 'a.js', '--call', 'size', '--manifest', 'appsscript.json'),
  ]) {
    expect(result).toMatchObject({ status: 1, out: '', err: expect.stringMatching(refused) as string });
  }
});

test('the files of a library come from a folder', () => {
  mkdirSync(path.join(folder, 'crm'));
  writeFileSync(path.join(folder, 'crm', 'Code.gs'), 'function name() { return "crm" }');
  const libraries = [{ userSymbol: 'Crm', libraryId: 'crm-id', version: '1' }];
  writeFileSync(path.join(folder, 'with-library.json'), JSON.stringify({ dependencies: { libraries } }));
  const run = (...more: string[]) =>
    cli('run', 'a.js', '--call', 'Crm.name', '--manifest', 'with-library.json', ...more);
  expect(run('--library', 'crm-id=crm')).toMatchObject({ status: 0, out: '"crm"\n' });
  expect(run('--library', 'crm-id=nowhere').err).toBe('Cannot read nowhere (ENOENT)\n');
  expect(run('--library', 'crm').err).toBe('--library crm should look like 1BxiMVs0XRA5=libraries/crm\n');
});

test('a user acts with rights of their own', () => {
  expect(cli('run', 'a.js', '--call', 'event', '--as', 'installable', '--user', 'bob@example.com').out).toBe(
    '["0","FULL","bob@example.com"]\n',
  );
});

test.each([
  [[], 'Say what to do: run FILE... --call NAME, or serve FILE... (or --help)'],
  [['walk'], 'Unknown command "walk": there are run and serve'],
  [['run'], 'Give at least one script file to run'],
  [['run', 'a.js'], 'Name the function to call: --call NAME'],
  [
    ['run', 'a.js', '--call', 'x', '--as', 'king'],
    '--as king is unknown: use one of simple, installable, menu, clock, webapp, editor',
  ],
  [['run', 'a.js', '--call', 'x', '--args', '{'], '--args is no JSON: '],
  [
    ['run', 'a.js', '--call', 'x', '--tunnel', 'nonsense'],
    '--tunnel nonsense should look like https://tracker.example.dev=http://127.0.0.1:8000',
  ],
  [
    ['run', 'a.js', '--call', 'x', '--tunnel', 'http://a.example.dev=http://127.0.0.1:1'],
    'A tunnel needs a public-looking https address',
  ],
  [['run', 'a.js', '--call', 'x', '--colour'], "Unknown option '--colour'"],
])('%j is refused', (args, message) => {
  expect(() => parseCommand(args)).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      message: expect.stringContaining(message) as string,
    }) as Error,
  );
});

test.each([
  [['run'], 'Give at least one script file to run'],
  [['run', 'gone.js', '--call', 'x'], 'Cannot read gone.js (ENOENT)'],
  [['run', 'a.txt', '--call', 'x'], 'a.txt is no .js, .gs or .html file'],
  [['run', 'a.js', '--call', 'x', '--manifest', 'a.js'], expect.stringMatching(/^a\.js is no JSON: .*$/)],
])('%j is one clear line on stderr', (args, line) => {
  const { status, out, err } = cli(...args);
  expect([status, out, err.trimEnd()]).toEqual([1, '', line]);
});

test('a program that does not parse', () => {
  const { status, err } = cli('run', 'broken.js', '--call', 'main');
  expect([status, err.split('\n').slice(0, 3)]).toEqual([
    1,
    ['Exception: Unexpected end of input', 'SyntaxError: Unexpected end of input', 'broken.js:1'],
  ]);
});

test('--help explains', () => {
  const { status, out } = cli('--help');
  expect([status, out.includes('--tunnel URL=URL')]).toEqual([0, true]);
});
