/** The report that Status shows: kept when it says something new, left alone when not, and never too large for its property. */
import type { RecordProblem } from '../../src/core/plan';
import { ReportBuilder, type RunReport } from '../../src/core/report';
import { RULES, type RuleId } from '../../src/core/rules';
import { keepReport, readReport } from '../../src/gas/report-store';
import { documentProperties, PROPERTY } from '../../src/gas/settings-store';
import { openScript, type Script } from './support/script';

let script: Script;
beforeEach(() => {
  script = openScript();
});

const problem = (rule: RuleId, row: number, message = 'it needs a look.'): RecordProblem => ({
  leadId: `L${row}`,
  row,
  rule,
  message: `Row ${row}: ${message}`,
});

/** A run that changed nothing. */
function report(run: number, problems: readonly RecordProblem[] = []): RunReport {
  const builder = new ReportBuilder(run);
  builder.read(10, 10);
  problems.forEach((each) => builder.problem(each));
  return builder.finish('finished');
}

/** A run that wrote one cell. */
function changing(run: number, problems: readonly RecordProblem[] = []): RunReport {
  const change = { leadId: 'L1', field: 'status', from: 'NEW', to: 'LOST', rule: 'S09' } as const;
  return { ...report(run, problems), changes: [{ side: 'lead', ...change }] };
}

function failing(run: number, end: 'failed' | 'overtaken', message = ''): RunReport {
  const builder = new ReportBuilder(run);
  builder.failed(message);
  return builder.finish(end);
}

/** How many properties keeping this report wrote. */
const writes = (kept: RunReport): number =>
  script.calls(() => keepReport(kept)).filter((method) => method === 'Properties.setProperty').length;

test('there is none before the first', () => {
  expect(readReport()).toBeNull();
});

test('one with changes is kept, with its time and a line per cause', () => {
  keepReport(changing(7, [problem('S03', 2), problem('S01', 4), problem('S03', 3)]));
  expect(readReport()).toMatchObject({
    run: 7,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
    summary: '1 lead updated, 3 rows need a look.',
    problems: ['S03, 2 rows: Row 2: it needs a look.', 'S01, 1 row: Row 4: it needs a look.'],
  });
});

describe('nothing is written', () => {
  test('of a first run that found nothing to do', () => {
    expect([writes(report(1)), readReport()]).toEqual([0, null]);
  });

  test.each<[string, RunReport, RunReport]>([
    ['without problems after changes', changing(1), report(2)],
    ['with the same problems', report(1, [problem('S03', 2)]), report(2, [problem('S03', 2)])],
    ['that fails in the same way', failing(1, 'failed', 'No answer.'), failing(2, 'failed', 'No answer.')],
    ['that is overtaken again', failing(1, 'overtaken'), failing(2, 'overtaken')],
  ])('of a run %s', (_, first, second) => {
    expect([writes(first), writes(second)]).toEqual([1, 0]);
    expect(readReport()?.run).toBe(1);
  });
});

describe('news are kept', () => {
  /** As long as the sentences that ordinary problems are told in. */
  const several = ['S02', 'S22', 'S24'].map((rule, index) =>
    problem(
      rule as RuleId,
      index + 2,
      'something stands there that cannot stay, and this says what to do. '.repeat(2),
    ),
  );
  test.each<[string, RunReport, RunReport]>([
    ['further changes', changing(1), changing(2)],
    ['a conflict', changing(1), { ...report(2), conflicts: [{} as RunReport['conflicts'][number]] }],
    ['a problem', report(1, [problem('S03', 2)]), report(2, [problem('S01', 2)])],
    [
      'one more row with a problem',
      report(1, [problem('S03', 2)]),
      report(2, [problem('S03', 2), problem('S03', 3)]),
    ],
    ['a problem that is over', report(1, [problem('S03', 2)]), report(2)],
    ['a failure', changing(1), failing(2, 'failed', 'No answer.')],
    ['another failure', failing(1, 'failed', 'No answer.'), failing(2, 'failed', 'Not the key.')],
    ['a failure that is over', failing(1, 'failed', 'No answer.'), report(2)],
    [
      'another problem beside several that stay',
      report(1, [...several, problem('S03', 9)]),
      report(2, [...several, problem('S14', 9)]),
    ],
  ])('%s', (_, first, second) => {
    expect([writes(first), writes(second)]).toEqual([1, 1]);
    expect(readReport()?.run).toBe(2);
  });
});

/** Bytes that the platform lets a property have; it refuses larger ones, here as there. */
const LIMIT = 9 * 1024;

test('10,000 problems of every rule, each told at length, fit into a property', () => {
  const rules = Object.keys(RULES) as RuleId[];
  const problems = Array.from({ length: 10_000 }, (_, index) =>
    problem(rules[index % rules.length] as RuleId, index + 2, 'told at length. '.repeat(100)),
  );
  keepReport(changing(1, problems));
  const stored = documentProperties().getProperty(PROPERTY.lastReport) ?? '';
  expect(Buffer.byteLength(stored)).toBeLessThan(LIMIT);
  expect(readReport()?.problems).toHaveLength(rules.length);
  expect(readReport()?.problems[0]).toMatch(/^S01, 500 rows: Row 2: told at length\. .*…$/);
});

test('sentences in letters of three bytes fit too: a refused cell, a rejected task, an unknown status', () => {
  const message = '保護されたセルまたはオブジェクトを編集しようとしています。'.repeat(100);
  const problems = (['S03', 'S19', 'S22'] as const).map((rule, index) => problem(rule, index + 2, message));
  keepReport({ ...changing(1, problems), end: 'failed', firstError: message });
  const stored = documentProperties().getProperty(PROPERTY.lastReport) ?? '';
  expect(Buffer.byteLength(stored)).toBeLessThan(LIMIT);
  expect(readReport()?.problems).toHaveLength(3);
});
