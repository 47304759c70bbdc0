/** A request is sent again only where that can help, never sooner than asked, and never past the end of the run. */
import type { HttpAnswer, HttpRequest } from '../../src/tracker/http';
import { RETRY_POLICY, sendWithRetry, type Failure, type RetryPolicy } from '../../src/tracker/retry';

const REQUEST: HttpRequest = { method: 'POST', url: 'https://tracker.example/sync', headers: {}, body: '{}' };
const POLICY: RetryPolicy = { attempts: 4, base: 1_000, longest: 3_000 };

const answer = (status: number, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers,
  body: '',
});

/** A service that gives these answers in turn, the last for ever; an Error is thrown. */
class Service {
  readonly sent: HttpRequest[] = [];
  readonly waits: number[] = [];
  readonly failures: Failure[] = [];
  random = 0.5;
  timeLeft = Number.POSITIVE_INFINITY;

  constructor(private readonly answers: readonly (HttpAnswer | Error)[]) {}

  send(policy?: RetryPolicy): HttpAnswer {
    return sendWithRetry(
      {
        send: (request) => {
          this.sent.push(request);
          const next = this.answers[Math.min(this.sent.length, this.answers.length) - 1]!;
          if (next instanceof Error) throw next;
          return next;
        },
        sleep: (milliseconds) => {
          this.waits.push(milliseconds);
          this.timeLeft -= milliseconds;
        },
        random: () => this.random,
        timeLeft: () => this.timeLeft,
        onFailure: (_, failure) => this.failures.push(failure),
      },
      REQUEST,
      policy ?? POLICY,
    );
  }
}

describe('which answers are worth another try', () => {
  test.each([408, 429, 500, 502, 503, 504, 599])('%i is', (status) => {
    const service = new Service([answer(status), answer(200)]);
    expect(service.send().status).toBe(200);
    expect(service.sent).toEqual([REQUEST, REQUEST]);
  });

  test('no answer at all is', () => {
    const service = new Service([new Error('Address unavailable'), answer(200)]);
    expect(service.send().status).toBe(200);
    expect(service.sent).toHaveLength(2);
  });

  test('no other 4xx is: the same request would be refused again', () => {
    for (let status = 400; status < 500; status += 1) {
      if (status === 408 || status === 429) continue;
      const service = new Service([answer(status), answer(200)]);
      expect(service.send().status).toBe(status);
      expect([status, service.sent.length, service.waits.length]).toEqual([status, 1, 0]);
    }
  });

  test.each([200, 204, 301, 304])('%i is taken as it is, and is no failure', (status) => {
    const service = new Service([answer(status)]);
    expect(service.send().status).toBe(status);
    expect([service.sent.length, service.failures.length]).toEqual([1, 0]);
  });
});

describe('how often', () => {
  test('never more than the policy says; the last answer is the result', () => {
    const service = new Service([answer(503), answer(500), answer(502), answer(504), answer(200)]);
    expect(service.send().status).toBe(504);
    expect([service.sent.length, service.waits.length, service.failures.length]).toEqual([4, 3, 4]);
  });

  test('when no answer ever came, what was thrown is thrown', () => {
    const error = new Error('DNS error');
    const service = new Service([error]);
    expect(() => service.send()).toThrow(error);
    expect(service.sent).toHaveLength(4);
  });

  test('an answer after silence is the result, and silence after an answer is thrown', () => {
    expect(new Service([new Error('away'), answer(404)]).send().status).toBe(404);
    expect(() => new Service([answer(503), new Error('away')]).send()).toThrow('away');
  });

  test('the policy in use tries four times, and waits 20 seconds at most', () => {
    const service = new Service([answer(503)]);
    service.random = 0.999;
    service.send(RETRY_POLICY);
    expect(service.sent).toHaveLength(4);
    expect(Math.max(...service.waits)).toBeLessThanOrEqual(20_000);
  });
});

describe('how long it waits', () => {
  const waitsWith = (random: number, ...answers: HttpAnswer[]): number[] => {
    const service = new Service(answers);
    service.random = random;
    service.send();
    return service.waits;
  };

  test('anything from nothing to a doubling bound (full jitter), which has a longest', () => {
    expect(waitsWith(0, answer(503))).toEqual([0, 0, 0]);
    expect(waitsWith(0.5, answer(503))).toEqual([500, 1_000, 1_500]);
    const [first, second, third] = waitsWith(0.999_999, answer(503)) as [number, number, number];
    expect(first).toBeLessThan(1_000);
    expect(second).toBeLessThan(2_000);
    expect(third).toBeLessThan(3_000);
    expect([first, second, third].map(Math.round)).toEqual([1_000, 2_000, 3_000]);
  });

  test('as long as Retry-After asks, in seconds, even beyond the bound', () => {
    expect(waitsWith(0.5, answer(429, { 'retry-after': '7' }), answer(200))).toEqual([7_000]);
    expect(waitsWith(0.5, answer(503, { 'retry-after': '7' }), answer(200))).toEqual([7_000]);
  });

  test('its own jitter where that is longer, so that many sheets do not come back at once', () => {
    expect(waitsWith(0.9, answer(503), answer(503, { 'retry-after': '1' }), answer(200))[1]).toBe(1_800);
  });

  test.each(['', '0', '-5', 'soon', 'NaN', 'Infinity'])('as without Retry-After when it says %j', (value) => {
    expect(waitsWith(0.5, answer(503, { 'retry-after': value }), answer(200))).toEqual([500]);
  });
});

describe('the time budget', () => {
  test('a wait that would outlast the run is not begun; the answer so far is the result', () => {
    const service = new Service([answer(429, { 'retry-after': '60' })]);
    service.timeLeft = 59_999;
    expect(service.send().status).toBe(429);
    expect([service.sent.length, service.waits.length]).toEqual([1, 0]);
  });

  test('is used up by the waits before', () => {
    const service = new Service([answer(503)]);
    service.timeLeft = 1_700;
    service.send();
    expect(service.waits).toEqual([500, 1_000]);
    expect(service.sent).toHaveLength(3);
  });

  test('that is over already still allows the first sending', () => {
    const service = new Service([answer(200)]);
    service.timeLeft = -1;
    expect(service.send().status).toBe(200);
    const away = new Service([new Error('away')]);
    away.timeLeft = -1;
    expect(() => away.send()).toThrow('away');
    expect(away.sent).toHaveLength(1);
  });
});

test('every failure is told, those that are tried again too', () => {
  const service = new Service([new Error('away'), answer(503), answer(200)]);
  service.send();
  expect(service.failures).toMatchObject([{ error: { message: 'away' } }, { answer: { status: 503 } }]);
});
