/** The board's flow: what came, moved and was done on each day in UTC, and how long tasks stayed in a status. */
import type { Flow } from '../../../server/src/board/flow';
import type { Task, TaskStatus } from '../../../src/contract';
import { create, runTracker, update, type RunningTracker } from '../support/running-tracker';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 2, 10, 12);

let now = NOON;
let made = 0;
let running: RunningTracker;
beforeEach(async () => {
  now = NOON;
  const newId = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
  running = await runTracker({ maker: { now: () => new Date(now), newId } });
});
afterEach(() => running.stop());

const laterBy = (hours: number) => (now += hours * HOUR_MS);
const move = ({ id }: Pick<Task, 'id'>, status: TaskStatus) =>
  running.client.call('PATCH', `/tasks/${id}`, { body: { status } });
const flow = async (days: number) =>
  (await running.client.call<Flow>('GET', `/board/flow?days=${days}`)).body;

test('every day is there, today last, also those on which nothing happened', async () => {
  const { days, time_in_status } = await flow(3);
  expect(days).toEqual(
    ['2026-03-08', '2026-03-09', '2026-03-10'].map((date) => ({ date, created: 0, moved: 0, done: 0 })),
  );
  const nothing = { tasks: 0, median_hours: null, p90_hours: null };
  expect(time_in_status).toEqual({ TODO: nothing, IN_PROGRESS: nothing, DONE: nothing });
  expect((await running.client.call<Flow>('GET', '/board/flow')).body.days).toHaveLength(30);
  for (const days of ['0', '91', 'x'])
    expect((await running.client.call('GET', `/board/flow?days=${days}`)).status).toBe(400);
});

test('days count what was made, what changed its status, and what became DONE, by being made so too', async () => {
  const task = await running.client.make();
  await running.client.make({ status: 'DONE' });
  laterBy(24);
  await move(task, 'IN_PROGRESS');
  await running.client.call('PATCH', `/tasks/${task.id}`, { body: { title: 'other', notes: '"to":"DONE"' } });
  await move(task, 'DONE');
  await running.client.remove(task);
  await running.client.call('POST', `/tasks/${task.id}/restore`, { body: {} });
  expect((await flow(2)).days).toEqual([
    { date: '2026-03-10', created: 2, moved: 0, done: 1 },
    { date: '2026-03-11', created: 0, moved: 2, done: 1 },
  ]);
});

test('what sheets do counts alike; what lies before the days asked for does not', async () => {
  const { task } = await running.client.operate(create('L1'));
  laterBy(48);
  await running.client.operate(update(task!, { status: 'DONE' }));
  expect((await flow(1)).days).toEqual([{ date: '2026-03-12', created: 0, moved: 1, done: 1 }]);
});

test('a time in a status is from coming to leaving, also beyond the days asked for', async () => {
  const tasks = [];
  for (let count = 0; count < 4; count += 1) tasks.push(await running.client.make());
  const left = [10, 10, 30, 50];
  for (const [place, hours] of left.entries()) {
    laterBy(hours);
    await move(tasks[place]!, 'IN_PROGRESS');
  }
  const { time_in_status } = await flow(1);
  // Left after 10, 20, 50 and 100 hours; within the last day only the last one.
  expect(time_in_status.TODO).toEqual({ tasks: 1, median_hours: 100, p90_hours: 100 });
  expect((await flow(30)).time_in_status).toEqual({
    TODO: { tasks: 4, median_hours: 35, p90_hours: 85 },
    IN_PROGRESS: { tasks: 0, median_hours: null, p90_hours: null },
    DONE: { tasks: 0, median_hours: null, p90_hours: null },
  });
});

test('a task that comes back to a status is measured each time, from its last coming', async () => {
  const task = await running.client.make();
  for (const [status, hours] of [
    ['DONE', 4],
    ['TODO', 100],
    ['DONE', 8],
  ] as const) {
    laterBy(hours);
    await move(task, status);
  }
  const { TODO, DONE } = (await flow(30)).time_in_status;
  expect(TODO).toEqual({ tasks: 2, median_hours: 6, p90_hours: 7.6 });
  expect(DONE).toEqual({ tasks: 1, median_hours: 100, p90_hours: 100 });
});

test('a time whose beginning is no longer in the history is counted, and not measured', async () => {
  const task = await running.client.make();
  for (const status of ['IN_PROGRESS', 'DONE'] as const) {
    laterBy(10);
    await move(task, status);
  }
  await running.query('delete from task_history where version = 2');
  expect((await flow(30)).time_in_status.IN_PROGRESS).toEqual({
    tasks: 1,
    median_hours: null,
    p90_hours: null,
  });
});
