/** What the outbox and its dispatchers promise on any database; over real HTTP, on a clock that the test moves. */
import type { Kysely } from 'kysely';
import type { Database } from '../../../../server/src/db/tables';
import { toWireTask } from '../../../../server/src/tasks/stored-task';
import type { Attempt } from '../../../../server/src/webhooks/attempt';
import { failed } from '../../../../server/src/webhooks/delivery-error';
import { LONGEST_REST_MS } from '../../../../server/src/webhooks/dispatcher';
import { takeDue } from '../../../../server/src/webhooks/dispatch-repository';
import { enqueueDeliveries } from '../../../../server/src/webhooks/outbox-repository';
import { lookUp } from '../../../../server/src/webhooks/resolve-target';
import { createWebhookService } from '../../../../server/src/webhooks/webhook-service';
import { Bench } from './bench';
import { Receiver, verify } from './receiver';
import { until } from './until';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function describeDispatching(database: string, open: () => Promise<Kysely<Database>>): void {
  describe(`webhooks on ${database}`, () => {
    let bench: Bench;
    let receiver: Receiver;
    beforeEach(async () => {
      bench = new Bench(await open());
      receiver = await Receiver.start();
    });
    afterEach(async () => {
      await bench.close();
      await receiver.close();
    });
    const endpoint = (fields: Parameters<Bench['endpoint']>[0] = {}) =>
      bench.endpoint({ url: `${receiver.url}/hooks`, ...fields });
    /** How many requests came within this time. */
    const during = async (milliseconds: number): Promise<number> => {
      const before = receiver.got.length;
      await bench.advance(milliseconds);
      return receiver.got.length - before;
    };

    describe('the outbox', () => {
      test('has one delivery for each change and each endpoint that listens to it', async () => {
        const all = await endpoint();
        const made = await endpoint({ events: 'task.created' });
        await endpoint({ enabled: 0 });
        const [task] = await bench.make();
        await bench.rename(task!, 'Another');
        const seen = (await bench.deliveries()).map(({ type, endpoint_id, task_id }) => [
          type,
          endpoint_id,
          task_id,
        ]);
        const expected = [
          ['task.created', all.id, task!.id],
          ['task.created', made.id, task!.id],
          ['task.updated', all.id, task!.id],
        ];
        expect(seen.sort()).toEqual(expected.sort());
      });

      test('has nothing of a change that was rolled back', async () => {
        await endpoint();
        const task = (await bench.make())[0]!;
        const twice = { before: task, after: { ...task, version: 1 } };
        // Not toThrow: Jest loads the database's binding once for all files, and its errors are not of this file's Error.
        await expect(bench.save([twice])).rejects.toHaveProperty('code');
        expect(await bench.deliveries()).toHaveLength(1);
      });

      test('says the same event id to all endpoints, and another for each change', async () => {
        await endpoint();
        await endpoint();
        await bench.make(2);
        const ids = (await bench.deliveries()).map(({ event_id }) => event_id).sort();
        expect([ids[0] === ids[1], ids[1] === ids[2], ids[2] === ids[3]]).toEqual([true, false, true]);
      });

      test('costs 500 changes one read where nobody listens', async () => {
        const [task] = await bench.make();
        const queries = countingQueries(bench.db);
        await enqueueDeliveries(
          queries.db,
          bench.author,
          Array.from({ length: 500 }, () => ({ before: null, after: task! })),
        );
        expect(queries.count()).toBe(1);
      });

      test('is not told of the changes of another workspace', async () => {
        await endpoint();
        await endpoint({ workspace: 'other' });
        await bench.make();
        expect((await bench.deliveries()).map(({ workspace }) => workspace)).toEqual(['default']);
      });
    });

    describe('sending', () => {
      test('the change arrives at once, signed, and is delivered', async () => {
        const { secret } = await endpoint();
        bench.dispatcher();
        const [task] = await bench.make();
        expect(await during(SECOND)).toBe(1);
        const [got] = receiver.got;
        expect(got).toMatchObject({
          method: 'POST',
          path: '/hooks',
          headers: {
            'content-type': 'application/json',
            'webhook-timestamp': String(Math.floor(bench.time.now().getTime() / SECOND) - 1),
          },
        });
        expect(JSON.parse(got!.body)).toEqual({
          type: 'task.created',
          timestamp: task!.updated_at,
          data: toWireTask(task!),
        });
        expect(got!.headers['webhook-id']).toMatch(/^msg_[0-9a-f-]{36}$/);
        expect(() => verifyAt(secret, bench, got!)).not.toThrow();
        expect(() => verifyAt(`${secret.slice(0, -4)}AAA=`, bench, got!)).toThrow(/No matching signature/);
        expect(await bench.deliveries()).toMatchObject([
          { state: 'delivered', attempts: 1, last_status: 204, last_error: null, next_attempt_at: null },
        ]);
      });

      test('after a rotation both secrets sign for a day, then the new one alone', async () => {
        const until24 = new Date(bench.time.now().getTime() + DAY).toISOString();
        const previous = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
        const { secret } = await endpoint({ previous_secret: previous, previous_until: until24 });
        bench.dispatcher();
        await bench.make();
        await during(SECOND);
        expect(String(receiver.got[0]?.headers['webhook-signature'])).toMatch(/^v1,\S+ v1,\S+$/);
        for (const each of [secret, previous])
          expect(() => verifyAt(each, bench, receiver.got[0]!)).not.toThrow();
        await bench.advance(DAY);
        await bench.make();
        await during(SECOND);
        expect(() => verifyAt(secret, bench, receiver.got[1]!)).not.toThrow();
        expect(() => verifyAt(previous, bench, receiver.got[1]!)).toThrow(/No matching signature/);
      });

      test('an idle dispatcher looks once a minute, and no more', async () => {
        const queries = countingQueries(bench.db);
        const idle = new Bench(queries.db);
        idle.dispatcher({ restMs: LONGEST_REST_MS });
        await idle.advance(SECOND);
        const before = queries.count();
        await idle.advance(10 * MINUTE);
        expect(queries.count() - before).toBe(10);
        for (const dispatcher of idle.dispatchers) await dispatcher.stop(0);
      });
    });

    describe('a receiver that fails', () => {
      test('is tried ten times over three days under the same id, and the delivery is dead', async () => {
        await endpoint();
        receiver.answer = () => ({ status: 500 });
        const dispatcher = bench.dispatcher();
        await bench.make();
        await bench.advance(75 * HOUR);
        expect(await bench.deliveries()).toMatchObject([
          { state: 'pending', attempts: 9, last_status: 500, last_error: 'unexpected_status' },
        ]);
        await bench.advance(DAY);
        const times = receiver.got.map(({ headers }) => Number(headers['webhook-timestamp']));
        const pauses = times.slice(1).map((time, index) => time - times[index]!);
        const hours = [2, 5, 10, 14, 20, 24].map((count) => count * 3_600);
        expect(pauses).toEqual([5, 300, 1_800, ...hours]);
        expect(new Set(receiver.ids()).size).toBe(1);
        expect(await bench.deliveries()).toMatchObject([
          { state: 'dead', attempts: 10, last_status: 500, next_attempt_at: null },
        ]);
        expect(dispatcher.counters.webhook).toEqual({ attempts: 10, delivered: 0, failed: 10, dead: 1 });
      });

      test('and to which nothing came through in those days is disabled, with the reason', async () => {
        await endpoint();
        receiver.answer = () => 'cut';
        bench.dispatcher();
        await bench.make();
        await bench.advance(75 * HOUR);
        expect(await bench.onlyEndpoint()).toMatchObject({ enabled: 1, disabled_reason: null });
        await bench.advance(HOUR);
        expect(await bench.onlyEndpoint()).toMatchObject({
          enabled: 0,
          disabled_reason: 'Nothing could be delivered for more than 3 days; the last attempt got no answer.',
        });
        await bench.make();
        expect(await bench.deliveries()).toHaveLength(1);
      });

      test('with one delivery only stays enabled', async () => {
        await endpoint();
        const [poison] = await bench.make();
        receiver.answer = ({ body }) => ({ status: body.includes(poison!.id) ? 500 : 200 });
        bench.dispatcher();
        await bench.advance(DAY);
        await bench.make();
        await bench.advance(3 * DAY);
        expect(await bench.states()).toEqual(['dead', 'delivered']);
        expect((await bench.onlyEndpoint()).enabled).toBe(1);
      });

      test('and recovers gets what it missed', async () => {
        await endpoint();
        receiver.answer = () => 'cut';
        bench.dispatcher();
        await bench.make(3);
        await bench.advance(SECOND);
        expect(await bench.deliveries()).toMatchObject(
          Array(3).fill({ state: 'pending', attempts: 1, last_status: null, last_error: 'unreachable' }),
        );
        receiver.answer = () => ({ status: 200 });
        await bench.advance(5 * SECOND);
        expect(await bench.states()).toEqual(['delivered', 'delivered', 'delivered']);
      });

      test('may ask for a pause', async () => {
        await endpoint();
        receiver.answer = () => ({ status: 429, headers: { 'retry-after': '60' } });
        bench.dispatcher();
        await bench.make();
        expect(await during(59 * SECOND)).toBe(1);
        expect(await during(2 * SECOND)).toBe(1);
      });

      test('with a redirect has failed, and nobody goes there', async () => {
        await endpoint();
        receiver.answer = () => ({ status: 302, headers: { location: '/elsewhere' } });
        bench.dispatcher();
        await bench.make();
        await during(SECOND);
        expect(receiver.got.map(({ path }) => path)).toEqual(['/hooks']);
        expect(await bench.deliveries()).toMatchObject([{ last_status: 302, last_error: 'redirect' }]);
      });

      test('by not answering is given up after the time-out', async () => {
        await endpoint();
        receiver.answer = () => 'hold';
        bench.dispatcher({ attempt: bench.overHttp(100) });
        await bench.make();
        await during(SECOND);
        expect(await bench.deliveries()).toMatchObject([{ attempts: 1, last_error: 'timeout' }]);
      });

      test('with 410 is disabled, although something else has just arrived', async () => {
        await endpoint();
        const [one] = await bench.make(2);
        receiver.answer = async ({ body }) => {
          if (!body.includes(one!.id)) return { status: 200 };
          await until(async () => (await bench.states()).includes('delivered'), 'the other to arrive');
          return { status: 410 };
        };
        bench.dispatcher();
        await bench.advance(SECOND);
        expect((await bench.states()).sort()).toEqual(['dead', 'delivered']);
        expect((await bench.onlyEndpoint()).enabled).toBe(0);
      });

      test('with 410 is disabled; what waits is sent only when somebody enables it', async () => {
        await endpoint();
        receiver.answer = () => ({ status: 500 });
        bench.dispatcher();
        const [task] = await bench.make();
        await bench.advance(SECOND);
        receiver.answer = () => ({ status: 410 });
        await bench.rename(task!, 'Another');
        await bench.advance(SECOND);
        expect(await bench.onlyEndpoint()).toMatchObject({
          enabled: 0,
          disabled_reason: 'The receiver answered 410: it wants no more events.',
        });
        expect(await during(DAY)).toBe(0);
        expect(await bench.deliveries()).toMatchObject([
          { state: 'pending', next_attempt_at: null },
          { state: 'dead', last_status: 410 },
        ]);
        receiver.answer = () => ({ status: 200 });
        const { id } = await bench.onlyEndpoint();
        const targets = { allowPrivate: true, lookup: lookUp };
        const { store, maker } = bench;
        await createWebhookService({ store, maker, targets }).change(bench.author, id, { enabled: true });
        await bench.advance(HOUR);
        expect((await bench.states()).sort()).toEqual(['dead', 'delivered']);
      });
    });

    describe('slow receivers', () => {
      test('get four at a time, and leave room for the others', async () => {
        const other = await Receiver.start();
        await endpoint();
        await bench.make(30);
        await bench.endpoint({ url: other.url });
        receiver.answer = () => 'hold';
        await bench.make();
        bench.dispatcher();
        await bench.advanceUnsettled(SECOND);
        await until(
          () => receiver.got.length === 4 && other.got.length === 1,
          'four held and one at the other',
        );
        expect(receiver.mostHeld).toBe(4);
        receiver.answer = () => ({ status: 204 });
        receiver.release();
        await bench.advance(MINUTE);
        expect(new Set(await bench.states())).toEqual(new Set(['delivered']));
        await other.close();
      });
    });

    describe('several dispatchers', () => {
      test('share the work: every delivery is sent once', async () => {
        await endpoint();
        for (let index = 0; index < 3; index += 1) bench.dispatcher();
        await bench.make(60);
        await bench.advance(MINUTE);
        expect(receiver.got).toHaveLength(60);
        expect(new Set(receiver.ids()).size).toBe(60);
      });

      test('never take the same row, however many ask at once', async () => {
        await endpoint();
        await bench.make(40);
        const now = bench.time.now().getTime();
        const request = {
          now: new Date(now).toISOString(),
          until: new Date(now + MINUTE).toISOString(),
          limit: 8,
          lookThrough: 8,
          busy: [],
          roomOf: () => 100,
        };
        const taken = (
          await Promise.all(Array.from({ length: 12 }, () => takeDue(bench.db, request)))
        ).flat();
        expect(new Set(taken.map(({ delivery }) => delivery.id)).size).toBe(taken.length);
        expect(taken.length).toBeGreaterThanOrEqual(8);
      });

      test('one that is killed between sending and noting it loses nothing: it is sent again under the same id', async () => {
        await endpoint();
        // Sent over HTTP, and then nothing more is ever heard of this dispatcher.
        const overHttp = bench.overHttp();
        const killed: Attempt = async (message, stop) => {
          await overHttp(message, stop);
          return new Promise(() => undefined);
        };
        await bench.make();
        bench.lonelyDispatcher(killed);
        await bench.time.advance(SECOND, () => Promise.resolve());
        await until(() => receiver.got.length === 1, 'the first attempt');
        expect(await bench.deliveries()).toMatchObject([{ state: 'pending', attempts: 0 }]);
        bench.dispatcher();
        expect(await during(30 * SECOND)).toBe(0);
        expect(await during(2 * MINUTE)).toBe(1);
        const [first, second] = receiver.ids();
        expect(second).toBe(first);
        expect(await bench.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
      });

      test('one that wakes up after its lease has ended does not disturb the one that has it now', async () => {
        await endpoint();
        let finish: () => void = () => undefined;
        const late: Attempt = () =>
          new Promise((resolve) => {
            finish = () => resolve(failed('timeout'));
          });
        await bench.make();
        const sleeper = bench.lonelyDispatcher(late);
        await bench.time.advance(SECOND, () => Promise.resolve());
        const first = await until(async () => (await bench.deliveries())[0]?.locked_until, 'the lease');
        receiver.answer = () => 'hold';
        bench.dispatcher();
        // Its first look finds the lease; at its second the lease has ended.
        await bench.advanceUnsettled(SECOND);
        await bench.time.advance(2 * MINUTE, () => Promise.resolve());
        await until(() => receiver.got.length === 1, 'the other to send');
        finish();
        await sleeper.stop(0);
        const [held] = await bench.deliveries();
        expect(held).toMatchObject({ state: 'pending', attempts: 0, last_error: null });
        expect(held!.locked_until! > first).toBe(true);
        receiver.release();
        await bench.quiet();
        expect(await bench.deliveries()).toMatchObject([
          { state: 'delivered', attempts: 1, last_status: 204 },
        ]);
      });
    });

    describe('the end', () => {
      test('waits for what is being sent', async () => {
        await endpoint();
        receiver.answer = () => 'hold';
        const dispatcher = bench.dispatcher();
        await bench.make();
        await bench.advanceUnsettled(SECOND);
        await until(() => receiver.got.length === 1, 'the request');
        const stopped = dispatcher.stop(5 * SECOND);
        receiver.release();
        await stopped;
        expect(await bench.states()).toEqual(['delivered']);
      });

      test('gives back what hangs, so that another instance sends it at once', async () => {
        await endpoint();
        receiver.answer = () => 'hold';
        const dispatcher = bench.dispatcher();
        await bench.make();
        await bench.advanceUnsettled(SECOND);
        await until(() => receiver.got.length === 1, 'the request');
        const stopped = dispatcher.stop(5 * SECOND);
        await bench.time.advance(6 * SECOND, () => Promise.resolve());
        await stopped;
        expect(await bench.deliveries()).toMatchObject([
          { state: 'pending', attempts: 0, locked_until: null },
        ]);
        receiver.answer = () => ({ status: 200 });
        bench.dispatcher();
        await bench.advance(SECOND);
        expect(await bench.states()).toEqual(['delivered']);
        await bench.make();
        expect(dispatcher.counters.webhook.attempts).toBe(0);
      });
    });

    test('what is old is removed when a dispatcher starts: delivered after 7 days, the rest after 30', async () => {
      await endpoint();
      await bench.make(2);
      const [first] = await bench.deliveries();
      await bench.db.updateTable('deliveries').set({ state: 'dead', next_attempt_at: null }).execute();
      await bench.db
        .updateTable('deliveries')
        .set({ state: 'delivered' })
        .where('id', '=', first!.id)
        .execute();
      const seen: number[] = [];
      for (const [days, hours] of [
        [7, -1],
        [0, 2],
        [23, -2],
        [0, 2],
      ] as const) {
        await bench.time.advance(days * DAY + hours * HOUR, () => Promise.resolve());
        const dispatcher = bench.dispatcher();
        await bench.advance(SECOND);
        await dispatcher.stop(0);
        seen.push((await bench.deliveries()).length);
      }
      expect(seen).toEqual([2, 1, 1, 0]);
    });
  });
}

/** The same database, with what is asked of it outside of transactions counted. */
function countingQueries(db: Kysely<Database>): { db: Kysely<Database>; count: () => number } {
  let count = 0;
  const counted = new Proxy(db, {
    get(target, member) {
      if (/^(selectFrom|insertInto|updateTable|deleteFrom|executeQuery)$/.test(String(member))) count += 1;
      const value: unknown = Reflect.get(target, member);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { db: counted, count: () => count };
}

/** The library compares with the real clock; the signature is over the time in the header, so that clock is moved for it. */
function verifyAt(secret: string, { time }: Bench, got: Parameters<typeof verify>[1]): void {
  jest.useFakeTimers({
    now: time.now(),
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'],
  });
  try {
    verify(secret, got);
  } finally {
    jest.useRealTimers();
  }
}
