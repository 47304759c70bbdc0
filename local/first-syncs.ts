/** The first two syncs of a leads file, and a report of every row that could not be synced and why. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RecordProblem } from '../src/core/plan';
import { problemsByRule, summaryOf } from '../src/core/report';
import { RULES } from '../src/core/rules';
import type { LocalSystem, SyncRun } from './system';

type Print = (text: string) => void;

const ROWS_SHOWN = 12;

export async function firstSyncs(system: LocalSystem, dataDir: string, print: Print): Promise<void> {
  printRun(print, 'First sync', await timed(() => system.sync('Initial sync')));
  const second = await timed(() => system.sync('Sync now'));
  printRun(print, 'Second sync', second);
  reportProblems(second.run.report.problems, dataDir, print);
}

interface Timed {
  readonly run: SyncRun;
  readonly seconds: number;
}

async function timed(work: () => Promise<SyncRun>): Promise<Timed> {
  const start = performance.now();
  const run = await work();
  return { run, seconds: (performance.now() - start) / 1000 };
}

function printRun(print: Print, title: string, { run, seconds }: Timed): void {
  const { costs } = run.execution;
  print(`${title}: ${summaryOf(run.report)}`);
  print(
    `   ${seconds.toFixed(1)} s, ${costs.fetches} ${costs.fetches === 1 ? 'fetch' : 'fetches'}, ${costs.sheetCalls} sheet calls, of these ${costs.sheetWrites} writes`,
  );
}

/** On screen by cause, in the file row by row. Status words are shown; names and mail addresses are not. */
function reportProblems(problems: readonly RecordProblem[], dataDir: string, print: Print): void {
  const file = path.join(dataDir, 'rows-not-synced.txt');
  // That of an earlier start.
  rmSync(file, { force: true });
  if (problems.length === 0) return print('Every row was synced.\n');
  print(
    `\n${problems.length} ${problems.length === 1 ? 'row was' : 'rows were'} not synced, or not in full:`,
  );
  for (const { rule, count } of problemsByRule(problems)) {
    print(`   ${rule} ${RULES[rule]}: ${count}`);
    for (const [cause, rows] of byCause(problems.filter((problem) => problem.rule === rule))) {
      const shown = rows.slice(0, ROWS_SHOWN).join(', ');
      print(
        `      ${cause} Rows ${shown}${rows.length > ROWS_SHOWN ? ` and ${rows.length - ROWS_SHOWN} more` : ''}`,
      );
    }
  }
  writeFileSync(file, problems.map(({ rule, message }) => `${rule} ${message}\n`).join(''));
  print(`   Each row with its reason: ${path.relative(process.cwd(), file)}\n`);
}

function byCause(problems: readonly RecordProblem[]): Map<string, number[]> {
  const causes = new Map<string, number[]>();
  for (const { row, message } of problems) {
    const cause = message.replace(/^Row \d+: /, '').replace(/^(.)/, (letter) => letter.toUpperCase());
    causes.set(cause, [...(causes.get(cause) ?? []), row]);
  }
  return causes;
}
