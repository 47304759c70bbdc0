/** `apps-script-emulator serve`, killed with SIGKILL while people type and the script runs: what was answered is there after the next start. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CellsView, PropertiesView } from '../../../emulator/src/api/types';

const CLI = path.join(__dirname, '../../../emulator/bin/apps-script-emulator.js');
const SCRIPT = `
function onEdit(e) { e.range.offset(0, 1).setValue('seen ' + e.value); }
function remember(value) { PropertiesService.getScriptProperties().setProperty(value, 'kept'); }
`;
const ROUNDS = 4;
const PEOPLE = 3;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'emulator-served-'));
  writeFileSync(path.join(folder, 'Code.js'), SCRIPT);
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
}

async function serve(): Promise<Served> {
  const state = path.join(folder, 'state');
  const words = ['serve', path.join(folder, 'Code.js'), '--port', '0', '--data', state];
  const child = spawn(process.execPath, [CLI, ...words]);
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer): void => {
      said += data.toString();
      const found = /http:\/\/localhost:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', () => reject(new Error(`It ended before it served: ${said}`)));
  });
  return { child, url };
}

async function kill({ child }: Served): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

async function post(url: string, route: string, body: object): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url + route, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    () => undefined,
  );
  // Heard to the end, or it was not answered.
  return answer?.ok === true && (await answer.text().then(Boolean, () => false));
}

const get = async <T>(url: string, route: string): Promise<T> =>
  (await (await fetch(url + route)).json()) as T;

test('four kills in the middle of edits and runs lose nothing that was answered', async () => {
  const edits = new Map<number, string>();
  const remembered = new Set<string>();
  let row = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const served = await serve();
    let killed: Promise<void> | undefined;
    const enough = edits.size + 12 + 7 * round;
    const type = async (): Promise<void> => {
      while (killed === undefined) {
        const mine = (row += 1);
        const action = { do: 'edit', sheet: 0, cell: `A${mine}`, value: `edit ${mine}` };
        if (await post(served.url, '/api/actions', { action })) edits.set(mine, `edit ${mine}`);
        if (edits.size >= enough) killed ??= kill(served);
      }
    };
    const run = async (): Promise<void> => {
      for (let count = 0; killed === undefined; count += 1) {
        const value = `${round}-${count}`;
        const call = { function: 'remember', args: [value], wait: true };
        if (await post(served.url, '/api/run', call)) remembered.add(value);
      }
    };
    await Promise.all([...Array.from({ length: PEOPLE }, type), run()]);
    await killed;
  }
  const served = await serve();
  const { cells } = await get<CellsView>(served.url, `/api/sheets/0/cells?range=A1:A${row}`);
  const { script } = await get<PropertiesView>(served.url, '/api/properties');
  await kill(served);
  expect(edits.size).toBeGreaterThan(60);
  expect(remembered.size).toBeGreaterThan(4);
  const lost = [...edits].filter(([number, text]) => cells[number - 1]?.[0]?.text !== text);
  expect(lost).toEqual([]);
  expect([...remembered].filter((value) => script[value] !== 'kept')).toEqual([]);
});
