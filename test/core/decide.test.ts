/** What one lead needs, decided from row, memory and tracker: the operation, the cells, and what people are told. */
import { TASK_LIMITS } from '../../src/contract';
import { decideLead, type DecisionRules } from '../../src/core/decide';
import type { Memory } from '../../src/core/memory';
import type { LeadDecision } from '../../src/core/plan';
import type { ConflictPolicy } from '../../src/core/settings';
import { aLead, aMemory, lens, stateOf, TEXT } from './support/examples';

const rules = (policy: ConflictPolicy = 'sheet'): DecisionRules => ({ lens, policy });
const decide = (lead = aLead(), memory: Memory | null = aMemory(), policy?: ConflictPolicy): LeadDecision =>
  decideLead(rules(policy), lead, memory);
/** A memory whose task has moved on since both sides agreed. */
const moved = (seen: Partial<Memory['seen']>, rest: Partial<Memory> = {}): Memory =>
  aMemory({ seen: { ...aMemory().seen, version: 2, ...seen }, ...rest });

const NOTHING = { push: null, cells: [], problem: null, conflict: null };

describe('a lead without a task id', () => {
  test('S05 gets one task, made from the row, with the state it was made from', () => {
    const { push, ...rest } = decide(aLead({ taskId: '', status: 'Contacted' }), null);
    expect(push).toMatchObject({
      kind: 'create',
      operation: {
        op: 'create',
        lead_id: 'L1',
        title: 'Follow up: Ada',
        notes: 'Source: Fair',
        status: 'IN_PROGRESS',
        state: stateOf({ agreed: { lead: 'Contacted', task: 'IN_PROGRESS' } }),
      },
      changes: [{ side: 'task', field: 'status', from: '', to: 'IN_PROGRESS', rule: 'S05' }],
    });
    expect(push?.operation).not.toHaveProperty('replaces');
    expect(rest).toEqual({ cells: [], memory: null, problem: null, conflict: null });
  });

  test('S04 with a blank status gets a TODO task, and its cell stays blank', () => {
    const { push, cells } = decide(aLead({ taskId: '', status: '' }), null);
    expect(push?.operation).toMatchObject({ op: 'create', status: 'TODO' });
    expect(cells).toEqual([]);
  });

  test('S03 with an unknown status gets none, and is reported', () => {
    const { push, problem } = decide(aLead({ taskId: '', status: 'On Hold' }), null);
    expect(push).toBeNull();
    expect(problem).toEqual({
      leadId: 'L1',
      row: 2,
      rule: 'S03',
      message: 'Row 2: the status "On Hold" is not in the status map. Map it, or choose a listed one.',
    });
  });

  test('S06 whose task lives gets the same id back, and no new task', () => {
    const { push, cells } = decide(aLead({ taskId: '' }), aMemory());
    expect(push).toBeNull();
    expect(cells).toEqual([
      { leadId: 'L1', field: 'task_id', from: '', to: 'T1', rule: 'S06', agreed: null },
    ]);
  });

  test('S06 gets its id back and its status synced at once', () => {
    const { push, cells } = decide(aLead({ taskId: '' }), moved({ status: 'DONE' }));
    expect(push).toBeNull();
    expect(cells.map(({ field, to, rule }) => [field, to, rule])).toEqual([
      ['task_id', 'T1', 'S06'],
      ['status', 'QUALIFIED', 'S09'],
    ]);
  });

  test('S14 whose task was deleted asks for a new one that replaces it', () => {
    const { push, cells } = decide(aLead({ taskId: '' }), moved({ deleted: true }));
    expect(push?.operation).toMatchObject({ op: 'create', replaces: 'T1' });
    expect(cells).toEqual([]);
  });
});

describe('a lead that names a task', () => {
  test('S23 that nothing is remembered of: it is linked, and not taken for changed by hand', () => {
    const { push } = decide(aLead(), null);
    expect(push).toMatchObject({
      kind: 'link',
      byHand: false,
      operation: { op: 'link', lead_id: 'L1', task_id: 'T1' },
    });
  });

  test('S21 other than the remembered one: it is linked by hand, and nothing is pushed to either task', () => {
    const { push, cells } = decide(aLead({ taskId: 'T9', status: 'LOST' }), aMemory());
    expect(push).toMatchObject({ kind: 'link', byHand: true, operation: { task_id: 'T9' } });
    expect(cells).toEqual([]);
  });

  test('S14 that was deleted is left alone and reported, whatever the row says', () => {
    const memory = moved({ deleted: true, status: 'DONE' });
    const decision = decide(aLead({ status: 'CONTACTED', name: 'Bo' }), memory);
    expect(decision).toMatchObject({ ...NOTHING, problem: { rule: 'S14', row: 2 } });
    expect(decision.problem?.message).toContain('Clear the task_id cell');
    expect(decision.memory).toBe(memory);
  });

  test('S19 with an id too long for the tracker is reported, not sent', () => {
    const long = 'x'.repeat(TASK_LIMITS.lead_id + 1);
    expect(decide(aLead({ id: long }), null)).toMatchObject({ ...NOTHING, problem: { rule: 'S19' } });
    expect(decide(aLead({ id: long.slice(1) }), null).push).not.toBeNull();
  });
});

