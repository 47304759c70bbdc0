/** `serve`: a project's page from the command line, until Ctrl-C. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseCommand } from '../../../emulator/src/cli-options';

const ROOT = path.join(__dirname, '../../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'emulator-serve-'));
  writeFileSync(path.join(folder, 'code.js'), 'function onOpen() {}');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The address that it prints, and how it ends. */
function serve(...args: string[]) {
  const cli = ['--require', require.resolve('tsx/cjs'), path.join(ROOT, 'emulator/src/cli.ts'), 'serve'];
  const child = spawn(process.execPath, [...cli, path.join(folder, 'code.js'), '--port', '0', ...args]);
  const output = { stdout: '', stderr: '' };
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  const url = new Promise<string>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      output.stdout += data.toString();
      const found = /^Spreadsheet {2}(http:\S+)\n.*Ctrl-C/m.exec(output.stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const ended = new Promise<[number | null, string]>((resolve) =>
    child.on('close', (code) => resolve([code, output.stderr])),
  );
  return { url, ended, interrupt: () => void child.kill('SIGINT') };
}

const texts = async (url: string): Promise<unknown> => {
  const { cells } = (await (await fetch(`${url}/api/sheets/0/cells`)).json()) as {
    cells: ({ text: string } | null)[][];
  };
  return cells[0]?.[0]?.text;
};

it('serves until Ctrl-C, and with --data goes on where it was', async () => {
  const data = path.join(folder, 'data');
  const first = serve('--data', data);
  const url = await first.url;
  const action = { do: 'edit', sheet: 'Sheet1', cell: 'A1', value: 'kept' };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/api/actions`, { method: 'POST', headers, body: JSON.stringify({ action }) });
  first.interrupt();
  expect(await first.ended).toEqual([0, '']);
  const second = serve('--data', data);
  expect(await texts(await second.url)).toBe('kept');
  second.interrupt();
  expect(await second.ended).toEqual([0, '']);
});

it('a port that is taken is said in one line', async () => {
  const first = serve();
  const { port } = new URL(await first.url);
  const second = serve('--port', port);
  expect(await second.ended).toEqual([
    1,
    `Port ${port} is taken by another program. End that one, or choose another port.\n`,
  ]);
  first.interrupt();
  await first.ended;
});

it('takes people and asks them, if told so', () => {
  expect(
    parseCommand(['serve', 'a.js', '--user', 'a@x.example', '--user', 'b@x.example', '--ask']),
  ).toMatchObject({
    kind: 'serve',
    ...{ files: ['a.js'], port: 3000, users: ['a@x.example', 'b@x.example'], authorization: 'ask' },
  });
  expect(parseCommand(['serve', 'a.js', '--help'])).toBeNull();
});

it.each([
  [['serve'], 'Give at least one script file to serve'],
  [['serve', 'a.js', '--port', 'eighty'], '--port must be a number from 0 to 65535 (0 takes a free port)'],
  [['serve', 'a.js', '--call', 'x'], "Unknown option '--call'"],
])('refuses %j', (argv, message) => {
  expect(() => parseCommand(argv)).toThrow(message);
});
