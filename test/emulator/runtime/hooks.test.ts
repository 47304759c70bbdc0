/** What tests do between two service calls: look, act, kill, make calls throw; and states that come back. */
import type { ServiceCallEvent } from '../../../emulator/src/index';
import { emulate, valueOf } from './harness';

const SOURCE = `
function two() { const p = PropertiesService.getScriptProperties(); p.setProperty('a', '1'); p.setProperty('b', '2'); return p.getKeys() }
function careful() { const p = PropertiesService.getScriptProperties(); try { p.setProperty('a', '1') } catch (e) { return String(e) } }
function tidy() { try { PropertiesService.getScriptProperties().setProperty('a', '1') } finally { PropertiesService.getScriptProperties().setProperty('finally', '1') } }
`;
const emulator = emulate(SOURCE, { clock: { start: new Date(0) } });
const clean = emulator.snapshot();
const removers: (() => void)[] = [];
const hook = (handler: Parameters<typeof emulator.onServiceCall>[0]) =>
  void removers.push(emulator.onServiceCall(handler));
afterEach(() => {
  removers.splice(0).forEach((remove) => remove());
  emulator.restore(clean);
});

test('every call is told before and after its effect, with its index and arguments', async () => {
  const events: string[] = [];
  hook(
    ({ index, method, phase, args }) =>
      void events.push(
        `${index} ${phase} ${method} ${emulator.properties.script().size} ${JSON.stringify(args)}`,
      ),
  );
  await emulator.run('two');
  expect(events).toEqual([
    '1 before Properties.setProperty 0 ["script","a","1"]',
    '1 after Properties.setProperty 1 ["script","a","1"]',
    '2 before Properties.setProperty 1 ["script","b","2"]',
    '2 after Properties.setProperty 2 ["script","b","2"]',
    '3 before Properties.getKeys 2 ["script"]',
    '3 after Properties.getKeys 2 ["script"]',
  ]);
});

test.each([
  [1, 'before', []],
  [1, 'after', ['a']],
  [2, 'before', ['a']],
  [2, 'after', ['a', 'b']],
] as const)('killed at call %i, %s its effect', async (index, phase, left) => {
  hook((event) => (event.index === index && event.phase === phase ? { kill: true } : undefined));
  const { status, calls } = await emulator.run('two');
  expect([status, calls.length, [...emulator.properties.script().keys()]]).toEqual(['killed', index, left]);
});

test('no finally runs in a killed execution', async () => {
  hook(({ phase }) => (phase === 'after' ? { kill: true } : undefined));
  expect((await emulator.run('tidy')).status).toBe('killed');
  expect([...emulator.properties.script().keys()]).toEqual(['a']);
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)('a call that throws %s its effect', async (when, landed) => {
  hook(({ phase }) =>
    phase === when
      ? { throwMessage: 'Service Spreadsheets timed out while accessing document with id x.' }
      : undefined,
  );
  expect(await valueOf(emulator, 'careful')).toBe(
    'Exception: Service Spreadsheets timed out while accessing document with id x.',
  );
  expect(emulator.properties.script().size).toBe(landed);
});

test('a failed call is told with its text', async () => {
  const failures: (string | undefined)[] = [];
  emulator.load([
    {
      name: 'Code.js',
      source: `function main() { try { CacheService.getScriptCache().get('') } catch (e) {} }`,
    },
  ]);
  hook(({ phase, failure }: ServiceCallEvent) => void (phase === 'after' && failures.push(failure)));
  await emulator.run('main');
  emulator.load([{ name: 'Code.js', source: SOURCE }]);
  expect(failures).toEqual(['Invalid argument: key']);
});

test('a hook may start another execution between two calls, which idle waits for', async () => {
  let started = false;
  hook(({ method }) => {
    if (started || method !== 'Properties.getKeys') return;
    started = true;
    void emulator.as().runFunction('careful');
  });
  const before = emulator.executions.length;
  await emulator.run('two');
  await emulator.idle();
  expect(
    emulator.executions
      .slice(before)
      .map((report) => report.functionName)
      .sort(),
  ).toEqual(['careful', 'two']);
});

test('an assertion that fails inside a hook fails the run', async () => {
  hook(() => void expect(1).toBe(2));
  await expect(emulator.run('two')).rejects.toThrow('expect(received).toBe(expected)');
});

test('two executions run at once', async () => {
  const both = emulate(`function main() { Utilities.sleep(1000); return Date.now() }`, {
    clock: { start: new Date(0) },
  });
  const reports = await Promise.all([both.run('main'), both.run('main')]);
  expect(reports.map((report) => report.returnValue)).toEqual([1000, 1000]);
});

test('no more than thirty at once for one user', async () => {
  const busy = emulate(`function main() { Utilities.sleep(100) }`, {
    limits: { simultaneousExecutions: 1 },
    users: ['a@example.com', 'b@example.com'],
  });
  const first = busy.start('main');
  expect(await valueOf(busy, 'main')).toBe(
    'Exception: There are too many scripts running simultaneously for this Google user account.',
  );
  expect((await busy.run('main', { user: 'b@example.com' })).status).toBe('completed');
  await first.done;
});

test('no more starts in a second than are set, for each user', async () => {
  const users = ['a@example.com', 'b@example.com'];
  const quick = emulate(`function main() {}`, {
    limits: { executionsPerSecond: 2 },
    users,
    clock: { start: new Date(0) },
  });
  const errors = [];
  for (const user of [...users, ...users, ...users])
    errors.push((await quick.run('main', { user })).error?.message);
  const text = 'Script invoked too many times per second for this Google user account.';
  expect(errors).toEqual([undefined, undefined, undefined, undefined, text, text]);
  await quick.advanceClock(1_000);
  expect((await quick.run('main')).status).toBe('completed');
});

test('a snapshot brings everything back, many times', async () => {
  const state = emulate(
    `function make() { const s = PropertiesService.getUserProperties(); s.setProperty('n', '1'); CacheService.getScriptCache().put('c', '1');
       ScriptApp.newTrigger('make').timeBased().everyMinutes(5).create(); MailApp.sendEmail('a@b.c', 's', 'b') }
     function read() { return [PropertiesService.getUserProperties().getKeys(), CacheService.getScriptCache().get('c'), ScriptApp.getProjectTriggers().length, MailApp.getRemainingDailyQuota(), Date.now()] }`,
    { clock: { start: new Date(0) } },
  );
  const empty = state.snapshot();
  await state.run('make');
  const full = JSON.parse(JSON.stringify(state.snapshot())) as ReturnType<typeof state.snapshot>;
  await state.advanceClock(300_000);
  for (let round = 0; round < 3; round += 1) {
    state.restore(empty);
    expect([await valueOf(state, 'read'), state.outbox.length]).toEqual([[[], null, 0, 100, 0], 0]);
    state.restore(full);
    expect([await valueOf(state, 'read'), state.outbox.length]).toEqual([[['n'], '1', 1, 99, 0], 1]);
  }
});

test('restore refuses to pull the ground from under a running execution', async () => {
  const { execution, done } = emulator.start('two');
  expect(() => emulator.restore(clean)).toThrow('await idle()');
  emulator.kill(execution);
  await done;
});
