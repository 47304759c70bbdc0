/** One folder, one program, one leads file: nothing is overwritten and nothing passes for something else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once, start } from './support/run-start';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lead-sync-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const leads = (name: string, ...ids: string[]): string => {
  const file = path.join(folder, name);
  writeFileSync(file, ['id,name,status', ...ids.map((id) => `${id},Lead ${id},NEW`)].join('\n'));
  return file;
};

it('a second start on the same folder is refused in one line while the first is up, and --fresh deletes nothing', async () => {
  const data = path.join(folder, 'data');
  const file = leads('mine.csv', '1');
  const first = start('--leads', file, '--data', data);
  await first.up;
  for (const args of [[], ['--fresh']]) {
    const second = await once('--leads', file, '--data', data, ...args);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^\S+ is in use by another start \(process \d+\)\. .*--data\.\n$/);
  }
  first.interrupt();
  expect((await first.ended).code).toBe(0);
  expect((await once('--leads', file, '--data', data)).stdout).toContain('Nothing to do: 1 lead is in step');
}, 60_000);

it('a lock left behind by a program that was killed is taken over', async () => {
  writeFileSync(path.join(folder, 'in-use-by'), '999999999');
  expect((await once('--leads', leads('mine.csv', '1'), '--data', folder)).code).toBe(0);
}, 60_000);

it('another file, or the same one changed, is not passed over in silence', async () => {
  const data = path.join(folder, 'data');
  const file = leads('mine.csv', '1');
  expect((await once('--leads', file, '--data', data)).code).toBe(0);
  leads('mine.csv', '1', '2');
  const changed = await once('--leads', file, '--data', data);
  expect([changed.code, changed.stderr]).toEqual([
    1,
    expect.stringMatching(/was not loaded: .*--data.*--fresh\.\n$/),
  ]);
  const fresh = await once('--leads', file, '--data', data, '--fresh');
  expect([fresh.code, fresh.stdout]).toEqual([0, expect.stringContaining('2 tasks created')]);
}, 60_000);
