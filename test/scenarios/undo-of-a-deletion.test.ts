/** A task deleted on the board and brought back: its lead is detached meanwhile, and follows again as if nothing had been (S14). */
import { WholeSystem, type LeadRow } from '../support/whole-system';

const LEADS: readonly LeadRow[] = [
  ['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['2', 'Bo Diaz', 'bo@example.com', 'NEW', ''],
];

let system: WholeSystem;
let id: string;
beforeEach(async () => {
  system = await WholeSystem.linked({ leads: LEADS });
  id = (await system.task('1')).id;
});
afterEach(() => system.close());

const deleteTask = async () =>
  expect((await fetch(`${system.trackerUrl}/tasks/${id}`, { method: 'DELETE' })).status).toBe(204);
const restoreTask = () => system.request('POST', `/tasks/${id}/restore`, {});
const expectDetached = async () =>
  expect((await system.syncNow()).problems).toMatchObject([{ row: 2, rule: 'S14' }]);

it('the lead is detached, and both directions work again after the undo', async () => {
  await deleteTask();
  await expectDetached();
  await restoreTask();
  expect((await system.syncNow()).problems).toEqual([]);
  expect(system.lead('1')?.['task_id']).toBe(id);
  await system.moveTask('1', 'IN_PROGRESS');
  await system.syncNow();
  expect(system.status('1')).toBe('CONTACTED');
  system.typeSilently('1', 'status', 'QUALIFIED');
  await system.syncNow();
  expect((await system.task('1')).status).toBe('DONE');
  expect(await system.tasks()).toHaveLength(2);
  await system.expectIdle();
});

it('an undo before the next sync is nothing to the sheet', async () => {
  await deleteTask();
  await restoreTask();
  expect((await system.syncNow()).problems).toEqual([]);
  await system.expectIdle();
});

it('what the lead became while it was detached reaches the task after the undo', async () => {
  await deleteTask();
  await expectDetached();
  system.typeSilently('1', 'status', 'CONTACTED');
  await expectDetached();
  await restoreTask();
  expect((await system.syncNow()).problems).toEqual([]);
  expect((await system.task('1')).status).toBe('IN_PROGRESS');
  await system.expectIdle();
});

it('what the task became between undo and sync reaches the lead', async () => {
  await deleteTask();
  await expectDetached();
  await restoreTask();
  await system.moveTask('1', 'DONE');
  await system.syncNow();
  expect(system.status('1')).toBe('QUALIFIED');
  await system.expectIdle();
});

it('a lead that was given a new task keeps it; the old one comes back without a lead', async () => {
  await deleteTask();
  await expectDetached();
  system.typeSilently('1', 'task_id', '');
  await system.syncNow();
  const replacement = await system.task('1');
  expect(replacement.id).not.toBe(id);
  await restoreTask();
  await system.syncNow();
  expect((await system.task('1')).id).toBe(replacement.id);
  expect(await system.tasks()).toHaveLength(3);
  await system.moveTask('1', 'DONE');
  await system.syncNow();
  expect(system.status('1')).toBe('QUALIFIED');
  await system.expectIdle();
});
