/** Clock triggers: when they are due, what they are told, and what time they may use. */
import { emulate } from './harness';
import { ANN, emulateSheet, run, SOURCE } from './trigger-program';

describe('the clock', () => {
  const emulator = emulateSheet();
  const clean = emulator.snapshot();
  beforeEach(() => emulator.restore(clean));
  const HOUR = 3_600_000;
  const install = async (call: string) => {
    await run(emulator, `ScriptApp.newTrigger('tick').timeBased().${call}.create()`);
    emulator.load([{ name: 'Code.js', source: SOURCE }]);
  };

  test.each([1, 5, 10, 15, 30])('everyMinutes(%i) runs once in each such span', async (minutes) => {
    await install(`everyMinutes(${minutes})`);
    for (let span = 0; span < 3; span += 1)
      expect(await emulator.advanceClock(minutes * 60_000)).toHaveLength(1);
  });

  test('the event tells the time in UTC, Monday being day 1', async () => {
    await install('everyHours(1)');
    const [report] = await emulator.advanceClock(HOUR);
    expect(report).toMatchObject({ entry: 'clock', user: ANN, startedAt: expect.any(Number) as number });
    const at = new Date(report?.startedAt ?? 0);
    expect(report?.returnValue).toEqual({
      authMode: 'FULL',
      year: 2024,
      month: 1,
      'day-of-month': 1,
      'day-of-week': 1,
      'week-of-year': 1,
      hour: 0,
      minute: at.getUTCMinutes(),
      second: at.getUTCSeconds(),
      timezone: 'UTC',
      triggerUid: emulator.triggers.list()[0]?.id,
    });
  });

  test('after and at run once, stay listed, and never again', async () => {
    await install('after(90000)');
    await install(`at(new Date(${Date.UTC(2024, 0, 1, 0, 1)}))`);
    const reports = await emulator.advanceClock(HOUR);
    expect(reports.map((report) => report.startedAt - Date.UTC(2024, 0, 1))).toEqual([60_000, 90_000]);
    expect([await emulator.advanceClock(24 * HOUR), emulator.triggers.list().length]).toEqual([[], 2]);
  });

  test('a daily trigger keeps to a fixed minute of its hour, in the zone asked for', async () => {
    await install(`everyDays(1).atHour(9).inTimezone('America/New_York')`);
    const reports = await emulator.advanceClock(72 * HOUR);
    const times = reports.map((report) => new Date(report.startedAt));
    expect(times.map((time) => time.getUTCHours())).toEqual([14, 14, 14]);
    expect(new Set(times.map((time) => time.getUTCMinutes())).size).toBe(1);
  });

  test('nearMinute stays within a quarter of an hour', async () => {
    await install(`everyDays(1).atHour(9).nearMinute(30)`);
    const [report] = await emulator.advanceClock(24 * HOUR);
    const time = new Date(report?.startedAt ?? 0);
    expect(time.getUTCHours()).toBe(9);
    expect(Math.abs(time.getUTCMinutes() - 30)).toBeLessThanOrEqual(15);
  });

  test('weekly and monthly triggers run on their day', async () => {
    await install(`everyWeeks(2).onWeekDay(ScriptApp.WeekDay.WEDNESDAY).atHour(3)`);
    await install(`onMonthDay(5).atHour(1)`);
    const days = (await emulator.advanceClock(40 * 24 * HOUR)).map((report) =>
      new Date(report.startedAt).toISOString().slice(0, 10),
    );
    expect(days).toEqual(['2024-01-05', '2024-01-10', '2024-01-24', '2024-02-05', '2024-02-07']);
  });

  test('due triggers run in order, each at its own moment, beside an earlier run that lasts', async () => {
    emulator.load([
      {
        name: 'Code.js',
        source: `function main() { for (const [name, ms] of [['b', 2000], ['a', 1000]]) ScriptApp.newTrigger(name).timeBased().after(ms).create() } function a() { Utilities.sleep(5000); return Date.now() } function b() { return Date.now() }`,
      },
    ]);
    await emulator.run('main');
    const reports = await emulator.advanceClock(3_000);
    const base = Date.UTC(2024, 0, 1);
    expect(reports.map((report) => [report.functionName, (report.returnValue as number) - base])).toEqual([
      ['a', 6_000],
      ['b', 2_000],
    ]);
    expect(emulator.now - base).toBe(6_000);
  });

  test('a run that outlasts its interval does not keep the trigger from running again; a lock does', async () => {
    const source = `function main() { ScriptApp.newTrigger('tick').timeBased().everyMinutes(1).create() }
      function tick() { const lock = LockService.getScriptLock(); const free = lock.tryLock(0); Utilities.sleep(90000); return free }`;
    const slow = emulateSheet({}, source);
    await slow.run('main');
    const reports = await slow.advanceClock(240_000);
    expect(reports.map(({ returnValue }) => returnValue)).toEqual([true, false, true, false]);
    const starts = reports.map(({ startedAt }) => startedAt);
    expect(starts.map((start) => start - (starts[0] ?? 0))).toEqual([0, 60_000, 120_000, 180_000]);
    const few = emulateSheet({ limits: { simultaneousExecutions: 1 } }, source);
    await few.run('main');
    expect((await few.advanceClock(120_000)).map(({ error }) => error?.message)).toEqual([
      undefined,
      'There are too many scripts running simultaneously for this Google user account.',
    ]);
  });

  test('a trigger that a running one makes is due at its own moment too', async () => {
    const nested = emulateSheet(
      {},
      `function main() { ScriptApp.newTrigger('first').timeBased().after(1000).create(); ScriptApp.newTrigger('third').timeBased().after(9000).create() }
       function first() { Utilities.sleep(2000); ScriptApp.newTrigger('second').timeBased().after(2000).create(); Utilities.sleep(20000) }
       function second() {} function third() {}`,
    );
    await nested.run('main');
    const base = nested.now;
    const reports = await nested.advanceClock(10_000);
    expect(reports.map(({ functionName, startedAt }) => [functionName, startedAt - base])).toEqual([
      ['first', 1_000],
      ['second', 5_000],
      ['third', 9_000],
    ]);
    expect(nested.now - base).toBe(23_000);
  });

  test('a disabled trigger does not run, one of a failed handler does go on', async () => {
    await install('everyMinutes(1)');
    emulator.load([{ name: 'Code.js', source: 'function tick() { throw new Error("x") }' }]);
    expect((await emulator.advanceClock(120_000)).map((report) => report.status)).toEqual([
      'failed',
      'failed',
    ]);
    emulator.triggers.disable(emulator.triggers.list()[0]?.id ?? '');
    expect(await emulator.advanceClock(120_000)).toEqual([]);
  });

  test('triggers have ninety minutes a day', async () => {
    const tired = emulateSheet(
      { limits: { triggerRuntimePerDayMs: 10_000 } },
      `function main() { ScriptApp.newTrigger('tick').timeBased().everyMinutes(1).create() } function tick() { Utilities.sleep(6000) }`,
    );
    await tired.run('main');
    const reports = await tired.advanceClock(180_000);
    expect(reports.map((report) => report.error?.message)).toEqual([
      undefined,
      undefined,
      'Service using too much computer time for one day.',
    ]);
  });

  test('real time can be moved on too: what falls due on the way runs in order, each at its own moment', async () => {
    const real = emulate(
      `function main() { ScriptApp.newTrigger('five').timeBased().everyMinutes(5).create(); ScriptApp.newTrigger('late').timeBased().after(600000).create() }
       function five() { return Date.now() } function late() { return Date.now() }`,
      { scheduler: false },
    );
    await real.run('main');
    const before = real.now;
    const reports = await real.advanceClock(900_000);
    expect(reports.map(({ functionName }) => functionName).sort()).toEqual(['five', 'five', 'five', 'late']);
    const times = reports.map(({ returnValue }) => Number(returnValue) - before);
    expect(times).toEqual([...times].sort((first, second) => first - second));
    expect(times.at(-1)).toBeGreaterThan(600_000);
    expect(real.now - before).toBeGreaterThanOrEqual(900_000);
  });

  test('in real time a scheduler runs what is due', async () => {
    const real = emulate(
      `function main() { ScriptApp.newTrigger('tick').timeBased().after(1).create() } function tick() { return 'ran' }`,
    );
    await real.run('main');
    while (real.executions.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(real.executions[1]).toMatchObject({ functionName: 'tick', entry: 'clock', returnValue: 'ran' });
  });
});
