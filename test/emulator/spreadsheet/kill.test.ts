/** The state folder after real kills, torn lines and half-finished snapshots: no acknowledged edit is lost. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { createEmulator } from '../../../emulator/src/index';
import { fromSnapshot, Workbook, type UserActions } from '../../../emulator/src/workbook';
import { applyRecord, ChangeTracker } from '../../../emulator/src/workbook/change-tracker';
import { openStored } from './support/stored-workbook';
import { SeededRandom } from '../../../emulator/src/services/random';

let program: string;
let folder: string;
beforeAll(() => {
  program = path.join(mkdtempSync(path.join(tmpdir(), 'emulator-program-')), 'editing.js');
  const entry = path.join(__dirname, 'support/editing-process.ts');
  buildSync({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', logLevel: 'error' });
});
afterAll(() => rmSync(path.dirname(program), { recursive: true }));
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'emulator-kill-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => createEmulator({ files: [], dataDir: folder });
const journal = () => path.join(folder, 'workbook.journal');

type Acknowledged = [number: number, revision: number, rows: number, tabs: number];

/** Kills the process after so many bytes of its acknowledgements have been heard; gives the last whole one. */
function editUntilKilled(from: number, bytes: number): Promise<Acknowledged> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, String(from)]);
    let [heard, problems] = ['', ''];
    child.stdout.on('data', (data: Buffer) => {
      heard += data.toString();
      if (heard.length >= bytes) child.kill('SIGKILL');
    });
    child.stderr.on('data', (data: Buffer) => (problems += data.toString()));
    child.on('close', () => {
      const lines = heard.split('\n').slice(0, -1);
      const last = lines.at(-1);
      if (last === undefined) reject(new Error(`Nothing was acknowledged: ${problems}`));
      else resolve(JSON.parse(last) as Acknowledged);
    });
  });
}

test('twenty kills in the middle of a stream of edits lose none that was acknowledged', async () => {
  let next = 0;
  for (let kill = 0; kill < 20; kill++) {
    const [number, revision, rows, tabs] = await editUntilKilled(next, 20 + kill * 41);
    const { workbook, close } = openStored(folder);
    const sheet = workbook.sheet('Sheet1');
    // What came after the last acknowledgement that was heard may be there too.
    const stored = Number(sheet.get('notes', 1, 1));
    expect(stored).toBeGreaterThanOrEqual(number);
    expect(workbook.revision).toBeGreaterThanOrEqual(revision);
    if (stored === number) expect([sheet.maxRows, workbook.sheets.length]).toEqual([rows, tabs]);
    const texts = new Set(
      sheet.rows.flatMap(
        (row) => row?.layers.formulas?.map((cell) => /\d+"$/.exec(cell?.text ?? '')?.[0]) ?? [],
      ),
    );
    expect(texts).toContain(`${number}"`);
    expect(texts).toContain(`${stored}"`);
    close();
    next = stored + 1;
  }
}, 120_000);

describe('what a kill leaves half-written', () => {
  const filled = async () => {
    const emulator = open();
    await emulator.as().edit('Sheet1', 'A1', 'first');
    await emulator.as().edit('Sheet1', 'A2', 'second');
    return emulator;
  };
  const column = () => {
    const { workbook } = open();
    return [1, 2, 3].map((row) => workbook.display(workbook.sheet('Sheet1'), row, 1));
  };

  test('a torn last line is as if it had not been written, and the next edit follows the whole ones', async () => {
    await filled();
    // Longer than the line that comes next: nothing of it may stick out behind.
    appendFileSync(journal(), `{"revision":99,"sheets":[{"id":0,"rows":"${'x'.repeat(2000)}`);
    const again = open();
    expect(again.workbook.display(again.workbook.sheet('Sheet1'), 2, 1)).toBe('second');
    await again.as().edit('Sheet1', 'A3', 'third');
    expect(column()).toEqual(['first', 'second', 'third']);
  });

  test('a journal of the snapshot before is not read', async () => {
    const emulator = await filled();
    const old = readFileSync(journal());
    emulator.restore(emulator.snapshot());
    emulator.workbook.as().edit('Sheet1', 'A2', 'newest');
    emulator.flush();
    writeFileSync(journal(), old);
    expect(column()).toEqual(['first', 'newest', '']);
  });

  test('an edit adds a line to the journal, and the snapshot stays', async () => {
    const emulator = await filled();
    const size = statSync(journal()).size;
    const snapshot = readFileSync(path.join(folder, 'workbook.json'), 'utf8');
    await emulator.as().edit('Sheet1', 'B2', 'x');
    expect(statSync(journal()).size - size).toBeLessThan(300);
    expect(readFileSync(path.join(folder, 'workbook.json'), 'utf8')).toBe(snapshot);
  });
});

const RANDOM_ACTIONS: readonly ((user: UserActions, pick: (below: number) => number) => unknown)[] = [
  (user, pick) => user.edit(0, `B${pick(9) + 1}`, `${pick(100)}`),
  (user, pick) => user.edit(0, `C${pick(9) + 1}`, `=B${pick(9) + 1}+1`),
  (user, pick) => user.insertRows(0, pick(9) + 1, pick(3) + 1),
  (user, pick) => user.deleteRows(0, pick(9) + 1, pick(3) + 1),
  (user, pick) => user.moveRows(0, pick(5) + 1, 2, pick(9) + 1),
  (user, pick) => user.insertColumns(0, pick(4) + 1),
  (user, pick) => user.deleteColumns(0, pick(4) + 1),
  (user) => user.sort(0, 'A1:D9', 2),
  (user, pick) => user.format(0, `A1:B${pick(9) + 1}`, { bold: true, background: `#00000${pick(9)}` }),
  (user, pick) => user.note(0, `A${pick(9) + 1}`, 'n'),
  (user) => user.addSheet(),
  (user, pick) => user.columnWidth(0, pick(4) + 1, 100 + pick(50)),
  (user) => user.filter(0, 'A1:C9'),
  (user, pick) => user.filterColumn(0, 2, [String(pick(100)), '']),
  (user) => user.undo(),
  (user) => user.undo(),
  (user) => user.redo(),
];

test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
  'the journal’s lines make a workbook of before into one of now (seed %i)',
  (seed) => {
    const random = new SeededRandom(seed);
    const pick = (below: number) => Math.floor(random.next() * below);
    const workbook = new Workbook();
    const tracker = new ChangeTracker(workbook);
    const copy = fromSnapshot(workbook.toSnapshot());
    for (let step = 0; step < 60; step++) {
      for (let together = pick(3); together >= 0; together--) {
        try {
          RANDOM_ACTIONS[pick(RANDOM_ACTIONS.length)]?.(workbook.user, pick);
        } catch (error) {
          // Refused: out of bounds, no filter.
          if (!(error instanceof Error) || error.name !== 'Exception') throw error;
        }
      }
      applyRecord(copy, JSON.parse(JSON.stringify(tracker.changes())) as never);
    }
    expect(copy.toSnapshot()).toEqual(JSON.parse(JSON.stringify(workbook.toSnapshot())));
  },
);
