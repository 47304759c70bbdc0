/** When a failed delivery is tried again, and when no more. */
import { failed, type Outcome } from '../../../server/src/webhooks/delivery-error';
import type { EndpointKind } from '../../../server/src/webhooks/endpoint-kind';
import { readRetryAfter } from '../../../server/src/webhooks/retry-after';
import { settlementOf } from '../../../server/src/webhooks/retry-schedule';

const NOW = new Date('2026-03-02T09:00:00Z');
const HOUR = 3_600;

/** Seconds until the next attempt; the kind of settlement when there is none. */
function pause(kind: EndpointKind, attempts: number, outcome: Outcome, random = 0): number | string {
  const settled = settlementOf(kind, attempts, outcome, { now: NOW, random: () => random });
  return settled.kind === 'retry' ? (settled.at.getTime() - NOW.getTime()) / 1_000 : settled.kind;
}

test('a webhook is sent ten times, at the pauses of the specification, and then is dead', () => {
  const pauses = Array.from({ length: 10 }, (_, attempts) => pause('webhook', attempts, failed('timeout')));
  const hours = [2, 5, 10, 14, 20, 24].map((count) => count * HOUR);
  expect(pauses).toEqual([5, 300, 1_800, ...hours, 'dead']);
});

test('a wake is sent four times within a minute and a half', () => {
  const pauses = Array.from({ length: 4 }, (_, attempts) => pause('wake', attempts, failed('timeout')));
  expect(pauses).toEqual([5, 20, 60, 'dead']);
});

test('chance makes a pause longer by a fifth at most, never shorter', () => {
  expect(pause('webhook', 1, failed('timeout'), 0.5)).toBe(330);
  expect(pause('webhook', 1, failed('timeout'), 0.999)).toBeCloseTo(359.94, 1);
});

test('a receiver may ask for a longer pause, not for a shorter one, and for a day at most', () => {
  const asking = (seconds: number) => failed('unexpected_status', 503, seconds * 1_000);
  expect(pause('webhook', 0, asking(120))).toBe(120);
  expect(pause('webhook', 1, asking(1))).toBe(300);
  expect(pause('webhook', 0, asking(365 * 24 * HOUR))).toBe(24 * HOUR);
});

test('410 ends it at the first attempt', () => {
  const settled = settlementOf('webhook', 0, { kind: 'gone', status: 410 }, { now: NOW, random: () => 0 });
  expect(settled).toEqual({ kind: 'dead', status: 410, error: 'unexpected_status', gone: true });
});

test('what was cut off by the end of the tracker is given back', () => {
  expect(pause('webhook', 3, { kind: 'aborted' })).toBe('release');
});

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Mon, 02 Mar 2026 09:01:00 GMT', 60_000],
  ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
  ['-5', null],
  ['1.5', null],
  ['2026', 2_026_000],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After %p means %p', (header, milliseconds) => {
  expect(readRetryAfter(header, NOW)).toBe(milliseconds);
});
