/** Two instances on one PostgreSQL behind a balancer: what is edited through one shows in the other, and one of them can die without loss. */
import type { SyncReply, Task } from '../../../src/contract';
import { endProcesses, startProcess, type TrackerProcess } from '../support/bundled-main';
import { ask, borrowDatabase, returnDatabase } from '../support/postgres';
import { startBalancer, type Balancer } from '../support/round-robin';
import { Client } from '../support/running-tracker';

let database: string;
let one: TrackerProcess;
let other: TrackerProcess;
let balancer: Balancer;
let client: Client;
beforeEach(async () => {
  database = await borrowDatabase();
  [one, other] = await Promise.all([startProcess(database), startProcess(database)]);
  balancer = await startBalancer(() => [one.client.url, other.client.url]);
  client = new Client(balancer.url);
});
afterEach(async () => {
  await balancer.close();
  await endProcesses();
  returnDatabase(database);
});

/** An open window: what /events has said so far, and a way to wait for more. */
async function openWindow(url: string) {
  const stop = new AbortController();
  const response = await fetch(`${url}/events`, { signal: stop.signal });
  expect(response.status).toBe(200);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let said = '';
  return {
    async says(part: string): Promise<void> {
      while (!said.includes(part)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`The stream ended without ${part}.`);
        said += value;
      }
    },
    close: () => stop.abort(),
  };
}

test('an edit through one is in the windows and the feed of the other', async () => {
  const windows = [await openWindow(one.client.url), await openWindow(other.client.url)];
  for (const window of windows) await window.says('event: hello');
  const { id } = await one.client.make({ title: 'made through one' });
  for (const window of windows) await window.says('made through one');
  await other.client.call('PATCH', `/tasks/${id}`, { body: { title: 'edited through the other' } });
  for (const window of windows) await window.says('edited through the other');
  const { body } = await one.client.call<SyncReply>('GET', '/changes');
  expect(body.changes).toMatchObject([{ id, version: 2, title: 'edited through the other' }]);
  for (const window of windows) window.close();
});

/** A client that repeats a request until it is answered, as every client of this API may. */
async function insist(key: string): Promise<Task> {
  for (;;) {
    const call = { body: { title: key }, headers: { 'idempotency-key': key } };
    const answer = await client.call<Task>('POST', '/tasks', call).catch(() => undefined);
    if (answer?.status === 201) return answer.body;
    if (answer !== undefined) expect([502, 503]).toContain(answer.status);
  }
}

test('one of them killed during writes: the clients go on, no promise is lost and none kept twice', async () => {
  const CLIENTS = 6;
  const EACH = 25;
  const window = await openWindow(other.client.url);
  const made: Task[] = [];
  let killed: Promise<void> | undefined;
  const write = async (writer: number) => {
    for (let place = 0; place < EACH; place += 1) {
      made.push(await insist(`${writer}-${place}`));
      if (made.length === 40) killed = one.kill();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, writer) => write(writer)));
  await killed;
  const stored = await other.client.tasks();
  expect(stored.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
  expect(new Set(stored.map(({ title }) => title)).size).toBe(CLIENTS * EACH);
  const [feed] = await ask(database, 'select last_change from change_feed');
  expect(Number(feed!['last_change'])).toBe(CLIENTS * EACH);
  await window.says(made.at(-1)!.id);
  window.close();
});
