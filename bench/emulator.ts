/** How long the emulator takes with 10,000 × 10 cells. Runnable alone: `node --require tsx/cjs bench/emulator.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEmulator, type Emulator } from '../emulator/src/index';
import { viewCells } from '../emulator/src/workbook/view';
import { measurePage } from './emulator-page';
import { summarise, type Summary } from './statistics';

export const ROWS = 10_000;
const COLUMNS = 10;
const SCRIPT = `
function nothing() {}
function mark(text) { SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Leads').getRange('B2').setValue(text) }
function readAll() { return SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Leads').getDataRange().getValues().length }
function writeAll() {
  var range = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Leads').getDataRange();
  range.setValues(range.getValues());
}`;

const SHOWN = 'the open page shows what a run wrote, after the run ended';
const ALONE = [
  'an execution starts and ends',
  'getValues of the whole tab, in its execution',
  'getValues and setValues of the whole tab, in its execution',
  'an edit is acknowledged (stored)',
  'a row is inserted at the top and stored',
  'a sort of the tab is stored',
  'the tab as the page gets it',
  '10,000 formulas after an edit',
] as const;
/** The last one needs a browser. */
export const MEASURES = [...ALONE, SHOWN] as const;
export type Measure = (typeof MEASURES)[number];

/** Milliseconds. */
export type EmulatorResults = Readonly<Record<Measure, Summary>>;

/** Milliseconds that a measure may take. */
export const EMULATOR_AIMS: Partial<Record<Measure, number>> = {
  'an execution starts and ends': 100,
  'getValues of the whole tab, in its execution': 150,
  'an edit is acknowledged (stored)': 10,
  [SHOWN]: 100,
};

const STATES = ['NEW', 'CONTACTED', 'WON', 'LOST'];

function leadRow(number: number): string[] {
  const texts = [`L-${number}`, `Lead number ${number}`, `lead${number}@example.com`, `+1 555 ${number}`];
  const rest = [
    STATES[number % STATES.length] ?? '',
    '2024-05-06',
    String(number * 10),
    'Ann',
    'a note',
    'yes',
  ];
  return [...texts, ...rest];
}

async function fill(emulator: Emulator): Promise<void> {
  const owner = emulator.as();
  await owner.addSheet('Leads');
  await owner.importTable(
    'Leads',
    Array.from({ length: ROWS }, (_, index) => leadRow(index + 1)),
  );
  await owner.addSheet('Formulas');
  await owner.importTable(
    'Formulas',
    Array.from({ length: ROWS }, (_, index) => [`=Leads!G${index + 1}*2+Leads!$G$1`]),
  );
}

type Act = (emulator: Emulator, round: number) => unknown;

const ACTS: Readonly<Record<(typeof ALONE)[number], Act>> = {
  'an execution starts and ends': (emulator) => emulator.run('nothing'),
  'getValues of the whole tab, in its execution': (emulator) => emulator.run('readAll'),
  'getValues and setValues of the whole tab, in its execution': (emulator) => emulator.run('writeAll'),
  'an edit is acknowledged (stored)': (emulator, round) =>
    emulator.as().edit('Leads', `B${round + 2}`, `edited ${round}`),
  'a row is inserted at the top and stored': (emulator) => emulator.as().insertRows('Leads', 2),
  'a sort of the tab is stored': (emulator, round) => emulator.as().sort('Leads', 'G', round % 2 === 0),
  'the tab as the page gets it': ({ workbook }) => {
    const view = viewCells(workbook, workbook.sheet('Leads'));
    if (view.cells.length < ROWS || view.cells[0]?.length !== COLUMNS)
      throw new Error('The view is incomplete.');
  },
  '10,000 formulas after an edit': ({ workbook }, round) => {
    workbook.as().edit('Leads', 'G1', String(round));
    const sheet = workbook.sheet('Formulas');
    for (let row = 1; row <= ROWS; row++) workbook.content(sheet, row, 1);
  },
};

async function measure(emulator: Emulator, act: Act, rounds: number): Promise<Summary> {
  const times: number[] = [];
  // The first rounds compile.
  for (let round = -3; round < rounds; round++) {
    await emulator.idle();
    const start = performance.now();
    await act(emulator, round + 3);
    if (round >= 0) times.push(performance.now() - start);
  }
  return summarise(times);
}

/** @param folder where the emulator keeps its state */
export async function measureEmulator(
  folder: string,
  { rounds, say }: { readonly rounds: number; readonly say: (progress: string) => void },
): Promise<EmulatorResults> {
  const files = [{ name: 'Code.js', source: SCRIPT }];
  const emulator = createEmulator({ files, dataDir: path.join(folder, 'emulator'), scheduler: false });
  try {
    say(`emulator: filling ${ROWS} x ${COLUMNS} cells`);
    await fill(emulator);
    const results: [Measure, Summary][] = [];
    for (const name of ALONE) {
      say(`emulator: ${name}`);
      results.push([name, await measure(emulator, ACTS[name], rounds)]);
    }
    say(`emulator: ${SHOWN}`);
    results.push([SHOWN, summarise(await measurePage(emulator, rounds))]);
    return Object.fromEntries(results) as Record<Measure, Summary>;
  } finally {
    await emulator.close();
  }
}

export function describeEmulator(results: EmulatorResults): string {
  const width = Math.max(...MEASURES.map((name) => name.length));
  const lines = MEASURES.map((name) => {
    const { median, least, most } = results[name];
    const aim = EMULATOR_AIMS[name];
    const verdict = aim === undefined ? '' : `  aim: under ${aim}, ${median < aim ? 'met' : 'NOT met'}`;
    const figures = [median, least, most].map((figure) => figure.toFixed(1).padStart(8)).join('');
    return `${name.padEnd(width)}${figures}${verdict}`;
  });
  const head = `Milliseconds, ${ROWS.toLocaleString('en')} x ${COLUMNS} cells: median, least, most`;
  return [head, '', ...lines].join('\n');
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'emulator-bench-'));
  try {
    const say = (progress: string): void => void process.stderr.write(`  ${progress}\n`);
    process.stdout.write(`${describeEmulator(await measureEmulator(folder, { rounds: 7, say }))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
