/** The feed: order, pages, tombstones, what results leave out, and cursors that cannot be followed. */
import type { ProblemDetails, SyncReply, SyncTask } from '../../src/contract';
import { create, runTracker, update, type Client, type RunningTracker } from './support/running-tracker';

let running: RunningTracker;
let client: Client;
beforeEach(async () => {
  running = await runTracker();
  client = running.client;
});
afterEach(() => running.stop());

const titles = (tasks: readonly SyncTask[]) => tasks.map((task) => task.title);
const feed = (query: string) => client.call<Omit<SyncReply, 'results'>>('GET', `/changes?${query}`);

/** A read of everything that is not done, after two of four tasks. */
async function halfRead(): Promise<SyncReply> {
  for (const title of ['1', '2', '3', '4']) await client.make({ title });
  return client.sync({ limit: 2 });
}

test('an empty tracker gives a cursor from which later changes come', async () => {
  const { changes, cursor, has_more, full } = await client.sync({ limit: 10 });
  expect({ changes, has_more, full }).toEqual({ changes: [], has_more: false, full: true });
  await client.make({ title: 'later' });
  expect(await client.sync({ cursor, limit: 10 })).toMatchObject({
    changes: [{ title: 'later', deleted: false, source_state: null, source_version: null }],
    has_more: false,
    full: false,
  });
});

test('a read of everything is full on each of its pages, and no longer after the last', async () => {
  const first = await halfRead();
  expect(first).toMatchObject({ has_more: true, full: true });
  const second = await client.sync({ cursor: first.cursor, limit: 2 });
  expect(second).toMatchObject({ has_more: false, full: true });
  expect([...titles(first.changes), ...titles(second.changes)]).toEqual(['1', '2', '3', '4']);
  expect(await client.sync({ cursor: second.cursor, limit: 2 })).toMatchObject({
    changes: [],
    has_more: false,
    full: false,
  });
});

test('each task comes once, where its last change stands; deleted ones come as tombstones', async () => {
  const [one, two] = [await client.make({ title: '1' }), await client.make({ title: '2' })];
  const { cursor } = await client.sync({ limit: 10 });
  await client.make({ title: '3' });
  await client.call('PATCH', `/tasks/${one.id}`, { body: { status: 'DONE' } });
  await client.call('DELETE', `/tasks/${two.id}`);
  await client.call('PATCH', `/tasks/${one.id}`, { body: { title: '1b' } });
  const { changes } = await client.sync({ cursor, limit: 10 });
  expect(changes.map(({ title, version, deleted }) => [title, version, deleted])).toEqual([
    ['3', 1, false],
    ['2', 2, true],
    ['1b', 3, false],
  ]);
  expect(titles((await client.sync({ limit: 10 })).changes)).toEqual(['3', '2', '1b']);
});

test('a task changed during a read of everything is given as it is at the end', async () => {
  const { cursor, changes } = await halfRead();
  await client.call('PATCH', `/tasks/${changes[0]!.id}`, { body: { title: '1b' } });
  expect(titles((await client.sync({ cursor, limit: 10 })).changes)).toEqual(['3', '4', '1b']);
});

test('tasks in the results are not repeated, and the cursor is past them', async () => {
  const { cursor } = await client.sync({ limit: 10 });
  await client.make({ title: 'foreign' });
  const reply = await client.sync({ cursor, limit: 10, operations: [create('L1', { title: 'mine' })] });
  expect(titles(reply.changes)).toEqual(['foreign']);
  expect(reply.has_more).toBe(false);
  expect((await client.sync({ cursor: reply.cursor, limit: 10 })).changes).toEqual([]);
});

test('the cursor is never past a task that was not given, even when results lie behind it', async () => {
  const { cursor } = await client.sync({ limit: 10 });
  const mine = (await client.operate(create('L1', { title: 'mine' }))).task!;
  for (const title of ['a', 'b']) await client.make({ title });
  const reply = await client.sync({ cursor, limit: 1, operations: [update(mine, { status: 'DONE' })] });
  expect({ changes: titles(reply.changes), has_more: reply.has_more }).toEqual({
    changes: ['a'],
    has_more: true,
  });
  const next = await client.sync({ cursor: reply.cursor, limit: 10 });
  expect(titles(next.changes)).toEqual(['b', 'mine']);
});

test('a page that is full is the last one when only tasks of the results follow', async () => {
  const { cursor } = await client.sync({ limit: 10 });
  await client.make({ title: 'a' });
  const reply = await client.sync({ cursor, limit: 1, operations: [create('L1'), create('L2')] });
  expect({ changes: titles(reply.changes), has_more: reply.has_more }).toEqual({
    changes: ['a'],
    has_more: false,
  });
  expect((await client.sync({ cursor: reply.cursor, limit: 10 })).changes).toEqual([]);
});

