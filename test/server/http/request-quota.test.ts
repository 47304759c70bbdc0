/** Counting the requests of a sender. */
import type { Response } from 'express';
import { RequestQuota } from '../../../server/src/http/request-quota';

let clock = 0;
beforeEach(() => {
  clock = 1_000;
  jest.spyOn(performance, 'now').mockImplementation(() => clock);
});
afterEach(() => jest.restoreAllMocks());

function ask(quota: RequestQuota, sender: string) {
  const headers: Record<string, unknown> = {};
  const response = { setHeader: (name: string, value: unknown) => (headers[name] = value) };
  return { isWithin: quota.take(sender, response as unknown as Response), headers };
}
const newQuota = () => new RequestQuota({ name: 'requests', limit: 2, windowMs: 60_000 });

test('up to the limit is within it, and what is left is told; beyond it, when to come back', () => {
  const quota = newQuota();
  expect(ask(quota, 'a')).toMatchObject({ isWithin: true, headers: { RateLimit: '"requests"; r=1; t=60' } });
  clock += 10_500;
  expect(ask(quota, 'a')).toMatchObject({ isWithin: true, headers: { RateLimit: '"requests"; r=0; t=50' } });
  const refused = ask(quota, 'a');
  expect(refused).toMatchObject({
    isWithin: false,
    headers: { RateLimit: '"requests"; r=0; t=50', 'Retry-After': '50' },
  });
});

test('a window begins with the first request of a sender and ends by itself', () => {
  const quota = newQuota();
  for (let time = 0; time < 3; time += 1) ask(quota, 'a');
  clock += 59_999;
  expect(ask(quota, 'a').isWithin).toBe(false);
  clock += 1;
  expect(ask(quota, 'a')).toMatchObject({ isWithin: true, headers: { RateLimit: '"requests"; r=1; t=60' } });
});

test('senders are counted apart, also after others were forgotten', () => {
  const quota = newQuota();
  for (let time = 0; time < 3; time += 1) ask(quota, 'a');
  clock += 50_000;
  for (let time = 0; time < 2; time += 1) ask(quota, 'b');
  clock += 10_000;
  expect(ask(quota, 'a').isWithin).toBe(true);
  expect(ask(quota, 'b').isWithin).toBe(false);
});

test('the policy tells senders apart without naming them', () => {
  const quota = newQuota();
  const policy = (sender: string) => String(ask(quota, sender).headers['RateLimit-Policy']);
  expect(policy('key of jane')).toMatch(/^"requests"; q=2; w=60; pk=:[A-Za-z0-9+/]{16}:$/);
  expect(policy('key of jane')).toBe(policy('key of jane'));
  expect(policy('key of jane')).not.toBe(policy('key of ada'));
});
