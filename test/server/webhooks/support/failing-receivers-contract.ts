/** What is done for receivers that fail: tried again, waited for, given up, disabled. */
import { lookUp } from '../../../../server/src/webhooks/resolve-target';
import { createWebhookService } from '../../../../server/src/webhooks/webhook-service';
import { until } from './until';
import { DAY, HOUR, SECOND } from './durations';
import type { Bench } from './bench';
import type { DispatchStage } from './dispatch-stage';
import type { Receiver } from './receiver';

export function describeFailingReceivers(stage: DispatchStage): void {
  let bench: Bench;
  let receiver: Receiver;
  beforeEach(() => ({ bench, receiver } = stage));
  const { endpoint, during } = stage;

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
}
