/** Date inside a script: the script's own time zone, and the emulator's clock. */
import { emulate, valueOf } from './harness';

const ZONE = 'America/New_York';
const SOURCE = `
function read(ms) { const d = new Date(ms); return [d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getTimezoneOffset(), d.toString(), d.toDateString()] }
function make(...parts) { return new Date(...parts).toISOString() }
function parse(text) { return [new Date(text).toISOString(), new Date(Date.parse(text)).toISOString()] }
function set() { const d = new Date(2024, 2, 9, 2, 30); d.setDate(10); const skipped = d.toISOString(); d.setHours(12, 0, 0, 0); return [skipped, d.toISOString()] }
function texts() { const d = new Date(Date.UTC(2024, 6, 4, 1)); return [d.toLocaleDateString('en-US'), d.toLocaleTimeString('en-US', { timeZone: 'UTC' }), new Intl.DateTimeFormat().resolvedOptions().timeZone] }
function kind() { const d = new Date(); class Own extends Date {} return [d instanceof Date, d.constructor === Date, new Own(2024, 0, 1).toISOString(), new Own() instanceof Own, typeof Date(), Date.name, new Date(d).getTime() === d.getTime(), String(new Date(NaN)), JSON.stringify(new Date(0))] }
function now() { const first = [Date.now(), new Date().getTime()]; Utilities.sleep(1500); return [...first, Date.now()] }
`;
const there = emulate(SOURCE, { manifest: { timeZone: ZONE } });

test("fields are the zone's wall clock, summer and winter", async () => {
  expect(await valueOf(there, 'read', { args: [Date.UTC(2024, 0, 1, 3)] })).toEqual([
    2023,
    11,
    31,
    0,
    22,
    0,
    300,
    'Sun Dec 31 2023 22:00:00 GMT-0500 (Eastern Standard Time)',
    'Sun Dec 31 2023',
  ]);
  expect(await valueOf(there, 'read', { args: [Date.UTC(2024, 6, 1, 3, 30)] })).toEqual([
    2024,
    5,
    30,
    0,
    23,
    30,
    240,
    'Sun Jun 30 2024 23:30:00 GMT-0400 (Eastern Daylight Time)',
    'Sun Jun 30 2024',
  ]);
});

test.each([
  [[2024, 0, 1], '2024-01-01T05:00:00.000Z'],
  [[2024, 6, 1, 12, 30, 15, 7], '2024-07-01T16:30:15.007Z'],
  [[99, 0, 1], '1999-01-01T05:00:00.000Z'],
  [[2024, 14, 1], '2025-03-01T05:00:00.000Z'],
  [[2024, 10, 3, 1, 30], '2024-11-03T05:30:00.000Z'],
])('new Date(%j) is local', async (args, iso) => {
  expect(await valueOf(there, 'make', { args })).toBe(iso);
});

test.each([
  ['2024-01-01T10:00', '2024-01-01T15:00:00.000Z'],
  ['2024-01-01', '2024-01-01T00:00:00.000Z'],
  ['2024-01-01T10:00Z', '2024-01-01T10:00:00.000Z'],
  ['2024-01-01T10:00+02:00', '2024-01-01T08:00:00.000Z'],
  ['Jan 1, 2024 10:00', '2024-01-01T15:00:00.000Z'],
  ['7/4/2024', '2024-07-04T04:00:00.000Z'],
  ['Mon, 01 Jan 2024 10:00:00 GMT', '2024-01-01T10:00:00.000Z'],
])('%s is read as %s', async (text, iso) => {
  expect(await valueOf(there, 'parse', { args: [text] })).toEqual([iso, iso]);
});

test('setters work on the wall clock, over the hour that spring skips', async () => {
  expect(await valueOf(there, 'set')).toEqual(['2024-03-10T07:30:00.000Z', '2024-03-10T16:00:00.000Z']);
});

test('locale texts use the zone unless another is asked for', async () => {
  expect(await valueOf(there, 'texts')).toEqual(['7/3/2024', expect.stringMatching(/^1:00:00/), ZONE]);
});

test.each([
  ['another zone', { manifest: { timeZone: ZONE } }, '2024-01-01T05:00:00.000Z'],
  [
    'a virtual clock',
    { clock: { start: new Date(0) }, manifest: { timeZone: 'Etc/UTC' } },
    '2024-01-01T00:00:00.000Z',
  ],
])('Date stays Date under %s', async (_case, options, own) => {
  const program = emulate(SOURCE, options);
  expect(await valueOf(program, 'kind')).toEqual([
    true,
    true,
    own,
    true,
    'string',
    'Date',
    true,
    'Invalid Date',
    '"1970-01-01T00:00:00.000Z"',
  ]);
});

test('virtual time stands still but for sleeps and what each call takes', async () => {
  const program = emulate(SOURCE, { clock: { start: new Date(1_000_000), callMs: 10 } });
  expect(await valueOf(program, 'now')).toEqual([1_000_000, 1_000_000, 1_001_510]);
  expect(program.now).toBe(1_001_510);
});

test('virtual time counts against the time limit, sleeps included', async () => {
  const program = emulate(
    `function main() { for (let i = 0; ; i++) { console.log(i); Utilities.sleep(100000) } }`,
    { clock: { start: new Date(0) } },
  );
  const { status, logs, durationMs } = await program.run('main');
  expect([status, logs.length, durationMs]).toEqual(['timed out', 4, 360_000]);
});
