/** The run fence: a run that has been overtaken by a later one of its source can do nothing any more. */
import { create, runTracker, type Client, type RunningTracker } from './support/running-tracker';

let running: RunningTracker;
let client: Client;
beforeEach(async () => {
  running = await runTracker();
  client = running.client;
});
afterEach(() => running.stop());

test('a lower run is refused with the last one, with or without operations, and nothing is done', async () => {
  await client.sync({ run: 7, operations: [create('L1')] });
  const writes = running.writes();
  for (const operations of [[create('L2')], []]) {
    const { status, body } = await client.trySync({ run: 6, operations, limit: 10 });
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { type: 'urn:lead-sync:problem:stale-run', last_run: 7 },
    });
  }
  expect(running.writes()).toBe(writes);
  expect(await client.tasks()).toHaveLength(1);
});

test('the same run goes on, a higher one takes over', async () => {
  await client.sync({ run: 7, operations: [create('L1')] });
  await client.sync({ run: 7, operations: [create('L2')] });
  await client.sync({ run: 9, operations: [create('L3')] });
  expect((await client.trySync({ run: 8 })).status).toBe(409);
  expect((await client.trySync({ run: 9 })).status).toBe(200);
});

test('a run without operations sets no fence', async () => {
  await client.sync({ run: 100, limit: 10 });
  await client.sync({ run: 1, operations: [create('L1')] });
});

test('a run whose operations were all rejected sets one', async () => {
  await client.trySync({ run: 5, operations: [{}] });
  expect((await client.trySync({ run: 4 })).status).toBe(409);
});

test('sources do not fence each other', async () => {
  await client.sync({ run: 7, operations: [create('L1')] });
  await client.sync({ source: 'sheet-2', run: 1, operations: [create('L1')] });
});

test('a refused exchange sets no fence', async () => {
  expect((await client.trySync({ run: 50, cursor: 'nonsense', operations: [create('L1')] })).status).toBe(
    410,
  );
  await client.sync({ run: 1, operations: [create('L1')] });
});
