/** A fresh start, Ctrl-C, and what a second start finds: each as people see it at the terminal and on the pages. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CellsView, UserAction, WorkbookView } from '../../../emulator/src/api/types';
import { readBundle } from '../../../local/build-bundle';
import { readLeadsFile } from '../../../local/leads-file';
import { loadLeads } from '../../../local/load-leads';
import { startSystem } from '../../../local/start-system';
import type { Task } from '../../../src/contract';
import { once, start, temporaryFolder } from './support/run-start';

const folder = temporaryFolder();
const data = path.join(folder.path, 'data');
afterAll(() => folder.remove());

const COLLEAGUE = 'colleague@example.com';
const json = async (url: string, init?: RequestInit): Promise<unknown> => (await fetch(url, init)).json();
const post = (url: string, body: unknown): Promise<unknown> =>
  json(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const act = (sheet: string, action: UserAction): Promise<unknown> =>
  post(`${sheet}/api/actions`, { action, wait: true });
const choose = (sheet: string, item: string, user?: string): Promise<unknown> =>
  post(`${sheet}/api/menu`, {
    path: ['Lead Sync', item],
    wait: true,
    ...(user === undefined ? {} : { user }),
  });

async function statuses(sheet: string): Promise<(string | undefined)[]> {
  const { sheets } = (await json(`${sheet}/api/workbook`)) as WorkbookView;
  const leads = sheets.find(({ name }) => name === 'Leads');
  const { cells } = (await json(`${sheet}/api/sheets/${leads?.id}/cells?range=D2:D4`)) as CellsView;
  return cells.map(([cell]) => cell?.text);
}

/** Asks again until it holds; a test that waits in vain says what it saw last. */
async function eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`Waited in vain; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it('loads the sample, sets up and syncs, serves both pages until Ctrl-C, and goes on from there', async () => {
  const first = start('--data', data);
  const { tracker, sheet } = await first.up;
  const workbook = (await json(`${sheet}/api/workbook`)) as WorkbookView;
  expect(workbook).toMatchObject({
    name: 'Lead Tracker',
    users: ['owner@example.com', COLLEAGUE],
    links: [{ label: 'Task board', url: tracker }],
  });
  const tasksOf = async () => (await json(`${tracker}/tasks`)) as Task[];
  expect(await tasksOf()).toHaveLength(10);
  const edit = await act(sheet, { do: 'edit', sheet: 'Leads', cell: 'D3', value: 'LOST' });
  expect(edit).toMatchObject({
    executions: [{ functionName: 'handleEdit', status: 'completed', costs: { fetches: 1 } }],
  });
  expect((await tasksOf()).find(({ lead_id }) => lead_id === 'L-002')?.status).toBe('DONE');
  const kept = await tasksOf();
  first.interrupt();
  const { code, stdout, stderr } = await first.ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /First sync: 10 tasks created\.[^]*Second sync: Nothing to do: 10 leads are in step\./,
  );

  const second = start('--data', data);
  const again = await second.up;
  expect(await statuses(again.sheet)).toEqual(['NEW', 'LOST', 'CONTACTED']);
  expect(await json(`${again.tracker}/tasks`)).toEqual(kept);
  second.interrupt();
  const ended = await second.ended;
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  expect(ended.stdout).toMatch(/Going on with what is kept in .*\(--fresh starts over\)/);
  expect(ended.stdout).toMatch(/First sync: Nothing to do: 10 leads are in step\./);
});

it('the colleague is asked before the script runs for them; dialogs wait for people', async () => {
  const program = start('--data', path.join(folder.path, 'two-people'));
  const { sheet } = await program.up;
  await post(`${sheet}/api/open`, { user: COLLEAGUE, wait: true });
  expect(await choose(sheet, 'Sync now', COLLEAGUE)).toMatchObject({
    error: { code: 'authorization_required' },
  });
  await post(`${sheet}/api/authorization`, { user: COLLEAGUE, grant: 'all' });
  expect(await choose(sheet, 'Sync now', COLLEAGUE)).toMatchObject({
    executions: [{ functionName: 'syncNow', user: COLLEAGUE }],
  });
  await post(`${sheet}/api/menu`, { path: ['Lead Sync', 'Status'] });
  type Waiting = readonly { id: string; prompt: string }[];
  const dialogs = async () => (await json(`${sheet}/api/dialogs`)) as Waiting;
  const statusIsShown = eventually(dialogs, (waiting) => waiting.length > 0);
  const [dialog] = await statusIsShown;
  expect(dialog?.prompt).toMatch(/Tracker: https:/);
  await post(`${sheet}/api/dialogs/${dialog?.id}`, { button: 'OK' });
  program.interrupt();
  expect((await program.ended).code).toBe(0);
});

it('--fresh starts over, and deletes nothing but what an earlier start made', async () => {
  mkdirSync(path.join(data, 'mine'), { recursive: true });
  writeFileSync(path.join(data, 'mine', 'diary.txt'), 'precious');
  const { code, stdout } = await once('--data', data, '--fresh');
  expect(code).toBe(0);
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

it('triggers that a person removed are not installed again by a later start, nor is a grant that was taken back', async () => {
  const first = start('--data', data);
  const { sheet } = await first.up;
  await choose(sheet, 'Remove triggers');
  first.interrupt();
  await first.ended;
  const second = start('--data', data);
  const again = await second.up;
  expect(await json(`${again.sheet}/api/triggers`)).toEqual([]);
  await json(`${again.sheet}/api/authorization`, { method: 'DELETE' });
  second.interrupt();
  expect((await second.ended).code).toBe(0);
  const third = await once('--data', data);
  expect([third.code, third.stdout]).toEqual([
    0,
    expect.stringMatching(/does not allow the script any more/),
  ]);
});
