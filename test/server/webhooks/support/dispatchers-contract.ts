/** Several dispatchers, slow receivers, the end of a dispatcher, and what is old. */
import type { Attempt } from '../../../../server/src/webhooks/attempt';
import { failed } from '../../../../server/src/webhooks/delivery-error';
import { takeDue } from '../../../../server/src/webhooks/dispatch-repository';
import { until } from './until';
import { DAY, HOUR, MINUTE, SECOND } from './durations';
import type { Bench } from './bench';
import type { DispatchStage } from './dispatch-stage';
import { Receiver } from './receiver';

export function describeDispatchers(stage: DispatchStage): void {
  let bench: Bench;
  let receiver: Receiver;
  beforeEach(() => ({ bench, receiver } = stage));
  const { endpoint, during } = stage;

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
      const taken = (await Promise.all(Array.from({ length: 12 }, () => takeDue(bench.db, request)))).flat();
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
      expect(await bench.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1, last_status: 204 }]);
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
      expect(await bench.deliveries()).toMatchObject([{ state: 'pending', attempts: 0, locked_until: null }]);
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
}
