/** GET /tasks: whole by default, filters, search, and pages that stay put while tasks come and go. */
import type { Task } from '../../src/contract';
import { runTracker, type Answer, type Client, type RunningTracker } from './support/running-tracker';

let running: RunningTracker;
let client: Client;
beforeEach(async () => {
  running = await runTracker();
  client = running.client;
});
afterEach(() => running.stop());

const titles = (tasks: readonly Task[]) => tasks.map((task) => task.title);

async function list(query: string): Promise<string[]> {
  const { status, body } = await client.call<Task[]>('GET', `/tasks?${query}`);
  expect(status).toBe(200);
  return titles(body);
}

/** Follows the next links. */
async function pages(query: string, between: () => Promise<unknown> = async () => {}): Promise<string[][]> {
  const seen: string[][] = [];
  for (let path: string | undefined = `/tasks?${query}`; path !== undefined;) {
    const { headers, body }: Answer<Task[]> = await client.call<Task[]>('GET', path);
    seen.push(titles(body));
    path = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    await between();
  }
  return seen;
}

test('gives an empty list, then every task in the order they were made, and no Link', async () => {
  expect(await client.tasks()).toEqual([]);
  for (let number = 0; number < 120; number += 1) await client.make({ title: `t${number}` });
  const { headers, body } = await client.call<Task[]>('GET', '/tasks');
  expect(titles(body)).toEqual(Array.from({ length: 120 }, (_, number) => `t${number}`));
  expect(headers.get('link')).toBeNull();
  // An ETag is a task's version; a list has none.
  expect(headers.get('etag')).toBeNull();
});

test('filters by status, by lead_id, by text, and by all of them', async () => {
  await client.make({ title: 'a', status: 'DONE', lead_id: 'L1' });
  await client.make({ title: 'b', status: 'DONE', lead_id: 'L2' });
  await client.make({ title: 'c', status: 'TODO', lead_id: 'L1', notes: 'Bananas' });
  expect(await list('status=DONE')).toEqual(['a', 'b']);
  expect(await list('lead_id=L1')).toEqual(['a', 'c']);
  expect(await list('q=BANANA')).toEqual(['c']);
  expect(await list('status=DONE&lead_id=L1')).toEqual(['a']);
  expect(await list('status=DONE&lead_id=L1&q=banana')).toEqual([]);
});

test('searches title and notes in any case, also beyond ASCII, with % _ and \\ meaning themselves', async () => {
  for (const title of ['100% sure', '100 sure', 'a_b', 'aXb', 'back\\slash', 'JÜRGEN Øst', "O'Brien"]) {
    await client.make({ title });
  }
  const search = (text: string) => list(`q=${encodeURIComponent(text)}`);
  expect(await search('100%')).toEqual(['100% sure']);
  expect(await search('%')).toEqual(['100% sure']);
  expect(await search('a_b')).toEqual(['a_b']);
  expect(await search('K\\S')).toEqual(['back\\slash']);
  expect(await search('jürgen ø')).toEqual(['JÜRGEN Øst']);
  expect(await search("o'b")).toEqual(["O'Brien"]);
});

test('limit gives pages that together are the whole list, with no empty one at the end', async () => {
  for (const title of ['1', '2', '3', '4']) await client.make({ title });
  expect(await pages('limit=2')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
  expect(await pages('limit=3')).toEqual([['1', '2', '3'], ['4']]);
  expect(await pages('limit=4')).toEqual([['1', '2', '3', '4']]);
});

test('pages keep the filters', async () => {
  for (const title of ['a é&=1', 'b', 'a é&=2', 'a é&=3']) await client.make({ title, status: 'DONE' });
  expect(await pages(`limit=2&status=DONE&q=${encodeURIComponent('É&=')}`)).toEqual([
    ['a é&=1', 'a é&=2'],
    ['a é&=3'],
  ]);
});

test('no task is shown twice or passed over while others are made, changed and deleted between pages', async () => {
  const made: Task[] = [];
  for (const title of ['1', '2', '3', '4', '5', '6']) made.push(await client.make({ title }));
  const afterPage = [
    // Tasks of the page just read are changed and deleted: a page counted by offset would now pass over 3 and 4.
    async () => {
      await client.call('DELETE', `/tasks/${made[0]!.id}`);
      await client.call('PATCH', `/tasks/${made[1]!.id}`, { body: { notes: 'changed' } });
      await client.make({ title: '7' });
    },
    async () => client.call('DELETE', `/tasks/${made[4]!.id}`),
  ];
  const seen = await pages('limit=2', async () => afterPage.shift()?.());
  expect(seen).toEqual([
    ['1', '2'],
    ['3', '4'],
    ['6', '7'],
  ]);
});
