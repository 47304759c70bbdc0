/** LockService: contention between real executions, release at every kind of end, and the platform's texts. */
import type { Emulator } from '../../../emulator/src/index';
import { emulate, evaluate, valueOf } from './harness';

const SOURCE = `
function hold(ms, which) { const lock = LockService['get' + (which || 'Script') + 'Lock'](); const got = lock.tryLock(0); Utilities.sleep(ms); return got }
function wait(ms, which) { const lock = LockService['get' + (which || 'Script') + 'Lock'](); lock.waitLock(ms); return Date.now() }
function attempt(ms, which) { return LockService['get' + (which || 'Script') + 'Lock']().tryLock(ms) }
function spin(which) { LockService['get' + (which || 'Script') + 'Lock']().waitLock(0); for (;;) {} }
function fail() { LockService.getScriptLock().waitLock(0); throw new Error('x') }
`;
const TIMEOUT = 'Exception: Lock timeout: another process was holding the lock for too long.';
const USERS = ['ann@example.com', 'bob@example.com'];
const emulator = emulate(SOURCE, { users: USERS, clock: { start: new Date(0) } });
const clean = emulator.snapshot();
beforeEach(() => emulator.restore(clean));

/** Starts a function and waits until it has made a call; with `before`, until that call is under way. */
function startUntil(target: Emulator, name: string, method: string, args: unknown[], phase = 'after') {
  return new Promise<ReturnType<Emulator['start']>>((resolve) => {
    const started = target.start(name, { args });
    const remove = target.onServiceCall((event) => {
      if (event.execution.id !== started.execution.id || event.method !== method || event.phase !== phase)
        return;
      remove();
      // After the effect the test goes on at once, before the script's next call can let virtual time jump.
      if (phase === 'after') resolve(started);
      else setImmediate(() => resolve(started));
    });
  });
}

test('a free lock is got at once, by tryLock(0) too; a negative time-out fails', async () => {
  expect(await valueOf(emulator, 'attempt', { args: [0] })).toBe(true);
  expect(await valueOf(emulator, 'attempt', { args: [-1] })).toBe(false);
});

test('nothing is held until it is asked for, releases are not counted', async () => {
  emulator.load([
    {
      name: 'Code.js',
      source: `function main() {
    const lock = LockService.getScriptLock(), steps = [lock.hasLock()];
    lock.releaseLock(); lock.waitLock(1); steps.push(lock.tryLock(1), lock.hasLock(), LockService.getScriptLock().hasLock());
    lock.releaseLock(); steps.push(lock.hasLock()); return steps }`,
    },
  ]);
  expect(await valueOf(emulator, 'main')).toEqual([false, true, true, true, false]);
  emulator.load([{ name: 'Code.js', source: SOURCE }]);
});

test('a second execution waits for the first, in virtual time', async () => {
  const holder = await startUntil(emulator, 'hold', 'Lock.tryLock', [5_000]);
  const waiter = emulator.run('wait', { args: [10_000] });
  expect((await holder.done).returnValue).toBe(true);
  expect((await waiter).returnValue).toBe(5_000);
});

test('and gives up when its time is over', async () => {
  const holder = await startUntil(emulator, 'hold', 'Lock.tryLock', [20_000]);
  const [waited, tried] = await Promise.all([
    valueOf(emulator, 'wait', { args: [3_000] }),
    valueOf(emulator, 'attempt', { args: [1_000] }),
  ]);
  expect([waited, tried]).toEqual([TIMEOUT, false]);
  await holder.done;
});

test('the same in real time', async () => {
  const real = emulate(SOURCE);
  const holder = await startUntil(real, 'hold', 'Lock.tryLock', [150]);
  expect(await valueOf(real, 'attempt', { args: [10] })).toBe(false);
  expect(await valueOf(real, 'attempt', { args: [5_000] })).toBe(true);
  await holder.done;
});

test('a lock falls when its holder is killed, fails or runs out of time', async () => {
  const killed = await startUntil(emulator, 'spin', 'Lock.waitLock', []);
  const waiter = emulator.run('attempt', { args: [60_000] });
  emulator.kill(killed.execution);
  expect((await waiter).returnValue).toBe(true);
  expect((await emulator.run('fail')).status).toBe('failed');
  expect(await valueOf(emulator, 'attempt', { args: [0] })).toBe(true);
  const short = emulate(SOURCE, { limits: { runMs: 2_000 } });
  expect((await short.run('spin')).status).toBe('timed out');
  expect(await valueOf(short, 'attempt', { args: [0] })).toBe(true);
});

test('a waiter that is killed does not get the lock afterwards', async () => {
  const holder = await startUntil(emulator, 'spin', 'Lock.waitLock', []);
  const doomed = await startUntil(emulator, 'wait', 'Lock.waitLock', [60_000], 'before');
  emulator.kill(doomed.execution);
  expect((await doomed.done).status).toBe('killed');
  emulator.kill(holder.execution);
  await holder.done;
  expect(await valueOf(emulator, 'attempt', { args: [0] })).toBe(true);
});

test("user locks exclude one user's executions only, the three kinds are apart", async () => {
  const holder = await startUntil(emulator, 'hold', 'Lock.tryLock', [1_000, 'User']);
  const own = emulator.run('attempt', { args: [0, 'User'], user: USERS[0] as string });
  const other = emulator.run('attempt', { args: [0, 'User'], user: USERS[1] as string });
  const script = emulator.run('attempt', { args: [0, 'Script'] });
  const results = (await Promise.all([own, other, script])).map((report) => report.returnValue);
  expect(results).toEqual([false, true, true]);
  await holder.done;
});

test('a web app has no document lock', async () => {
  const body = 'return LockService.getDocumentLock() === null';
  expect([await evaluate(emulator, body, { entry: 'webapp' }), await evaluate(emulator, body)]).toEqual([
    true,
    false,
  ]);
});

test.each([
  ['allowed', true],
  ['refused', 'Exception: You do not have permission to call Lock.tryLock.'],
] as const)('in a simple trigger, with the switch at %s', async (lockInSimpleTrigger, result) => {
  const simple = emulate(SOURCE, { switches: { lockInSimpleTrigger } });
  expect(await valueOf(simple, 'attempt', { entry: 'simple', args: [0] })).toBe(result);
});

test('more operations in a second than are set throw, whoever asks', async () => {
  const body = `const lock = LockService.getScriptLock(); lock.tryLock(0); lock.releaseLock(); LockService.getUserLock().waitLock(10);
    try { lock.tryLock(0) } catch (e) { Utilities.sleep(1000); return [String(e), lock.tryLock(0)] }`;
  const busy = emulate('', { limits: { lockOperationsPerSecond: 2 }, clock: { start: new Date(0) } });
  expect(await evaluate(busy, body)).toEqual([
    'Exception: There are too many LockService operations against the same script.',
    true,
  ]);
});
