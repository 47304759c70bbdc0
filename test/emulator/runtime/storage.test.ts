/** The data folder: everything comes back after a restart and after a kill, and files are replaced as a whole. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEmulator, type EmulatorOptions } from '../../../emulator/src/index';
import { valueOf } from './harness';

const SOURCE = `
function fill() { SpreadsheetApp.getActiveSheet().getRange('A1:B1').setValues([['x', 5]]); PropertiesService.getUserProperties().setProperty('p', '1');
  ScriptApp.newTrigger('read').timeBased().everyMinutes(5).create(); CacheService.getScriptCache().put('c', '1'); SpreadsheetApp.getUi().createMenu('M').addItem('I', 'read').addToUi() }
function read() { return [SpreadsheetApp.getActiveSheet().getRange('A1:B1').getValues()[0], PropertiesService.getUserProperties().getProperty('p'), ScriptApp.getProjectTriggers().length, CacheService.getScriptCache().get('c')] }
`;
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'emulator-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const at = (options: Partial<EmulatorOptions> = {}) =>
  createEmulator({
    files: [{ name: 'Code.js', source: SOURCE }],
    dataDir: folder,
    clock: { start: new Date(1000) },
    ...options,
  });

test('a restart goes on where the emulator was', async () => {
  const first = at();
  await first.run('fill');
  await first.as().edit('Sheet1', 'C1', 'typed');
  await first.advanceClock(60_000);
  const [trigger] = first.triggers.list();
  await first.close();
  const second = at();
  expect(await valueOf(second, 'read')).toEqual([['x', 5], '1', 1, '1']);
  expect([second.now, second.triggers.list()[0], second.menus().length]).toEqual([61_000, trigger, 1]);
  expect(await second.advanceClock(300_000)).toHaveLength(1);
  await second.close();
});

test('what was answered is stored, even if the process dies without closing', async () => {
  const first = at();
  await first.run('fill');
  await first.as().edit('Sheet1', 'A2', 'typed');
  const second = at();
  expect(await valueOf(second, 'read')).toEqual([['x', 5], '1', 1, '1']);
  expect(second.workbook.display(second.workbook.sheet('Sheet1'), 2, 1)).toBe('typed');
  await Promise.all([first.close(), second.close()]);
});

test('what a killed execution did before stays', async () => {
  const first = at();
  const remove = first.onServiceCall(({ method, phase }) =>
    method === 'Properties.setProperty' && phase === 'before' ? { kill: true } : undefined,
  );
  expect((await first.run('fill')).status).toBe('killed');
  remove();
  const second = at();
  expect(await valueOf(second, 'read')).toEqual([['x', 5], null, 0, null]);
  await Promise.all([first.close(), second.close()]);
});

test('silent changes of a test are stored soon', async () => {
  const first = at();
  first.workbook.as().edit('Sheet1', 'A1', 'quiet');
  const stored = () =>
    readdirSync(folder).includes('workbook.json') &&
    readFileSync(path.join(folder, 'workbook.json'), 'utf8').includes('quiet');
  while (!stored()) await new Promise((resolve) => setTimeout(resolve, 10));
  await first.close();
});

test('no half-written file is left, and an unchanged workbook is not written again', async () => {
  const first = at();
  await first.run('fill');
  expect(readdirSync(folder).sort()).toEqual(['services.json', 'workbook.journal', 'workbook.json']);
  writeFileSync(path.join(folder, 'workbook.json'), 'untouched');
  await first.run('read');
  await first.close();
  expect(readFileSync(path.join(folder, 'workbook.json'), 'utf8')).toBe('untouched');
  expect(() => at()).toThrow(/workbook\.json is damaged; delete it or start with another folder/);
});

test('a state that cannot be stored fails whoever waits for it, and is told otherwise', async () => {
  const lines: string[] = [];
  const own = path.join(folder, 'own');
  const first = at({ dataDir: own, log: (line) => lines.push(line) });
  rmSync(own, { recursive: true });
  await expect(first.run('fill')).rejects.toThrow('ENOENT');
  first.workbook.as().edit('Sheet1', 'A1', 'quiet');
  while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(lines[0]).toContain('could not be stored');
  await expect(first.close()).rejects.toThrow('ENOENT');
});

test('a restored state is stored too', async () => {
  const first = at();
  const empty = first.snapshot();
  await first.run('fill');
  first.restore(empty);
  await first.close();
  const second = at();
  expect(await valueOf(second, 'read')).toEqual([['', ''], null, 0, null]);
  await second.close();
});
