/** Wakes, on SQLite and on a real PostgreSQL. */
import { openDatabase } from '../../../server/src';
import { write } from '../../../server/src/db/store';
import { saveTasks } from '../../../server/src/tasks/save-tasks';
import { borrowDatabase } from '../support/postgres';
import { Bench } from './support/bench';
import { SheetWebApp } from './support/sheet-web-app';
import { describeWaking } from './support/waking-contract';

describeWaking('SQLite', () => openDatabase('sqlite::memory:'));
describeWaking('PostgreSQL', async () => openDatabase(await borrowDatabase()));

test('on PostgreSQL a waiting wake does not leave before a change that counts on it is committed', async () => {
  const bench = new Bench(await openDatabase(await borrowDatabase()));
  const app = await SheetWebApp.start();
  await bench.endpoint({ kind: 'wake', source: 'sheet-1', url: app.url, secret: 'x'.repeat(20), events: '' });
  const task = (await bench.make())[0]!;
  await bench.link('sheet-1', task);
  const moved = await bench.rename(task, 'Moved');
  let commit: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (commit = resolve));
  let saved: () => void = () => undefined;
  const underWay = new Promise<void>((resolve) => (saved = resolve));
  const change = { before: moved, after: { ...moved, title: 'And again', version: moved.version + 1 } };
  const writing = write(bench.store, bench.author, async (transaction) => {
    await saveTasks(transaction, bench.author, [change]);
    saved();
    await gate;
  });
  await underWay;
  bench.dispatcher();
  await bench.advance(5_000);
  expect(app.wakes).toHaveLength(0);
  commit();
  await writing;
  await bench.advance(60_000);
  expect(app.wakes).toHaveLength(1);
  await bench.close();
  await app.receiver.close();
});
