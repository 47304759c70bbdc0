/** How PostgreSQL carries out the feed while it has no statistics of tables that have just been filled, as after a first sync. */
import { Client } from 'pg';
import { openDatabase } from '../../../server/src';
import { readFeed } from '../../../server/src/sync/repository';
import { ask, borrowDatabase, returnDatabase } from '../support/postgres';

/** Fewer make the server take its usual way, whatever the statement. */
const ROWS = 20_000;

test('each row of a page looks up its state by key, and no page compares all tasks with all states', async () => {
  const url = await borrowDatabase();
  await ask(
    url,
    `insert into tasks (workspace, id, title, status, notes, version, created_at, updated_at, change_seq, created_seq)
     select 'default', gen_random_uuid()::text, 't', 'TODO', '', 1, '', '', i, i from generate_series(1, ${ROWS}) i;
     insert into source_states select 'default', 'sheet', id, 's', 1 from tasks`,
  );
  const db = await openDatabase(url);
  const query = jest.spyOn(Client.prototype, 'query');
  const page = await readFeed(db, { workspace: 'default', source: 'sheet' }, 100, 50);
  const [statement, values] = query.mock.calls.at(-1) as unknown as [string, unknown[]];
  query.mockRestore();
  expect(page).toHaveLength(50);
  expect(page[0]!.task).toMatchObject({ source_state: 's', source_version: 1 });

  const asked = statement.replace(/\$(\d+)/g, (_, place) => literal(values[Number(place) - 1]));
  const lines = await ask<{ 'QUERY PLAN': string }>(url, `explain (analyze, costs off, timing off) ${asked}`);
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
  expect(plan).not.toMatch(/Materialize|Join/);
  expect(plan).toMatch(/on source_states .*loops=50\)/);
  expect(plan).not.toMatch(/on source_states .*loops=\d{3,}/);
  await db.destroy();
  returnDatabase(url);
});

function literal(value: unknown): string {
  return typeof value === 'number' ? String(value) : `'${String(value)}'`;
}
