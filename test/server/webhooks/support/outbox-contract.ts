/** What the outbox holds, and how its deliveries are sent. */
import type { Kysely } from 'kysely';
import type { Database } from '../../../../server/src/db/tables';
import { toWireTask } from '../../../../server/src/tasks/stored-task';
import { LONGEST_REST_MS } from '../../../../server/src/webhooks/dispatcher';
import { enqueueDeliveries } from '../../../../server/src/webhooks/outbox-repository';
import { DAY, MINUTE, SECOND } from './durations';
import { Bench } from './bench';
import type { DispatchStage } from './dispatch-stage';
import { type Receiver, verify } from './receiver';

export function describeOutbox(stage: DispatchStage): void {
  let bench: Bench;
  let receiver: Receiver;
  beforeEach(() => ({ bench, receiver } = stage));
  const { endpoint, during } = stage;

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
