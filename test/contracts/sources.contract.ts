/** What one exchange may spoil for others: nothing. Bad operations, older runs and other sheets each stay by themselves. */
import { SYNC_LIMITS, TASK_LIMITS, type CreateOperation } from '../../src/contract';
import { create, LATER_STATE, link, STATE, update, type Desk } from './support/desk';

export function describeSources({ exchange, operate, created, read, now, refusal }: Desk): void {
  describe('one bad operation (S19)', () => {
    test.each<[string, Partial<CreateOperation>]>([
      ['a title that is too long', { title: 'x'.repeat(TASK_LIMITS.title + 1) }],
      ['a blank title', { title: ' ' }],
      ['notes that are too long', { notes: 'x'.repeat(TASK_LIMITS.notes + 1) }],
      ['a lead id that is too long', { lead_id: 'x'.repeat(TASK_LIMITS.lead_id + 1) }],
      ['a state that is too long', { state: 'x'.repeat(SYNC_LIMITS.state + 1) }],
      ['half of an emoji', { title: 'Ada \ud83e' }],
      ['a NUL', { notes: 'a\0b' }],
    ])('with %s is rejected as invalid, and the others go on', (_, values) => {
      const { results } = exchange({ operations: [create('L1'), create('L2', values), create('L3')] });
      expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'rejected', 'created']);
      expect(results[1]).toMatchObject({ task: null, problem: { code: 'invalid' } });
      expect(read(null).changes.map(({ lead_id }) => lead_id)).toEqual(['L1', 'L3']);
    });

    test('as long as the limits allow is taken', () => {
      const title = 'x'.repeat(TASK_LIMITS.title);
      const state = 'x'.repeat(SYNC_LIMITS.state);
      expect(created('x'.repeat(TASK_LIMITS.lead_id), { title, state }).source_state).toBe(state);
    });
  });

  describe('run numbers', () => {
    const stale = { code: 'run_overtaken', data: { last_run: 7 } };

    test('an older run is refused with the highest seen, and changes nothing', () => {
      created('L1');
      operate(create('L2'), { run: 7 });
      expect(refusal({ run: 6, operations: [create('L3')] })).toEqual(stale);
      expect(refusal({ run: 6, limit: 100 })).toEqual(stale);
      expect(read(null, { run: 7 }).changes).toHaveLength(2);
    });

    test('the same run may come again, and a run without operations counts for nothing', () => {
      operate(create('L1'), { run: 7 });
      expect(operate(create('L2'), { run: 7 }).outcome).toBe('created');
      exchange({ run: 100 });
      expect(operate(create('L3'), { run: 8 }).outcome).toBe('created');
    });

    test('each source counts by itself', () => {
      operate(create('L1'), { run: 7 });
      expect(operate(create('L1'), { run: 1, source: 'sheet-2' }).outcome).toBe('created');
    });
  });

  describe('sources', () => {
    test('the same lead id in two sheets has two tasks', () => {
      const mine = created('L1');
      const theirs = operate(create('L1'), { source: 'sheet-2' });
      expect(theirs.outcome).toBe('created');
      expect(theirs.task!.id).not.toBe(mine.id);
    });

    test('each sees its own state, and the version of its own push', () => {
      const task = created('L1');
      const others = { source: 'sheet-2' };
      expect(now(task.id, others)).toMatchObject({ source_state: null, source_version: null });
      operate(update(task, { status: 'DONE' }), others);
      expect(now(task.id)).toMatchObject({ version: 2, source_state: STATE, source_version: 1 });
      expect(now(task.id, others)).toMatchObject({ source_state: LATER_STATE, source_version: 2 });
    });

    test('a link takes nothing from a lead of another source', () => {
      const task = created('L1');
      operate(link('L9', task.id), { source: 'sheet-2' });
      expect(operate(create('L1'))).toMatchObject({ outcome: 'adopted', task: { id: task.id } });
    });
  });
}
