/** Ages in few characters and in words. */
import { hoursInWords, longAge, plural, shortAge } from '../../../server/src/web/page/logic/age-words';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

test.each([
  [59, 'now', 'just now'],
  [60, '1 min', '1 minute ago'],
  [3_599, '59 min', '59 minutes ago'],
  [3_600, '1 h', '1 hour ago'],
  [86_399, '23 h', '23 hours ago'],
  [6 * 86_400, '6 d', '6 days ago'],
  [7 * 86_400, '1 w', '1 week ago'],
  [30 * 86_400, '1 mo', '1 month ago'],
  [365 * 86_400, '1 y', '1 year ago'],
])('%d seconds ago', (seconds, short, long) => {
  expect(shortAge(before(seconds), NOW)).toBe(short);
  expect(longAge(before(seconds), NOW)).toBe(long);
});

test('a clock that runs ahead makes no negative age', () => {
  expect(shortAge(before(-500), NOW)).toBe('now');
});

test.each([
  [0, '1 minute'],
  [0.5, '30 minutes'],
  [1, '1 hour'],
  [47.96, '48 hours'],
  [48, '2 days'],
  [60, '2.5 days'],
])('%d hours in words', (hours, words) => expect(hoursInWords(hours)).toBe(words));

test('one is singular, nothing else is', () => {
  expect([0, 1, 2].map((count) => plural(count, 'card'))).toEqual(['0 cards', '1 card', '2 cards']);
});
