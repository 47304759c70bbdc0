/** `--leads`: each sample file is loaded, synced twice and reported, no status is touched, and a later start makes nothing new. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readBundle } from '../../../local/build-bundle';
import { firstSyncs } from '../../../local/first-syncs';
import { readLeadsFile } from '../../../local/leads-file';
import { loadLeads } from '../../../local/load-leads';
import { startSystem, type RunningSystem } from '../../../local/start-system';
import { once, temporaryFolder } from './support/run-start';

const EDGE_CASES = path.join(__dirname, '../../data/edge-cases');
const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Leads that get a task, and rows that cannot be synced, of each file. */
const FILES: Readonly<Record<string, readonly [created: number, problems: number]>> = {
  '01-facebook-leads-standard.csv': [5, 0],
  '02-facebook-leads-messy-headers.csv': [3, 0],
  '03-google-ads-leads.csv': [3, 0],
  '04-google-ads-export-utf8.csv': [3, 0],
  '05-excel-export.csv': [3, 0],
  '06-agency-crm-export.csv': [0, 4],
  '07-real-estate-crm.csv': [0, 3],
  '08-broken-headers-typos.csv': [0, 3],
  '09-duplicate-headers.csv': [2, 0],
  '10-mixed-date-formats.csv': [3, 0],
  '11-international-names.csv': [4, 0],
  '12-unicode-emoji.csv': [3, 0],
  '13-mixed-languages.csv': [3, 0],
  '14-blank-rows.csv': [2, 0],
  '15-duplicate-rows.csv': [5, 0],
  '16-messy-formatting.csv': [3, 0],
  '17-formula-injection.csv': [5, 0],
  '18-international-phones.csv': [6, 0],
  '19-empty-columns.csv': [3, 0],
  '20-tiny-two-row.csv': [2, 0],
  '21-tab-separated.csv': [2, 0],
  '22-trailing-commas.csv': [2, 0],
  '23-quoted-fields-multiline.csv': [2, 0],
  '24-salesforce-style.csv': [0, 3],
  '25-hubspot-export.csv': [1, 2],
  '26-large-dataset-200-rows.csv': [0, 200],
};

it('the list names every file', () => {
  const files = readdirSync(EDGE_CASES).filter((name) => name.endsWith('.csv'));
  expect(files).toEqual(Object.keys(FILES));
});

const begin = (dataDir: string): Promise<RunningSystem> =>
  startSystem({ bundle: readBundle(), dataDir, trackerPort: 0, log: () => undefined });

const sum = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The line that a sync prints when so many tasks were made, or so many were there. */
function line(title: string, created: number, inStep: number, problems: number): string {
  const done =
    created > 0
      ? `${sum(created, 'task', 'tasks')} created`
      : `Nothing to do: ${sum(inStep, 'lead is', 'leads are')} in step`;
  return `${title}: ${[done, ...(problems > 0 ? [`${sum(problems, 'row needs', 'rows need')} a look`] : [])].join(', ')}.`;
}

it.each(Object.entries(FILES))('%s', async (name, [created, problems]) => {
  const dataDir = path.join(folder.path, name);
  const leads = readLeadsFile(path.join(EDGE_CASES, name));
  const { system, close } = await begin(dataDir);
  try {
    loadLeads(system.emulator, leads);
    await system.open();
    await system.setUp();
    const printed: string[] = [];
    await firstSyncs(system, dataDir, (text) => void printed.push(text));
    expect(printed.filter((text) => /^(First|Second) sync/.test(text))).toEqual([
      line('First sync', created, 0, problems),
      line('Second sync', 0, created, problems),
    ]);
    const tasks = await system.tasks();
    expect(tasks).toHaveLength(created);
    // Every cell is as it was loaded, byte for byte; only the task ids are new.
    const withoutTasks = (rows: readonly (readonly string[])[]) =>
      rows.map((row) => row.map((cell, column) => (column === 5 ? '' : cell)));
    expect(withoutTasks(system.leads())).toEqual(withoutTasks([leads.header, ...leads.rows]));
    const ids = system
      .leads()
      .slice(1)
      .flatMap((row) => row[5] || []);
    expect([...ids].sort()).toEqual(tasks.map(({ id }) => id).sort());
    const report = path.join(dataDir, 'rows-not-synced.txt');
    const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
    expect(lines).toHaveLength(problems);
    for (const text of lines)
      expect(text).toMatch(/^S03 Row \d+: the status ".+" is not in the status map\./);
  } finally {
    await close();
  }
});

const words = (leads: Record<string, string>): string =>
  JSON.stringify({
    leads,
    tasks: { TODO: 'GOOD_LEAD_FOLLOW_UP', IN_PROGRESS: 'CALLED', DONE: 'SALE_DONE' },
    terminal: ['BAD_LEAD'],
  });
const BAD = { GOOD_LEAD_FOLLOW_UP: 'TODO', CALLED: 'IN_PROGRESS', SALE_DONE: 'DONE', BAD_LEAD: 'DONE' };

it('a status map given later lets the rest sync; the report is gone, and a further start makes nothing new', async () => {
  const data = path.join(folder.path, 'mapped');
  const map = path.join(folder.path, 'map.json');
  const file = path.join(EDGE_CASES, '26-large-dataset-200-rows.csv');
  const report = path.join(data, 'rows-not-synced.txt');
  const args = ['--data', data, '--leads', file];
  writeFileSync(map, words(BAD));
  const some = await once(...args, '--status-map', map);
  expect([some.code, some.stderr]).toEqual([0, '']);
  expect(some.stdout).toContain(line('First sync', 150, 0, 50));
  expect(some.stdout).toMatch(/ s, 1 fetch, \d+ sheet calls, of these \d+ writes\n/);
  expect(some.stdout).toMatch(
    /The status "DID_NOT_CONNECT" is not in the status map\. .* Rows 3, 7, .* and 38 more/,
  );
  expect(some.stdout).toContain('Each row with its reason: ');
  expect(existsSync(report)).toBe(true);

  writeFileSync(map, words({ ...BAD, DID_NOT_CONNECT: 'IN_PROGRESS' }));
  const rest = await once(...args, '--status-map', map);
  expect(rest.stdout).toContain(line('First sync', 50, 150, 0));
  expect(rest.stdout).toContain('Every row was synced.');
  expect(existsSync(report)).toBe(false);

  const again = await once(...args);
  expect(again.code).toBe(0);
  expect(again.stdout).toMatch(/Going on with what is kept in /);
  expect(again.stdout).toContain(line('First sync', 0, 200, 0));
  const { system, close } = await begin(data);
  const leads = readLeadsFile(file);
  expect(system.leads().map((row) => row[3])).toEqual(['status', ...leads.rows.map((row) => row[3])]);
  expect(await system.tasks()).toHaveLength(200);
  await close();
});
