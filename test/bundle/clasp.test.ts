/** What the real clasp would push, and `npm run push` up to the point where it needs a person's login. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const BIN = path.join(ROOT, 'node_modules/.bin');

let folder: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lead-sync-clasp-'));
  home = path.join(folder, 'home');
  mkdirSync(home);
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without a login, and with every way out leading to a closed port. */
function run(command: string, args: readonly string[]): Promise<Ended> {
  const nowhere = 'http://127.0.0.1:1';
  const env = {
    PATH: `${BIN}:${process.env['PATH'] ?? ''}`,
    HOME: home,
    HTTPS_PROXY: nowhere,
    HTTP_PROXY: nowhere,
  };
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...output })));
}

const copy = (...names: string[]): void =>
  names.forEach((name) => cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true }));

it('clasp pushes exactly the program and its manifest', async () => {
  copy('.clasp.json', 'dist');
  const { code, stdout, stderr } = await run('clasp', ['show-file-status', '--json']);
  expect([code, stderr]).toEqual([0, '']);
  const { filesToPush } = JSON.parse(stdout) as { filesToPush: string[] };
  expect([...filesToPush].sort()).toEqual(['dist/Code.js', 'dist/appsscript.json']);
});

it('npm run push builds, and then asks for a login', async () => {
  copy('.clasp.json', 'appsscript.json', 'package.json', 'tsconfig.json', 'webpack.config.js', 'src');
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const { code, stdout, stderr } = await run('npm', ['run', 'push']);
  expect(code).toBe(1);
  expect(stdout + stderr).toMatch(/No credentials found/);
  expect(['Code.js', 'appsscript.json'].map((name) => existsSync(path.join(folder, 'dist', name)))).toEqual([
    true,
    true,
  ]);
});
