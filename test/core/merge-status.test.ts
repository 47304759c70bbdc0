/** The whole truth table of the status merge, held against the rules as the design words them. */
import { TASK_STATUSES, type TaskStatus } from '../../src/contract';
import { mergeStatus, type AgreedStatus, type StatusDecision } from '../../src/core/merge-status';
import { CONFLICT_POLICIES, type ConflictPolicy } from '../../src/core/settings';
import { DEFAULT_STATUS_MAP, StatusLens } from '../../src/core/status-map';

/** The design's two tables, once more and by hand. */
const STANDS_FOR = { NEW: 'TODO', CONTACTED: 'IN_PROGRESS', QUALIFIED: 'DONE', LOST: 'DONE' } as const;
const MOVES_TO: Record<TaskStatus, string> = { TODO: 'NEW', IN_PROGRESS: 'CONTACTED', DONE: 'QUALIFIED' };
type LeadStatus = keyof typeof STANDS_FOR;
const LEAD_STATUSES = Object.keys(STANDS_FOR) as LeadStatus[];

/** What stands in the cell, and the status a person means by it; null when the map has no such word. */
const CELLS: readonly (readonly [string, LeadStatus | null])[] = [
  ...LEAD_STATUSES.map((status) => [status, status] as const),
  ['', 'NEW'],
  ['contacted', 'CONTACTED'],
  ['Lost', 'LOST'],
  ['On Hold', null],
  ['Disqualified', null],
];

interface Case {
  readonly name: string;
  readonly base: AgreedStatus | null;
  readonly sheet: string;
  readonly meaning: LeadStatus | null;
  readonly tracker: TaskStatus;
  readonly policy: ConflictPolicy;
  readonly sheetChanged: boolean;
  readonly trackerChanged: boolean;
  /** Sheet and tracker say the same thing. */
  readonly agree: boolean;
  readonly decision: StatusDecision;
}

const lens = new StatusLens(DEFAULT_STATUS_MAP);
const BASES = [
  null,
  ...LEAD_STATUSES.flatMap((lead) => TASK_STATUSES.map((task): AgreedStatus => ({ lead, task }))),
];
const CASES: readonly Case[] = BASES.flatMap((base) =>
  CELLS.flatMap(([sheet, meaning]) =>
    TASK_STATUSES.flatMap((tracker) =>
      CONFLICT_POLICIES.map((policy) => makeCase(base, sheet, meaning, tracker, policy)),
    ),
  ),
);

function makeCase(
  base: AgreedStatus | null,
  sheet: string,
  meaning: LeadStatus | null,
  tracker: TaskStatus,
  policy: ConflictPolicy,
): Case {
  return {
    name: `base ${base === null ? 'none' : `${base.lead}/${base.task}`}, sheet "${sheet}", tracker ${tracker}, ${policy}`,
    base,
    sheet,
    meaning,
    tracker,
    policy,
    sheetChanged: base !== null && sheet.toUpperCase() !== base.lead,
    trackerChanged: base !== null && tracker !== base.task,
    agree: meaning !== null && STANDS_FOR[meaning] === tracker,
    decision: mergeStatus({ lens, policy, base, sheet, tracker }),
  };
}

/** Every case of a situation, each with what came out of it, so that a failure names the case. */
function outcomesWhere(situation: (each: Case) => boolean): Record<string, StatusDecision> {
  const found = CASES.filter((each) => each.meaning !== null && situation(each));
  covered.push(...found);
  return Object.fromEntries(found.map((each) => [each.name, each.decision]));
}

function expectWhere(situation: (each: Case) => boolean, expected: (each: Case) => StatusDecision): void {
  const found = outcomesWhere(situation);
  expect(Object.keys(found)).not.toHaveLength(0);
  expect(found).toEqual(
    Object.fromEntries(
      CASES.filter(({ name }) => name in found).map((each) => [each.name, expected(each)] as const),
    ),
  );
}

const covered: Case[] = [];
const image = ({ meaning }: Case): TaskStatus => STANDS_FOR[meaning!];
const onlySheet = (each: Case): boolean => each.sheetChanged && !each.trackerChanged;
const onlyTracker = (each: Case): boolean => !each.sheetChanged && each.trackerChanged;
const both = (each: Case): boolean => each.sheetChanged && each.trackerChanged;

function byPolicy(each: Case, rule: 'S11' | 'S23'): StatusDecision {
  const outcomes: Record<ConflictPolicy, StatusDecision> = {
    sheet: { kind: 'push', rule, to: image(each), lost: each.tracker },
    tracker: { kind: 'pull', rule, to: MOVES_TO[each.tracker], lost: each.sheet },
    ask: { kind: 'ask', rule },
  };
  return outcomes[each.policy];
}

