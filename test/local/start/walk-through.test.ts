/** The walk-through of a fresh start, Ctrl-C, and what a second start finds: each as a person sees it at the terminal. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readBundle } from '../../../local/build-bundle';
import { readLeadsFile } from '../../../local/leads-file';
import { loadLeads } from '../../../local/load-leads';
import { startSystem } from '../../../local/start-system';
import type { Task } from '../../../src/contract';
import { once, start, temporaryFolder } from './support/run-start';

const folder = temporaryFolder();
const data = path.join(folder.path, 'data');
afterAll(() => folder.remove());

const json = async (url: string, init?: RequestInit): Promise<unknown> => (await fetch(url, init)).json();
const post = (url: string, body: unknown): Promise<unknown> =>
  json(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

/** The five tables of the walk-through: lead, name, status and so on, as printed. */
function rowOf(stdout: string, step: number, lead: string): string {
  const text = stdout.split(/^\d {2}/m)[step] ?? '';
  return text.split('\n').find((line) => line.startsWith(`   ${lead}`)) ?? '';
}

it('walks through five steps, stays up until Ctrl-C, and goes on from there', async () => {
  const first = start('--data', data);
  const { tracker, sheet } = await first.up;
  const edit = (await post(`${sheet}/api/edit`, { sheet: 'Leads', cell: 'D3', value: 'LOST' })) as object[];
  expect(edit).toMatchObject([{ function: 'handleEdit', status: 'completed', fetches: 1 }]);
  const tasks = (await json(`${tracker}/tasks`)) as Task[];
  expect(tasks.find(({ lead_id }) => lead_id === 'L-002')?.status).toBe('DONE');
  first.interrupt();
  const { code, stdout, stderr } = await first.ended;
  expect([code, stderr]).toEqual([0, '']);
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

  const second = start('--data', data);
  const again = await second.up;
  const { values } = (await json(`${again.sheet}/api/sheets/Leads`)) as { values: string[][] };
  expect([values[1]?.[3], values[2]?.[3]]).toEqual(['QUALIFIED', 'LOST']);
  expect(await json(`${again.tracker}/tasks`)).toEqual(tasks);
  second.interrupt();
  const ended = await second.ended;
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  expect(ended.stdout).toMatch(/Going on with what is kept in .*\(--fresh starts over\)/);
  expect(ended.stdout).toMatch(/First sync: Nothing to do: 10 leads are in step\./);
  expect(ended.stdout).not.toMatch(/^\d {2}/m);
});

it('--fresh walks through again, and deletes nothing but what an earlier start made', async () => {
  mkdirSync(path.join(data, 'mine'), { recursive: true });
  writeFileSync(path.join(data, 'mine', 'diary.txt'), 'precious');
  const { code, stdout } = await once('--data', data, '--fresh');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^5 {2}A second sync/m);
  expect(stdout).toMatch(/ 10 tasks created\./);
  expect(readFileSync(path.join(data, 'mine', 'diary.txt'), 'utf8')).toBe('precious');
});

it('a start that was cut off before the set-up was done is made up for by the next', async () => {
  const cut = path.join(folder.path, 'cut');
  const file = path.join(folder.path, 'two.csv');
  writeFileSync(file, 'id,name,status\n1,Ann,NEW\n2,Bo,LOST\n');
  const bundle = readBundle();
  const before = await startSystem({ bundle, dataDir: cut, trackerPort: 0, log: () => undefined });
  loadLeads(before.system.emulator, readLeadsFile(file));
  await before.close();
  const { code, stdout, stderr } = await once('--data', cut, '--leads', file);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /First sync: 2 tasks created\.[^]*Second sync: Nothing to do: 2 leads are in step\./,
  );
});

it('triggers that a person removed are not installed again by a later start', async () => {
  const first = start('--data', data);
  const { sheet } = await first.up;
  await post(`${sheet}/api/menu`, { item: 'Remove triggers' });
  first.interrupt();
  await first.ended;
  const second = start('--data', data);
  const again = await second.up;
  expect(await post(`${again.sheet}/api/triggers/runScheduledSync`, {})).toMatchObject({
    error: expect.stringMatching(/^No trigger has this handler\./) as string,
  });
  second.interrupt();
  expect((await second.ended).code).toBe(0);
});
