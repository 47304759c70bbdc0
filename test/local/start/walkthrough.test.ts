/** `npm run walkthrough`: five steps as printed, each checked by the program itself, and an end without traces. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once, runProgram, temporaryFolder } from './support/run-start';

const folder = temporaryFolder();
const data = path.join(folder.path, 'data');
afterAll(() => folder.remove());

const walk = (...args: string[]) => runProgram('local/run-walkthrough.ts', args);
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lead-sync-walkthrough-'));

/** A table of the walk-through: lead, name, status and so on, as printed. */
function rowOf(stdout: string, step: number, lead: string): string {
  const text = stdout.split(/^\d {2}/m)[step] ?? '';
  return text.split('\n').find((line) => line.startsWith(`   ${lead}`)) ?? '';
}

it('walks through five steps in a folder of its own, and ends', async () => {
  const before = leftovers();
  const { code, stdout, stderr } = await walk();
  expect([code, stderr, leftovers()]).toEqual([0, '', before]);
  expect(stdout.match(/^\d {2}.*/gm)).toEqual([
    expect.stringMatching(/^1 {2}First sync: every lead gets its task/),
    expect.stringMatching(/^2 {2}In the sheet, L-001 goes from NEW to CONTACTED/),
    expect.stringMatching(/^3 {2}In the tracker, the task of L-001 is set DONE/),
    expect.stringMatching(/^4 {2}L-005 is LOST/),
    expect.stringMatching(/^5 {2}A second sync has nothing to do/),
  ]);
  expect([1, 2, 3].map((step) => rowOf(stdout, step, 'L-001').replace(/ {2,}/g, '|'))).toEqual([
    expect.stringMatching(/\|NEW\|\w{8}\|TODO\|/),
    expect.stringMatching(/\|CONTACTED\|\w{8}\|IN_PROGRESS\|/),
    expect.stringMatching(/\|QUALIFIED\|\w{8}\|DONE\|/),
  ]);
  expect(rowOf(stdout, 4, 'L-005').replace(/ {2,}/g, '|')).toMatch(/\|LOST\|\w{8}\|DONE\|/);
  expect(stdout).toMatch(/1 fetch, 0 sheet writes, 0 property writes/);
  expect(stdout).toMatch(/\nAll five steps came out as they should\.\n$/);
});

it('with --data the state stays: a start goes on with it, another walk-through wants a new folder', async () => {
  expect((await walk('--data', data)).code).toBe(0);
  const again = await walk('--data', data);
  expect([again.code, again.stderr]).toEqual([
    1,
    expect.stringMatching(/^--data: .* Give a new folder\.\n$/),
  ]);
  const started = await once('--data', data);
  expect([started.code, started.stdout]).toEqual([
    0,
    expect.stringContaining('First sync: Nothing to do: 10 leads are in step.'),
  ]);
});

it('explains itself, and says in one line what is wrong with an option', async () => {
  const help = await walk('--help');
  expect([help.code, help.stdout]).toEqual([
    0,
    expect.stringMatching(/^Usage: npm run walkthrough[^]*--data DIR/),
  ]);
  const { code, stdout, stderr } = await walk('--bogus');
  expect([code, stdout, stderr]).toEqual([
    1,
    '',
    "Unknown option '--bogus'. See npm run walkthrough -- --help.\n",
  ]);
});
