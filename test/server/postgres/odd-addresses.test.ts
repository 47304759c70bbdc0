/** Ids that PostgreSQL cannot even hold are answered like ids that name nothing. */
import { METHODS } from '../../../server/src/http/operation';
import { startTracker, type Tracker } from '../../../server/src';
import { borrowDatabase, returnDatabase } from '../support/postgres';
import { Client } from '../support/running-tracker';

let url: string;
let tracker: Tracker;
beforeAll(async () => {
  url = await borrowDatabase();
  tracker = await startTracker({ port: 0, databaseUrl: url });
});
afterAll(async () => {
  await tracker.close();
  returnDatabase(url);
});

const PATHS = ['/tasks/{id}', '/tasks/{id}/history', '/tasks/{id}/card', '/tasks/{id}/restore', '/keys/{id}'];

test.each(PATHS)('a NUL in %s is a 404 for every method it has', async (path) => {
  const client = new Client(tracker.url);
  const statuses = new Set<number>();
  for (const method of METHODS) {
    const body = method === 'get' || method === 'delete' ? {} : { body: {} };
    const answer = await client.call(method.toUpperCase(), path.replace('{id}', 'a%00b'), body);
    statuses.add(answer.status);
  }
  statuses.delete(405);
  expect([...statuses]).toEqual([404]);
});
