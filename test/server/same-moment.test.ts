/** Two processes on one database that are asked for the same thing at the same moment: exactly one does it. */
import type { Task } from '../../src/contract';
import { endProcesses, startProcess, type TrackerProcess } from './support/bundled-main';
import { borrowDatabase, returnDatabase } from './support/postgres';
import { create, outcomes, removeFolder, temporaryFolder, type Client } from './support/running-tracker';

const ROUNDS = 25;

async function sqliteFile() {
  const folder = temporaryFolder();
  return { url: `sqlite:///${folder}/shared.db`, leave: () => removeFolder(folder) };
}

async function postgres() {
  const url = await borrowDatabase();
  return { url, leave: () => returnDatabase(url) };
}

describe.each([
  ['a SQLite file', sqliteFile],
  ['PostgreSQL', postgres],
])('on %s', (_database, place) => {
  let trackers: TrackerProcess[];
  let clients: [Client, Client];
  let leave: () => void;
  beforeAll(async () => {
    const { url, leave: back } = await place();
    leave = back;
    trackers = await Promise.all([startProcess(url), startProcess(url)]);
    clients = [trackers[0]!.client, trackers[1]!.client];
  });
  afterAll(async () => {
    await endProcesses();
    leave();
  });
  const both = <T>(ask: (client: Client, place: number) => Promise<T>) => Promise.all(clients.map(ask));

  test('two changes with the same If-Match: one is made, the other is refused', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await clients[0].make();
      const answers = await both((client, which) =>
        client.call<Task>('PATCH', `/tasks/${id}`, {
          body: { notes: `by ${which}` },
          headers: { 'if-match': '"1"' },
        }),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const winner = answers.find(({ status }) => status === 200)!.body;
      expect((await clients[1].call('GET', `/tasks/${id}`)).body).toEqual(winner);
      expect((await clients[0].call<unknown[]>('GET', `/tasks/${id}/history`)).body).toHaveLength(2);
    }
  });

  test('creates for one lead of one source: one task, which everybody is told', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const lead = `L${round}`;
      const replies = await both((client) => client.sync({ operations: [create(lead)] }));
      const results = replies.flatMap((reply) => reply.results);
      expect(outcomes(results).sort()).toEqual(['adopted', 'created']);
      expect(new Set(results.map(({ task }) => task?.id)).size).toBe(1);
    }
  });

  test('one Idempotency-Key: one task', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const call = { body: { title: 'once' }, headers: { 'idempotency-key': `k${round}` } };
      const answers = await both((client) => client.call<Task>('POST', '/tasks', call));
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(answers[0]!.body).toEqual(answers[1]!.body);
    }
  });
});
