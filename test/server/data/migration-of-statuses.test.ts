/** The history of a tracker from before the board: its statuses are read from the changes, and from nothing that only looks like one. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { openDatabase } from '../../../server/src';
import { removeFolder, temporaryFolder } from '../support/running-tracker';

test('status and left_status are filled in where the status changed', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'old.db');
  await (await openDatabase(`sqlite:///${file}`)).destroy();
  const old = new BetterSqlite3(file);
  old.exec(`delete from kysely_migration where name >= '0003';
    drop index tasks_live; drop index tasks_deleted; drop index task_history_statuses; drop index links_of_lead;
    drop index deliveries_of_task; create index tasks_by_status on tasks (workspace, status, created_seq);
    alter table task_history drop column status; alter table task_history drop column left_status`);
  const insert = old.prepare(
    `insert into task_history (workspace, task_id, version, change_seq, at, action, actor_kind, actor_name, origin, changes)
     values ('default', 't', ?, ?, '2026', 'changed', 'local', 'local', 'api', ?)`,
  );
  const status = (from: string | null, to: string) => ({ field: 'status', from, to });
  const lookalike = { field: 'notes', from: '', to: JSON.stringify(status('TODO', 'DONE')) };
  const entries = [
    [{ field: 'title', from: null, to: 'a' }, status(null, 'TODO')],
    [status('TODO', 'IN_PROGRESS'), lookalike],
    [lookalike],
    [{ field: 'title', from: 'a', to: 'DONE' }],
    [],
    [status('IN_PROGRESS', 'DONE')],
  ];
  entries.forEach((changes, place) => insert.run(place + 1, place + 1, JSON.stringify(changes)));
  old.close();
  await (await openDatabase(`sqlite:///${file}`)).destroy();
  const now = new BetterSqlite3(file);
  expect(now.prepare('select status, left_status from task_history order by version').raw().all()).toEqual([
    ['TODO', null],
    ['IN_PROGRESS', 'TODO'],
    [null, null],
    [null, null],
    [null, null],
    ['DONE', 'IN_PROGRESS'],
  ]);
  now.close();
  removeFolder(folder);
});