describe('a linked lead', () => {
  test('S07 unchanged on both sides: nothing at all, and the very same memory', () => {
    const memory = aMemory();
    const decision = decide(aLead(), memory);
    expect(decision).toMatchObject(NOTHING);
    expect(decision.memory).toBe(memory);
  });

  test('S08 the sheet moved: the status alone is sent, against the version seen', () => {
    const { push, cells, conflict } = decide(aLead({ status: 'LOST' }), moved({}));
    expect(push?.operation).toEqual({
      op: 'update',
      task_id: 'T1',
      if_version: 2,
      set: { status: 'DONE' },
      state: stateOf({ agreed: { lead: 'LOST', task: 'DONE' } }),
    });
    expect(push?.changes).toEqual([{ side: 'task', field: 'status', from: 'TODO', to: 'DONE', rule: 'S08' }]);
    expect([cells, conflict]).toEqual([[], null]);
  });

  test('S08 the sheet moved to another word for what the task is: the tracker is asked to confirm the version', () => {
    const done = { status: 'DONE' as const };
    const memory = moved(done, { agreed: { lead: 'QUALIFIED', task: 'DONE', version: 2 } });
    const decision = decide(aLead({ status: 'LOST' }), memory);
    expect(decision.push?.operation).toMatchObject({ op: 'update', set: {}, if_version: 2 });
    expect(decision.push?.changes).toEqual([]);
    expect(decision.memory).toBe(memory);
  });

  test('S09 the tracker moved: one cell, guarded by what stands there, and the base moves only once it stands', () => {
    const memory = moved({ status: 'IN_PROGRESS' });
    const decision = decide(aLead(), memory);
    expect(decision.push).toBeNull();
    expect(decision.cells).toEqual([
      {
        leadId: 'L1',
        field: 'status',
        from: 'NEW',
        to: 'CONTACTED',
        rule: 'S09',
        agreed: { lead: 'CONTACTED', task: 'IN_PROGRESS', version: 2 },
      },
    ]);
    expect(decision.memory?.agreed).toEqual(memory.agreed);
  });

  test('S09 the tracker moved to what the lead stands for already: only the base moves', () => {
    const memory = moved({ status: 'DONE' }, { agreed: { lead: 'LOST', task: 'TODO', version: 1 } });
    const decision = decide(aLead({ status: 'LOST' }), memory);
    expect(decision).toMatchObject(NOTHING);
    expect(decision.memory?.agreed).toEqual({ lead: 'LOST', task: 'DONE', version: 2 });
  });

  test('S12 a task reopened under a LOST lead goes back, and its value is kept for people', () => {
    const memory = moved({ status: 'TODO' }, { agreed: { lead: 'LOST', task: 'DONE', version: 1 } });
    const { push, cells, conflict } = decide(aLead({ status: 'LOST' }), memory, 'tracker');
    expect(push?.operation).toMatchObject({ set: { status: 'DONE' } });
    expect(cells).toEqual([]);
    expect(conflict).toMatchObject({
      rule: 'S12',
      sheet: 'LOST',
      tracker: 'TODO',
      kept: 'sheet',
      version: 2,
    });
  });

  test('S03 an unknown status is reported, while the name still follows and the base stays', () => {
    const memory = aMemory();
    const { push, problem } = decide(aLead({ status: 'On Hold', name: 'Bo' }), memory);
    expect(problem?.rule).toBe('S03');
    expect(push?.operation).toMatchObject({
      set: { title: 'Follow up: Bo' },
      state: stateOf({ written: { ...TEXT, title: 'Follow up: Bo' } }),
    });
  });
});

