/** The board's questions are answered from indexes, so that they stay quick among very many tasks. */
import { runTracker, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

test('counts and columns are answered from indexes', () => {
  const plan = (statement: string) =>
    running.observer
      .prepare<[], { detail: string }>(`explain query plan ${statement}`)
      .all()
      .map((row) => row.detail)
      .join('\n');
  const live = `from tasks where workspace = 'default' and deleted_at is null`;
  expect(plan(`select status, count(*) ${live} group by status`)).toMatch(/COVERING INDEX tasks_live/);
  const ofSheet = `exists (select 1 from links where links.workspace = tasks.workspace and links.task_id = tasks.id)`;
  expect(plan(`select status, count(*) ${live} and ${ofSheet} group by status`)).toMatch(
    /COVERING INDEX tasks_live/,
  );
  const column = plan(`select * ${live} and status = 'TODO' order by created_seq desc limit 101`);
  expect(column).toMatch(/INDEX tasks_live/);
  expect(column).not.toMatch(/TEMP B-TREE/);
  const links = `from links where workspace = 'default' and task_id in ('a', 'b')`;
  expect(plan(`select source, sheet_row ${links}`)).toMatch(/\(workspace=\? AND task_id=\?\)/);
  const moves = `from task_history where workspace = 'default' and at >= '2026' and status is not null`;
  expect(plan(`select substr(at, 1, 10), status, left_status, count(*) ${moves} group by 1, 2, 3`)).toMatch(
    /COVERING INDEX task_history_statuses/,
  );
});
