/** Title and notes of a task: one short line each, made from the lead, whatever its cells hold. */
import fc from 'fast-check';
import { TASK_LIMITS } from '../../src/contract';
import { taskTextOf } from '../../src/core/task-text';

const NOTES_LENGTH = 1_000;
const lead = (values: Partial<Parameters<typeof taskTextOf>[0]>): Parameters<typeof taskTextOf>[0] => ({
  id: 'L1',
  name: '',
  email: '',
  source: '',
  ...values,
});
const titleOf = (values: Partial<Parameters<typeof taskTextOf>[0]>): string => taskTextOf(lead(values)).title;
const hasBrokenPair = (text: string): boolean => /\p{Surrogate}/u.test(text);

test.each([
  ['the name', { name: 'Ada', email: 'ada@example.com' }, 'Follow up: Ada'],
  ['the mail address, without a name', { email: 'ada@example.com' }, 'Follow up: ada@example.com'],
  ['the id, without either', {}, 'Follow up: L1'],
])('the title names %s', (_, values, title) => {
  expect(titleOf(values)).toBe(title);
});

test('the notes name the source, or say where the task comes from', () => {
  expect(taskTextOf(lead({ source: 'Fair' })).notes).toBe('Source: Fair');
  expect(taskTextOf(lead({})).notes).toBe('Auto-created from Sheets');
});

test.each(['Ada\nLovelace', 'Ada \r\n\t Lovelace', '\n Ada\u2028Lovelace \n', 'Ada\u00a0Lovelace'])(
  'line breaks and runs of blanks in %j become one blank',
  (name) => {
    expect(titleOf({ name })).toBe('Follow up: Ada Lovelace');
  },
);

test('a text that just fits is kept whole, one character more is cut with a sign', () => {
  const room = TASK_LIMITS.title - 'Follow up: '.length;
  expect(titleOf({ name: 'x'.repeat(room) })).toBe(`Follow up: ${'x'.repeat(room)}`);
  const cut = titleOf({ name: 'x'.repeat(room + 1) });
  expect(cut).toHaveLength(TASK_LIMITS.title);
  expect(cut).toMatch(/x…$/);
});

test('a cut never leaves half of an emoji', () => {
  const room = TASK_LIMITS.title - 'Follow up: '.length;
  // The cut falls once before, once inside and once after a pair.
  for (const before of ['', 'x', 'xx']) {
    const title = titleOf({ name: before + '🦄'.repeat(room) });
    expect(hasBrokenPair(title)).toBe(false);
    expect(title).toMatch(/🦄…$/u);
    expect(title.length).toBeGreaterThanOrEqual(TASK_LIMITS.title - 1);
  }
});

test('whatever a cell of 50,000 characters holds, the texts fit, are one line, and come out the same each time', () => {
  const long = fc
    .string({ unit: fc.constantFrom('a', '🦄', '\n', ' ', 'é', '\u2029'), minLength: 1, maxLength: 60 })
    .chain((text) => fc.constantFrom(1, 3, 40, 1_000).map((times) => text.repeat(times).slice(0, 50_000)))
    // A slice may itself end in half a pair; then the cell held one.
    .filter((text) => !hasBrokenPair(text));
  fc.assert(
    fc.property(long, long, (name, source) => {
      const { title, notes } = taskTextOf(lead({ name, source }));
      expect(title.length).toBeLessThanOrEqual(TASK_LIMITS.title);
      expect(notes.length).toBeLessThanOrEqual(NOTES_LENGTH);
      for (const text of [title, notes]) {
        expect(text).not.toMatch(/[\n\r\u2028\u2029]| {2}/);
        // The tracker trims; a text that it would change would never count as ours again (S18).
        expect(text).toBe(text.trim());
        expect(text).not.toBe('');
        expect(hasBrokenPair(text)).toBe(false);
      }
    }),
  );
});
