/** What a run reports: counts, one problem per row and rule, and one line for people. */
import type { Push, RecordProblem } from '../../src/core/plan';
import { problemsByRule, ReportBuilder, summaryOf, type RunReport } from '../../src/core/report';
import type { RuleId } from '../../src/core/rules';
import { aLead, stateOf } from './support/examples';

function problem(row: number, rule: RuleId, message = `Row ${row}`): RecordProblem {
  return { leadId: `L${row}`, row, rule, message };
}

function build(collect: (builder: ReportBuilder) => void, end: RunReport['end'] = 'finished'): RunReport {
  const builder = new ReportBuilder(7);
  builder.read(3, 3);
  collect(builder);
  return builder.finish(end);
}

const push: Push = {
  kind: 'link',
  lead: aLead(),
  changes: [{ side: 'task', field: 'status', from: 'TODO', to: 'DONE', rule: 'S08' }],
  operation: { op: 'link', lead_id: 'L1', task_id: 'T1' },
  byHand: false,
};
const cell = { leadId: 'L1', field: 'status', from: 'NEW', to: 'LOST', rule: 'S09', agreed: null } as const;
const conflict = {
  leadId: 'L1',
  field: 'status',
  rule: 'S11',
  sheet: 'NEW',
  tracker: 'DONE',
  kept: 'sheet',
  taskId: 'T1',
  version: 2,
} as const;

describe('collecting', () => {
  test('counts every answer, but calls only created and updated a change', () => {
    const report = build((builder) => {
      for (const outcome of ['created', 'updated', 'updated', 'unchanged', 'conflict', 'rejected'] as const)
        builder.answered(push, outcome);
      builder.fetched();
    });
    expect(report.outcomes).toEqual({ created: 1, updated: 2, unchanged: 1, conflict: 1, rejected: 1 });
    expect(report).toMatchObject({ run: 7, rows: 3, leads: 3, fetches: 1, tasksCreated: 1, tasksUpdated: 2 });
    expect(report.changes).toHaveLength(3);
    expect(report.changes[0]).toEqual({ ...push.changes[0], leadId: 'L1' });
  });

  test('lists a written cell as a change on the lead’s side, with its rule', () => {
    const { changes, cellsWritten, cellsMissed } = build((builder) => {
      builder.wrote(cell);
      builder.missed(2);
    });
    expect(changes).toEqual([
      { side: 'lead', leadId: 'L1', field: 'status', from: 'NEW', to: 'LOST', rule: 'S09' },
    ]);
    expect([cellsWritten, cellsMissed]).toEqual([1, 2]);
  });

  test('keeps one problem per row and rule, the latest, in sheet order', () => {
    const { problems } = build((builder) => {
      builder.problem(problem(9, 'S03'));
      builder.problem(problem(2, 'S19', 'first'));
      builder.problem(problem(2, 'S19', 'again'));
      builder.problem(problem(2, 'S03'));
    });
    expect(problems.map(({ row, rule, message }) => [row, rule, message])).toEqual([
      [2, 'S19', 'again'],
      [2, 'S03', 'Row 2'],
      [9, 'S03', 'Row 9'],
    ]);
  });

  test('names the first failure before any row’s problem', () => {
    const report = build((builder) => {
      builder.problem(problem(2, 'S03'));
      builder.failed('the tracker is away');
      builder.failed('later');
    }, 'failed');
    expect(report.firstError).toBe('the tracker is away');
    expect(build((builder) => builder.problem(problem(2, 'S03'))).firstError).toBe('Row 2');
    expect(build(() => undefined).firstError).toBeNull();
  });
});

test('problems with one cause are one line, the most frequent first', () => {
  const groups = problemsByRule([problem(2, 'S03'), problem(3, 'S02'), problem(4, 'S02'), problem(5, 'S02')]);
  expect(groups).toEqual([
    { rule: 'S02', count: 3, first: problem(3, 'S02') },
    { rule: 'S03', count: 1, first: problem(2, 'S03') },
  ]);
});

describe('the line a person sees', () => {
  const line = (collect: (builder: ReportBuilder) => void, end?: RunReport['end']): string =>
    summaryOf(build(collect, end));

  test.each<[RunReport['end'], string]>([
    ['busy', 'Another sync is running. This one left; nothing was changed.'],
    ['paused', 'Lead Sync is paused. Choose Resume in the Lead Sync menu to go on.'],
    ['overtaken', 'A newer sync took over. This one stopped; the newer one goes on.'],
    ['failed', 'The sync stopped: unknown reason'],
    ['finished', 'Nothing to do: 3 leads are in step.'],
    ['continues', 'Nothing to do: 3 leads are in step, time is up, the next run goes on.'],
  ])('of a run that ended %s', (end, expected) => {
    expect(line(() => undefined, end)).toBe(expected);
  });

  test('of a failed run says why', () => {
    expect(line((builder) => builder.failed('No answer.'), 'failed')).toBe('The sync stopped: No answer.');
  });

  test('counts in the singular', () => {
    expect(
      line((builder) => {
        builder.answered(createPush, 'created');
        builder.answered(push, 'adopted');
        builder.answered(push, 'updated');
        builder.wrote(cell);
        builder.conflict(conflict);
        builder.missed(1);
        builder.problem(problem(2, 'S03'));
      }),
    ).toBe(
      '1 task created, 1 task adopted, 1 task updated, 1 lead updated, 1 conflict kept for you to see, 1 cell left for the next run, 1 row needs a look.',
    );
  });

  test('counts in the plural, and a link written back is no updated lead', () => {
    expect(
      line((builder) => {
        for (let times = 0; times < 2; times += 1) {
          builder.answered(createPush, 'created');
          builder.wrote(cell);
          builder.wrote({ ...cell, field: 'task_id' });
          builder.problem(problem(times, 'S03'));
        }
      }, 'continues'),
    ).toBe('2 tasks created, 2 leads updated, 2 rows need a look, time is up, the next run goes on.');
  });

  test.each<[RuleId, number]>([
    ['S01', 3],
    ['S02', 3],
    ['S24', 3],
    ['S03', 2],
    ['S14', 2],
  ])('of an idle run with a row that needs a look (%s) does not call that lead in step', (rule, inStep) => {
    expect(line((builder) => builder.problem(problem(2, rule)))).toBe(
      `Nothing to do: ${inStep} leads are in step, 1 row needs a look.`,
    );
  });

  const createPush: Push = {
    kind: 'create',
    lead: aLead(),
    changes: [],
    operation: {
      op: 'create',
      lead_id: 'L1',
      title: 'Follow up: Ada',
      status: 'TODO',
      notes: '',
      state: stateOf(),
    },
    agreed: { lead: 'NEW', task: 'TODO' },
    written: { title: 'Follow up: Ada', notes: '' },
  };
});
