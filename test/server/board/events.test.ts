/** Live updates: what a window is told, from where it goes on, and how a stream ends. */
import { get } from 'node:http';
import type { TrackerOptions } from '../../../server/src';
import { makeKey, revokeKey } from '../support/keys';
import { create, runTracker, UNKNOWN_ID, update, type RunningTracker } from '../support/running-tracker';
import { EventReader } from './event-reader';

let running: RunningTracker;
const readers: EventReader[] = [];

async function start(live: NonNullable<TrackerOptions['live']> = {}): Promise<void> {
  running = await runTracker({ live });
}
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await running.stop();
});

async function open(query = '', headers: Readonly<Record<string, string>> = {}): Promise<EventReader> {
  const reader = await EventReader.open(`${running.tracker.url}/events${query}`, headers);
  readers.push(reader);
  return reader;
}

const rename = (id: string, title: string) =>
  running.client.call('PATCH', `/tasks/${id}`, { body: { title } });

describe('a window', () => {
  beforeEach(() => start());

  test('is greeted with its place, then told each change as a whole card', async () => {
    const window = await open();
    expect(window.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(window.response.headers['content-encoding']).toBeUndefined();
    const hello = await window.event(0);
    expect(hello).toMatchObject({ name: 'hello', data: { cursor: hello.id } });
    const task = await running.client.make({ title: 'new\nline' });
    const change = await window.event(1);
    expect(change).toEqual({
      name: 'change',
      id: change.data.cursor,
      data: { cursor: change.id, cards: [{ ...task, links: [], deleted: false }] },
    });
  });

  test('hears of deletions and restorations, and sees where the lead stands', async () => {
    const window = await open();
    const sheet = { name: 'Leads', url: 'https://docs.example/d/1#gid=0' };
    const { task } = await running.client.operate(create('L1', { row: 4 }), { sheet });
    expect((await window.event(1)).data.cards).toMatchObject([
      { deleted: false, links: [{ lead_id: 'L1', url: `${sheet.url}&range=A4` }] },
    ]);
    await running.client.remove(task!);
    expect((await window.event(2)).data.cards).toMatchObject([{ id: task!.id, deleted: true }]);
    await running.client.call('POST', `/tasks/${task!.id}/restore`, { body: {} });
    expect((await window.event(3)).data.cards).toMatchObject([{ id: task!.id, deleted: false, version: 3 }]);
  });

  test('that begins without a place is told nothing of the past', async () => {
    await running.client.make({ title: 'before' });
    const window = await open();
    await window.event(0);
    await running.client.make({ title: 'after' });
    await window.event(1);
    expect(window.titles).toEqual(['after']);
  });

  test.each(['cursor', 'Last-Event-ID'])('goes on where it was, by %s', async (by) => {
    const first = await open();
    const { id } = await first.event(0);
    first.close();
    await running.client.make({ title: 'a' });
    await running.client.make({ title: 'b' });
    const again =
      by === 'cursor' ? await open(`?cursor=${id}`) : await open('?cursor=ignored', { 'last-event-id': id });
    await again.until(({ titles }) => titles.length === 2);
    expect(again.titles).toEqual(['a', 'b']);
    expect(again.events.map(({ name }) => name)).not.toContain('reset');
  });

  test('that was away for more than a page misses nothing, and hears of each task once', async () => {
    const { id } = await (await open()).event(0);
    for (let batch = 0; batch < 3; batch += 1) {
      const operations = Array.from({ length: 100 }, (_, place) =>
        create(`L${batch}-${place}`, { title: `${batch * 100 + place}` }),
      );
      await running.client.sync({ operations });
    }
    const window = await open(`?cursor=${id}`);
    await window.until(({ titles }) => titles.length >= 300);
    expect(window.titles).toEqual(Array.from({ length: 300 }, (_, place) => `${place}`));
  });

  test('with a place that is unknown here reads everything again, and goes on from there', async () => {
    const window = await open('?cursor=of-another-tracker');
    expect(await window.event(0)).toMatchObject({ name: 'hello' });
    expect(await window.event(1)).toMatchObject({ name: 'reset', data: {}, id: window.events[0]!.id });
    await running.client.make({ title: 'next' });
    await window.event(2);
    expect(window.titles).toEqual(['next']);
  });

  test('whose place is in a feed that was begun anew reads everything again, and goes on from there', async () => {
    const window = await open();
    const hello = await window.event(0);
    await running.query(`update change_feed set epoch = '${UNKNOWN_ID}'`);
    // On PostgreSQL nobody hears of a new epoch; the next change tells.
    await running.client.make({ title: 'unheard of' });
    expect(await window.event(1)).toMatchObject({ name: 'reset' });
    expect(window.events[1]!.id).not.toBe(hello.id);
    await running.client.make({ title: 'next' });
    await window.until(({ titles }) => titles.at(-1) === 'next');
  });

  test('is told of a burst in a few events, and of the last state in the end', async () => {
    const window = await open();
    await window.event(0);
    const task = await running.client.make({ title: 'v0' });
    const renames = 60;
    const began = Date.now();
    for (let turn = 1; turn <= renames; turn += 1) await rename(task.id, `v${turn}`);
    await window.until(({ titles }) => titles.at(-1) === `v${renames}`);
    const rounds = Math.ceil((Date.now() - began) / 100) + 2;
    expect(window.events.length).toBeLessThanOrEqual(1 + rounds);
    expect(window.events.length).toBeLessThan(renames);
  });

  test('sees nothing of another workspace', async () => {
    const window = await open();
    await window.event(0);
    await running.query(`insert into workspaces (id, name, created_at) values ('w2', 'w2', '2026')`);
    await running.query(`insert into change_feed values ('w2', '${UNKNOWN_ID}', 1, 0)`);
    await running.query(
      `insert into tasks values ('w2', 'x', 'foreign', 'TODO', null, '', 1, '2026', '2026', null, 99, 99)`,
    );
    await running.client.make({ title: 'own' });
    await window.event(1);
    expect(window.titles).toEqual(['own']);
  });

  test('asked for by HEAD, no stream begins', async () => {
    const { status } = await running.client.call('HEAD', '/events');
    expect(status).toBe(200);
  });
});

test('a stream that nothing happens on is kept alive by comments', async () => {
  await start({ heartbeatMs: 20 });
  const window = await open();
  await window.until(({ comments }) => comments >= 3);
  expect(window.events.map(({ name }) => name)).toEqual(['hello']);
});

test('one key or session may have so many streams and no more, until one ends', async () => {
  await start({ perIdentity: 2 });
  const [first] = [await open(), await open()];
  const refused = await running.client.call('GET', '/events');
  expect(refused).toMatchObject({ status: 429, body: { type: 'urn:lead-sync:problem:rate-limited' } });
  expect(refused.headers.get('retry-after')).toBe('30');
  first.close();
  let status = 429;
  while (status === 429) {
    const next = await open();
    status = next.response.statusCode ?? 0;
  }
  expect(status).toBe(200);
});

test('a stream ends with its key, and so does one that was begun before there was any', async () => {
  await start({ heartbeatMs: 50 });
  const early = await open();
  const { id, key } = await makeKey(running, { scopes: ['read'] });
  const lasting = await makeKey(running, { name: 'other', scopes: ['read'] });
  await early.until(({ isEnded }) => isEnded);
  const window = await open('', { authorization: `Bearer ${key}` });
  const other = await open('', { authorization: `Bearer ${lasting.key}` });
  await window.until(({ comments }) => comments > 0);
  await revokeKey(running, id);
  await window.until(({ isEnded }) => isEnded);
  const heard = other.comments;
  await other.until(({ comments }) => comments > heard + 1);
  expect(other.isEnded).toBe(false);
});

test('without the scope to read no stream begins', async () => {
  await start();
  const { key } = await makeKey(running, { scopes: ['sync'] });
  expect((await open()).response.statusCode).toBe(401);
  expect((await open('', { authorization: `Bearer ${key}` })).response.statusCode).toBe(403);
});

test('closing the tracker ends every stream at once', async () => {
  await start();
  const windows = [await open(), await open(), await open()];
  const began = Date.now();
  await running.tracker.close();
  for (const window of windows) await window.until(({ isEnded }) => isEnded);
  // The deadline for requests under way is five seconds.
  expect(Date.now() - began).toBeLessThan(4_000);
});

test('a reader that takes nothing is dropped, and the others go on', async () => {
  await start({ heartbeatMs: 50, stallMs: 200, perIdentity: 2 });
  const stalled = get(`${running.tracker.url}/events`, { agent: false });
  stalled.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    stalled.on('response', ({ socket }) => {
      socket.pause();
      resolve();
    });
  });
  const window = await open();
  const notes = 'x'.repeat(10_000);
  const leads = Array.from({ length: 90 }, (_, place) => `L${place}`);
  const made = await running.client.sync({ operations: leads.map((lead) => create(lead, { notes })) });
  let tasks = made.results.map(({ task }) => task!);
  const isThirdRefused = async () => (await open()).response.statusCode === 429;
  expect(await isThirdRefused()).toBe(true);
  // Each round sends a megabyte, until the buffers on the way are full and the tracker would have to keep the rest.
  for (let round = 0; await isThirdRefused(); round += 1) {
    const title = `round ${round}`;
    const { results } = await running.client.sync({
      operations: tasks.map((task) => update(task, { title })),
    });
    tasks = results.map(({ task }) => task!);
    await window.until(({ titles }) => titles.at(-1) === title);
  }
  await running.client.make({ title: 'still told' });
  await window.until(({ titles }) => titles.includes('still told'));
});
