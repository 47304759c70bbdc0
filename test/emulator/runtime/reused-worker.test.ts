/** One worker serves many executions: nothing of an execution is there in the next, and one that was stopped is not used again. */
import { createEmulator, type Emulator } from '../../../emulator/src/index';

const PROGRAM = `
var count = 0;
function raise() { count += 1; globalThis.left = 'behind'; Array.prototype.left = 'behind'; Object.left = 1; return count; }
function look() { return [count, typeof left, typeof [].left, typeof Object.left]; }
function spin() { for (;;) {} }
function fail() { throw new Error('as it should'); }
function deep() { return deep() + 1; }
async function waitsForEver() { await new Promise(function () {}); }
`;

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator({
    files: [{ name: 'Code.js', source: PROGRAM }],
    clock: { start: new Date('2026-01-05T09:00:00Z') },
    limits: { runMs: 400 },
  });
});
afterEach(() => emulator.close());

const value = async (name: string): Promise<unknown> => (await emulator.run(name)).returnValue;

test('globals, prototypes and built-ins that one execution changed are as new in the next', async () => {
  for (let round = 0; round < 5; round += 1) {
    expect(await value('raise')).toBe(1);
    expect(await value('look')).toEqual([0, 'undefined', 'undefined', 'undefined']);
  }
});

test('after a failure, an overflow, a promise that never ends and a stop, the next execution runs as ever', async () => {
  for (const [name, status] of [
    ['fail', 'failed'],
    ['deep', 'failed'],
    ['waitsForEver', 'completed'],
    ['spin', 'timed out'],
    ['raise', 'completed'],
  ] as const)
    expect([name, (await emulator.run(name)).status]).toEqual([name, status]);
  expect(await value('raise')).toBe(1);
});

test('a hundred executions and more go through, two at a time too', async () => {
  for (let round = 0; round < 60; round += 1)
    expect(await Promise.all([value('raise'), value('raise')])).toEqual([1, 1]);
});