test('a conflict gives the current task in its result only', async () => {
  const mine = (await client.operate(create('L1'))).task!;
  const { cursor } = await client.sync({ limit: 10 });
  await client.call('PATCH', `/tasks/${mine.id}`, { body: { status: 'IN_PROGRESS' } });
  const reply = await client.sync({ cursor, limit: 10, operations: [update(mine, { status: 'DONE' })] });
  expect(reply.results[0]).toMatchObject({ outcome: 'conflict', task: { status: 'IN_PROGRESS' } });
  expect(reply.changes).toEqual([]);
});

test('with limit 0 the cursor comes back as sent and no changes, whatever was done', async () => {
  expect(await client.sync({ limit: 0 })).toMatchObject({
    changes: [],
    cursor: null,
    has_more: false,
    full: true,
  });
  const { cursor } = await client.sync({ limit: 10 });
  expect(await client.sync({ cursor, limit: 0 })).toMatchObject({
    changes: [],
    cursor,
    has_more: false,
    full: false,
  });
  expect(await client.sync({ cursor, limit: 0, operations: [create('L1')] })).toMatchObject({
    changes: [],
    cursor,
    has_more: true,
  });
  expect(await client.sync({ limit: 0 })).toMatchObject({
    changes: [],
    cursor: null,
    has_more: true,
    full: true,
  });
});

test('an exchange without operations writes nothing, with changes to give or without', async () => {
  await client.make();
  const writes = running.writes();
  const { cursor } = await client.sync({ run: 3, limit: 10 });
  await client.sync({ run: 4, cursor, limit: 10 });
  await feed('source=sheet-1');
  expect(running.writes()).toBe(writes);
});

describe('GET /changes', () => {
  test('gives the same feed, page by page, and its cursors serve the exchange too', async () => {
    const first = await halfRead();
    const { status, body } = await feed('limit=2&source=sheet-1');
    expect(status).toBe(200);
    expect({ results: [], ...body }).toEqual(first);
    const rest = await feed(`cursor=${body.cursor}`);
    expect(rest.body).toMatchObject({
      changes: [{ title: '3' }, { title: '4' }],
      has_more: false,
      full: true,
    });
    expect(await client.sync({ cursor: rest.body.cursor, limit: 1 })).toMatchObject({
      changes: [],
      full: false,
    });
  });

  test('gives the states of the source that asks, and of none without one', async () => {
    await client.operate(create('L1', { state: 's1' }));
    const asked = [await feed('source=sheet-1'), await feed('source=sheet-2'), await feed('')];
    expect(asked.map(({ body }) => body.changes[0]!.source_state)).toEqual(['s1', null, null]);
    expect(asked.map(({ body }) => body.changes[0]!.source_version)).toEqual([1, null, null]);
  });

  test.each(['limit=501', 'limit=x', 'since=1', 'source=', 'source=a&source=b', 'cursor=a&cursor=b'])(
    'refuses %s with 400',
    async (query) => {
      expect((await feed(query)).status).toBe(400);
    },
  );
});

describe('a cursor that cannot be followed answers 410, and nothing is done', () => {
  async function expectGone(cursor: string): Promise<void> {
    const writes = running.writes();
    const answers = [
      await client.trySync({ cursor, operations: [create('L1')], limit: 10 }),
      await client.trySync({ cursor, limit: 0 }),
      await client.call('GET', `/changes?cursor=${encodeURIComponent(cursor)}`),
    ];
    for (const { status, body } of answers) {
      expect({ status, body }).toMatchObject({
        status: 410,
        body: { type: 'urn:lead-sync:problem:cursor-gone' },
      });
      expect((body as ProblemDetails).detail).toMatch(/Start again with cursor null/);
    }
    expect(running.writes()).toBe(writes);
  }

  test.each(['', ' ', 'nonsense', 'x'.repeat(5_000), '\0', Buffer.from('1:2:3').toString('base64url')])(
    'garbage %#',
    expectGone,
  );

  test('one of this tracker, but changed', async () => {
    const { cursor } = await client.sync({ limit: 1 });
    for (const changed of [`${cursor}=`, `${cursor}A`, cursor!.slice(1), ` ${cursor}`])
      await expectGone(changed);
  });

  test('one of another database', async () => {
    const other = await runTracker();
    const { cursor } = await other.client.sync({ limit: 10 });
    await other.stop();
    await expectGone(cursor!);
  });

  test('one from after the newest change, as a restored backup would see it', async () => {
    await client.make();
    const { cursor } = await client.sync({ limit: 10 });
    await running.query('update change_feed set last_change = last_change - 1');
    await expectGone(cursor!);
  });

  test('one from before the oldest tombstone kept, while the one at it still serves', async () => {
    const cursors: string[] = [];
    for (const title of ['1', '2', '3']) {
      await client.make({ title });
      cursors.push((await client.sync({ limit: 10 })).cursor!);
    }
    await running.query('update change_feed set purged_through = 2');
    await expectGone(cursors[0]!);
    expect(titles((await client.sync({ cursor: cursors[1]!, limit: 10 })).changes)).toEqual(['3']);
    expect((await client.sync({ limit: 10 })).changes).toHaveLength(3);
  });
});
