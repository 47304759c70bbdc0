/** The working set notes exactly what changed, since that is all that is written. */
import { WorkingSet } from '../../server/src/sync/working-set';
import { changeTask, makeTask } from '../../server/src/tasks/stored-task';

let made = 0;
const maker = { now: () => new Date('2026-01-01T00:00:00Z'), newId: () => `task-${(made += 1)}` };
const newTask = () => makeTask({ title: 't', status: 'TODO', lead_id: null, notes: '' }, maker);

/** Leads L1 and L2 with a task each, and a state on the first. */
function twoLeads() {
  const [one, two] = [newTask(), newTask()];
  const set = new WorkingSet({
    tasks: [one, two],
    links: [
      { lead_id: 'L1', task_id: one.id, sheet_row: null },
      { lead_id: 'L2', task_id: two.id, sheet_row: null },
    ],
    states: [{ task_id: one.id, state: 's', version: 1 }],
  });
  return { set, one, two };
}

test('what is put back as it was is no change', () => {
  const { set, one } = twoLeads();
  set.put(one);
  set.putState(one, 's');
  set.link('L1', one);
  expect([set.changedTasks(), set.changedStates(), set.changedLinks()]).toEqual([[], [], []]);
});

test('a task changed twice is written once, as it is at the end', () => {
  const { set, one } = twoLeads();
  set.put(changeTask(one, { status: 'DONE' }, maker));
  const last = changeTask(set.task(one.id)!, { title: 'u' }, maker);
  set.put(last);
  set.putState(last, 's');
  expect(set.changedTasks()).toEqual([{ before: one, after: last }]);
  expect(set.changedStates()).toEqual([{ task_id: one.id, state: 's', version: 3 }]);
});

test('a link that is taken over is removed from its former lead, and both are written', () => {
  const { set, one, two } = twoLeads();
  set.link('L2', one);
  expect(set.taskOfLead('L1')).toBeUndefined();
  expect(set.changedLinks()).toEqual([
    { lead_id: 'L1', task_id: null, sheet_row: null },
    { lead_id: 'L2', task_id: one.id, sheet_row: null },
  ]);
  set.link('L1', two);
  expect(set.taskOfLead('L2')).toBe(one);
});

test('a row hint is written when it is another one, and only for a task that a lead has', () => {
  const { set, one } = twoLeads();
  set.putRow(one, undefined);
  set.putRow(newTask(), 9);
  expect(set.changedLinks()).toEqual([]);
  set.putRow(one, 7);
  expect(set.changedLinks()).toEqual([{ lead_id: 'L1', task_id: one.id, sheet_row: 7 }]);
});
