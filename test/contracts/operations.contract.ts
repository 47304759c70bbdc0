/** What the three operations of an exchange do, and answer when they are repeated, late or mistaken. */
import { create, LATER_STATE, link, NO_TASK, STATE, UNKNOWN, update, type Desk } from './support/desk';

export function describeOperations({ exchange, operate, created, byHand, read, now, people }: Desk): void {
  describe('create', () => {
    test('makes a task as it was asked for, with the state and version of the push', () => {
      const operation = create('L1', {
        title: 'Follow up: Ada',
        status: 'IN_PROGRESS',
        notes: 'Source: Fair',
      });
      expect(operate(operation)).toMatchObject({
        outcome: 'created',
        task: {
          title: 'Follow up: Ada',
          status: 'IN_PROGRESS',
          notes: 'Source: Fair',
          lead_id: 'L1',
          version: 1,
          deleted: false,
          source_state: STATE,
          source_version: 1,
        },
      });
    });

    test('S06 is unique per lead: a repeat adopts the task as it stands, and changes neither it nor its state', () => {
      const first = created('L1');
      people.edit(first.id, { status: 'DONE' });
      const repeat = operate(create('L1', { title: 'Other', state: LATER_STATE }));
      expect(repeat).toMatchObject({
        outcome: 'adopted',
        task: { id: first.id, title: first.title, status: 'DONE', version: 2, source_state: STATE },
      });
      expect(read(null).changes).toHaveLength(1);
    });

    test('S06 is unique within one exchange too', () => {
      const { results } = exchange({ operations: [create('L1'), create('L1')] });
      expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'adopted']);
      expect(results[0]!.task!.id).toBe(results[1]!.task!.id);
    });

    test('does not take a task for the lead’s because somebody wrote the lead’s id on it', () => {
      const label = people.make({ title: 'Mine', status: 'TODO', lead_id: 'L1', notes: '' });
      expect(created('L1').id).not.toBe(label);
    });

    test('S14 of a lead whose task was deleted answers deleted, unless it replaces that very task', () => {
      const first = created('L1');
      people.remove(first.id);
      const tombstone = { id: first.id, deleted: true, version: 2 };
      expect(operate(create('L1'))).toMatchObject({ outcome: 'deleted', task: tombstone });
      expect(operate(create('L1', { replaces: NO_TASK }))).toMatchObject({
        outcome: 'deleted',
        task: tombstone,
      });
      const second = created('L1', { replaces: first.id });
      expect(second.id).not.toBe(first.id);
      // The wish is fulfilled: a repeat adopts what it made.
      expect(operate(create('L1', { replaces: first.id }))).toMatchObject({
        outcome: 'adopted',
        task: { id: second.id },
      });
    });

    test('does not replace a task that lives', () => {
      const first = created('L1');
      expect(operate(create('L1', { replaces: first.id }))).toMatchObject({
        outcome: 'adopted',
        task: { id: first.id },
      });
    });
  });

  describe('update', () => {
    test('changes what is set, leaves the rest, and stores the state with the new version', () => {
      const task = created('L1');
      const result = operate(update(task, { status: 'DONE' }));
      expect(result).toEqual({
        outcome: 'updated',
        task: {
          ...task,
          status: 'DONE',
          version: 2,
          updated_at: result.task!.updated_at,
          source_state: LATER_STATE,
          source_version: 2,
        },
      });
    });

    test('made from an old version answers conflict with the task as it is, and stores nothing', () => {
      const task = created('L1');
      people.edit(task.id, { status: 'DONE' });
      expect(operate(update(task, { title: 'Mine' }))).toMatchObject({
        outcome: 'conflict',
        task: { title: task.title, status: 'DONE', version: 2, source_state: STATE, source_version: 1 },
      });
      expect(now(task.id)).toMatchObject({ title: task.title, version: 2, source_state: STATE });
    });

    test('made from a version yet to come is a conflict too', () => {
      const task = created('L1');
      expect(operate(update({ ...task, version: 2 }, { status: 'DONE' })).outcome).toBe('conflict');
    });

    test('repeated after its answer was lost is unchanged', () => {
      const task = created('L1');
      const operation = update(task, { status: 'DONE' });
      const first = operate(operation);
      expect(operate(operation)).toEqual({ outcome: 'unchanged', task: first.task });
    });

    test('repeated after somebody else has changed the task is a conflict', () => {
      const task = created('L1');
      const operation = update(task, { status: 'DONE' });
      operate(operation);
      people.edit(task.id, { status: 'TODO' });
      expect(operate(operation)).toMatchObject({
        outcome: 'conflict',
        task: { status: 'TODO', version: 3 },
      });
    });

    test('with the same state but other values is no repeat', () => {
      const task = created('L1');
      operate(update(task, { status: 'DONE' }));
      expect(operate(update(task, { status: 'IN_PROGRESS' })).outcome).toBe('conflict');
    });

    test('that sets nothing stores its state, changes no version, and is no news', () => {
      const task = created('L1');
      const { cursor } = read(null);
      expect(operate(update(task, {}))).toEqual({
        outcome: 'unchanged',
        task: { ...task, source_state: LATER_STATE, source_version: 1 },
      });
      expect(now(task.id)).toMatchObject({ version: 1, source_state: LATER_STATE });
      expect(read(cursor).changes).toEqual([]);
    });

    test('that sets what stands there already is unchanged as well', () => {
      const task = created('L1');
      expect(operate(update(task, { status: task.status, title: task.title }))).toMatchObject({
        outcome: 'unchanged',
        task: { version: 1, source_state: LATER_STATE },
      });
    });

    test('S14 of a deleted task answers deleted and brings nothing back', () => {
      const task = created('L1');
      people.remove(task.id);
      expect(operate(update({ ...task, version: 2 }, { status: 'DONE' }))).toMatchObject({
        outcome: 'deleted',
        task: { id: task.id, deleted: true, status: 'TODO', version: 2 },
      });
    });

    test('S22 of a task that never was is rejected as unknown_task', () => {
      expect(operate(update({ id: NO_TASK, version: 1 }, {}))).toMatchObject(UNKNOWN);
    });
  });

  describe('link', () => {
    test('S21 makes an existing task the lead’s, and changes nothing on it', () => {
      const id = byHand();
      const { cursor } = read(null);
      expect(operate(link('L1', id))).toMatchObject({
        outcome: 'adopted',
        task: { id, title: 'By hand', lead_id: null, version: 1, source_state: null, source_version: null },
      });
      expect(read(cursor).changes).toEqual([]);
      expect(operate(create('L1'))).toMatchObject({ outcome: 'adopted', task: { id } });
    });

    test('S21 takes the task from the lead that had it, which gets one of its own when it asks', () => {
      const task = created('L1');
      expect(operate(link('L2', task.id)).outcome).toBe('adopted');
      expect(operate(create('L2')).task!.id).toBe(task.id);
      expect(created('L1').id).not.toBe(task.id);
    });

    test('S21 swaps the tasks of two leads in one exchange', () => {
      const [one, two] = [created('L1'), created('L2')];
      const { results } = exchange({ operations: [link('L1', two.id), link('L2', one.id)] });
      expect(results.map(({ outcome }) => outcome)).toEqual(['adopted', 'adopted']);
      expect(operate(create('L1')).task!.id).toBe(two.id);
      expect(operate(create('L2')).task!.id).toBe(one.id);
    });

    test('S21 before a create in the same exchange: the lead that lost its task gets a new one', () => {
      const task = created('L1');
      const { results } = exchange({ operations: [link('L2', task.id), create('L1')] });
      expect(results.map(({ outcome }) => outcome)).toEqual(['adopted', 'created']);
    });

    test('S14 to a deleted task answers deleted, and leaves every link as it was', () => {
      const [one, two] = [created('L1'), created('L2')];
      people.remove(two.id);
      expect(operate(link('L1', two.id))).toMatchObject({
        outcome: 'deleted',
        task: { id: two.id, deleted: true },
      });
      expect(operate(create('L1'))).toMatchObject({ outcome: 'adopted', task: { id: one.id } });
      expect(operate(create('L2')).outcome).toBe('deleted');
    });

    test('S22 to a task that never was is rejected as unknown_task', () => {
      expect(operate(link('L1', NO_TASK))).toMatchObject(UNKNOWN);
      expect(operate(create('L1')).outcome).toBe('created');
    });
  });
}