describe('the rules, each over every case it speaks of', () => {
  test('S03 a status that is not in the map decides nothing, whatever else happened', () => {
    const unknown = CASES.filter(({ meaning }) => meaning === null);
    expect(unknown.length).toBe(13 * 2 * 3 * 3);
    covered.push(...unknown);
    for (const { decision } of unknown) expect(decision).toEqual({ kind: 'unknown', rule: 'S03' });
  });

  test('S07 neither side changed: nothing', () => {
    expectWhere(
      (each) => each.base !== null && !each.sheetChanged && !each.trackerChanged,
      () => ({ kind: 'nothing', rule: 'S07' }),
    );
  });

  test('S08 only the sheet changed: the task follows, and nothing is given up', () => {
    expectWhere(
      (each) => onlySheet(each) && !each.agree && each.base?.lead !== 'LOST',
      (each) => ({ kind: 'push', rule: 'S08', to: image(each) }),
    );
  });

  test('S08 the sheet moved to another word for the same task status: only the base moves', () => {
    expectWhere(
      (each) => onlySheet(each) && each.agree,
      () => ({ kind: 'agree', rule: 'S08' }),
    );
  });

  test('S09 only the tracker changed: the lead follows', () => {
    expectWhere(
      (each) => onlyTracker(each) && !each.agree && each.meaning !== 'LOST',
      (each) => ({ kind: 'pull', rule: 'S09', to: MOVES_TO[each.tracker] }),
    );
  });

  test('S09 the tracker moved to what the lead stands for: only the base moves', () => {
    expectWhere(
      (each) => onlyTracker(each) && each.agree,
      () => ({ kind: 'agree', rule: 'S09' }),
    );
  });

  test('S10 both changed alike: only the base moves', () => {
    expectWhere(
      (each) => both(each) && each.agree,
      () => ({ kind: 'agree', rule: 'S10' }),
    );
  });

  test('S11 both changed differently: the policy decides, and what it gives up is named', () => {
    expectWhere(
      (each) => both(each) && !each.agree && each.meaning !== 'LOST',
      (each) => byPolicy(each, 'S11'),
    );
  });

  test('S12 a task that was reopened under a terminal lead goes back, and that is told', () => {
    expectWhere(
      (each) =>
        each.meaning === 'LOST' && each.tracker !== 'DONE' && (each.base === null || each.trackerChanged),
      (each) => ({ kind: 'push', rule: 'S12', to: 'DONE', lost: each.tracker }),
    );
  });

  test('S13 a lead taken out of a terminal status is an ordinary sheet edit', () => {
    expectWhere(
      (each) => onlySheet(each) && !each.agree && each.base?.lead === 'LOST',
      (each) => ({ kind: 'push', rule: 'S13', to: image(each) }),
    );
  });

  test('S21, S23 no common base: equal images agree, others follow the policy', () => {
    expectWhere(
      (each) => each.base === null && each.agree,
      () => ({ kind: 'agree', rule: 'S23' }),
    );
    expectWhere(
      (each) => each.base === null && !each.agree && each.meaning !== 'LOST',
      (each) => byPolicy(each, 'S23'),
    );
  });

  test('every case of the table belongs to exactly one of these rules', () => {
    expect(CASES).toHaveLength(13 * 9 * 3 * 3);
    expect(covered.map(({ name }) => name).sort()).toEqual(CASES.map(({ name }) => name).sort());
  });
});

describe('what holds for every case', () => {
  const where = <Kind extends StatusDecision['kind']>(kind: Kind) =>
    CASES.flatMap((each) =>
      each.decision.kind === kind
        ? [{ ...each, decision: each.decision as StatusDecision & { kind: Kind } }]
        : [],
    );

  test('S12 a terminal lead is never pulled', () => {
    expect(where('pull').filter(({ meaning }) => meaning === 'LOST')).toEqual([]);
  });

  test('a pull writes what the lens makes of this lead, never the word that stands there already', () => {
    for (const { decision, sheet, tracker } of where('pull')) {
      expect(decision.to).toBe(lens.toLead(tracker, sheet));
      expect(decision.to).not.toBe(sheet);
    }
  });

  test('a push writes what the sheet stands for, never what the task is already', () => {
    for (const { decision, sheet, tracker } of where('push')) {
      expect(decision.to).toBe(lens.toTask(sheet));
      expect(decision.to).not.toBe(tracker);
    }
  });

  test('S07 nothing is decided exactly when nothing changed', () => {
    expect(where('nothing').map(({ name }) => name)).toEqual(
      CASES.filter((each) => each.base !== null && each.meaning !== null)
        .filter((each) => !each.sheetChanged && !each.trackerChanged)
        .map(({ name }) => name),
    );
  });

  test('S11 a value is given up exactly when the other side had moved to it, and it is that side’s value', () => {
    for (const { base, decision, tracker, sheetChanged, trackerChanged } of where('push')) {
      expect(decision.lost).toBe(base === null || trackerChanged ? tracker : undefined);
      expect(base === null || sheetChanged || trackerChanged).toBe(true);
    }
    for (const { base, decision, sheet, sheetChanged } of where('pull'))
      expect(decision.lost).toBe(base === null || sheetChanged ? sheet : undefined);
    for (const { decision } of where('agree')) expect(decision).not.toHaveProperty('lost');
  });

  test('S11 a person is asked only with the policy `ask`, and with it nothing of hers is given up', () => {
    expect(new Set(where('ask').map(({ policy }) => policy))).toEqual(new Set(['ask']));
    const givenUp = CASES.filter(({ policy, decision }) => policy === 'ask' && 'lost' in decision);
    expect(new Set(givenUp.map(({ meaning }) => meaning))).toEqual(new Set(['LOST']));
  });

  test('the policy matters for conflicts alone', () => {
    const rulesByPolicy = new Map<string, Set<string>>();
    for (const { name, decision } of CASES) {
      const key = name.replace(/, \w+$/, '');
      rulesByPolicy.set(key, (rulesByPolicy.get(key) ?? new Set()).add(JSON.stringify(decision)));
    }
    const contested = [...rulesByPolicy.values()].filter((decisions) => decisions.size > 1);
    expect(contested.length).toBeGreaterThan(0);
    for (const decisions of contested)
      for (const decision of decisions) expect(decision).toMatch(/"rule":"S(11|23)"/);
  });
});