describe('title and notes (S18)', () => {
  test('follow the lead while they are what the sync wrote', () => {
    const { push } = decide(aLead({ name: 'Bo', source: '' }));
    expect(push?.operation).toMatchObject({
      set: { title: 'Follow up: Bo', notes: 'Auto-created from Sheets' },
    });
    expect(push?.changes.map(({ field, rule }) => [field, rule])).toEqual([
      ['title', 'S18'],
      ['notes', 'S18'],
    ]);
  });

  test('stay a person’s once she has changed them, each by itself', () => {
    const lead = aLead({ name: 'Bo', source: 'Web' });
    const setOf = (seen: Partial<Memory['seen']>): unknown => decide(lead, moved(seen)).push?.operation;
    expect(setOf({ ownsTitle: false })).toMatchObject({ set: { notes: 'Source: Web' } });
    expect(setOf({ ownsTitle: false })).not.toHaveProperty('set.title');
    expect(setOf({ ownsNotes: false })).not.toHaveProperty('set.notes');
    expect(setOf({ ownsTitle: false, ownsNotes: false })).toBeUndefined();
  });

  test('travel together with a status, each naming its rule', () => {
    const { push } = decide(aLead({ name: 'Bo', status: 'CONTACTED' }));
    expect(push?.changes.map(({ field, from, to, rule }) => [field, from, to, rule])).toEqual([
      ['status', 'TODO', 'IN_PROGRESS', 'S08'],
      ['title', 'Follow up: Ada', 'Follow up: Bo', 'S18'],
    ]);
  });

  test('S23 are left alone while the pair has no common base', () => {
    const ask = moved({ status: 'DONE' }, { agreed: null });
    expect(decide(aLead({ name: 'Bo' }), ask, 'ask').push).toBeNull();
  });
});

describe('a conflict (S11)', () => {
  const lead = aLead({ status: 'CONTACTED' });
  const memory = moved({ status: 'DONE' });

  test('that the sheet wins: the task gets it, and the tracker’s value is kept', () => {
    const { push, cells, conflict } = decide(lead, memory, 'sheet');
    expect(push?.operation).toMatchObject({ set: { status: 'IN_PROGRESS' }, if_version: 2 });
    expect(cells).toEqual([]);
    expect(conflict).toEqual({
      leadId: 'L1',
      field: 'status',
      rule: 'S11',
      sheet: 'CONTACTED',
      tracker: 'DONE',
      kept: 'sheet',
      taskId: 'T1',
      version: 2,
    });
  });

  test('that the tracker wins: the cell gets it, and the sheet’s value is kept', () => {
    const { push, cells, conflict } = decide(lead, memory, 'tracker');
    expect(push).toBeNull();
    expect(cells).toMatchObject([{ from: 'CONTACTED', to: 'QUALIFIED', rule: 'S11' }]);
    expect(conflict).toMatchObject({ sheet: 'CONTACTED', tracker: 'DONE', kept: 'tracker' });
  });

  test('that waits for a person touches neither side, is shown once, and stays reported', () => {
    const first = decide(lead, memory, 'ask');
    expect(first).toMatchObject({
      push: null,
      cells: [],
      conflict: { kept: null },
      problem: { rule: 'S11' },
    });
    const second = decide(lead, first.memory, 'ask');
    expect(second).toMatchObject({ push: null, cells: [], conflict: null, problem: { rule: 'S11' } });
    expect(second.memory).toBe(first.memory);
  });

  test('that waits is shown again when either side has moved on, and forgotten once it is settled', () => {
    const asked = decide(lead, memory, 'ask').memory!;
    expect(decide(aLead({ status: 'NEW' }), asked, 'ask').memory?.asked).toBeNull();
    expect(decide(aLead({ status: 'On Hold' }), asked, 'ask').memory?.asked).toBeNull();
    const later = { ...asked, seen: { ...asked.seen, version: 3, status: 'TODO' as const } };
    const contested = { ...later, agreed: { lead: 'LOST', task: 'DONE' as const, version: 1 } };
    expect(decide(lead, contested, 'ask').conflict).toMatchObject({ version: 3, tracker: 'TODO' });
    const settled = decide(aLead({ status: 'QUALIFIED' }), asked, 'ask');
    expect(settled.push?.operation).toMatchObject({ set: {} });
    expect(settled.problem).toBeNull();
  });

  test('S23 without a base follows the policy, and says so', () => {
    const unknown = moved({ status: 'DONE' }, { agreed: null });
    expect(decide(aLead(), unknown, 'sheet').conflict).toMatchObject({ rule: 'S23', kept: 'sheet' });
    expect(decide(aLead(), unknown, 'tracker').cells).toMatchObject([{ to: 'QUALIFIED', rule: 'S23' }]);
    expect(decide(aLead(), unknown, 'ask')).toMatchObject({
      push: null,
      cells: [],
      problem: { rule: 'S23' },
    });
  });
});
