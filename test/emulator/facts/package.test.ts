/** The package as other projects meet it: its command, its library, from plain JavaScript. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './support/document';

const PACKAGE = path.join(ROOT, 'emulator');
const run = promisify(execFile);

interface PackageFile {
  readonly bin: Readonly<Record<string, string>>;
  readonly main: string;
  readonly dependencies: Readonly<Record<string, string>>;
}
const { bin, main, dependencies } = JSON.parse(
  readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'),
) as PackageFile;

test('the command runs a function of a project, and explains itself', async () => {
  const command = path.join(PACKAGE, bin['apps-script-emulator'] ?? '');
  const script = path.join(ROOT, 'test/emulator/jest-helper/project/Prices.gs');
  const [help, failed] = await Promise.allSettled([
    run(process.execPath, [command, '--help']),
    run(process.execPath, [command, 'run', script, '--call', 'total']),
  ]);
  expect(help).toMatchObject({ status: 'fulfilled' });
  const { stdout } = (help as PromiseFulfilledResult<{ stdout: string }>).value;
  expect(stdout).toContain('apps-script-emulator run FILE... --call NAME');
  expect(stdout).toContain('apps-script-emulator serve FILE...');
  expect(failed).toMatchObject({
    status: 'rejected',
    reason: { code: 1, stderr: expect.stringContaining('TypeError: Cannot read') as string },
  });
});

test('the library is there for plain JavaScript', async () => {
  const program = `
    const { createEmulator } = require(${JSON.stringify(path.join(PACKAGE, main))});
    const emulator = createEmulator({ files: [{ name: 'a.gs', source: 'const add = (a, b) => a + b' }] });
    emulator.run('add', { args: [1, 2] }).then(async ({ returnValue }) => { console.log(returnValue); await emulator.close(); });`;
  expect((await run(process.execPath, ['-e', program])).stdout).toBe('3\n');
});

test('what its JavaScript files require is among its dependencies', () => {
  const files = ['index.js', 'bin/apps-script-emulator.js', 'jest/index.js', 'jest/load-typescript.js'];
  const required = files.flatMap((file) =>
    [...readFileSync(path.join(PACKAGE, file), 'utf8').matchAll(/^[^*]*require\('([^'.:]+)'\)/gm)].map(
      ([, name]) => name?.split('/')[0],
    ),
  );
  expect(required.filter((name) => !Object.hasOwn(dependencies, name ?? ''))).toEqual([]);
  expect(required).toContain('tsx');
});
