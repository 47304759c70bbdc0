/** The tracker's wake, from its signed POST over HTTP to the cell: what it brings about, and what is not believed. */
import type { EmulatorOptions, EmulatorSnapshot } from '../../emulator/src';
import { WakeStage, type Wake } from './support/wake-stage';

const YES = '{"ok":true}';
const NO = '{"ok":false}';

describe('a believed wake', () => {
  let stage: WakeStage;
  beforeAll(async () => {
    stage = await WakeStage.linked();
  });
  afterAll(() => stage.close());

  it('brings a task moved on the board into the sheet, at the cost of one timed run', async () => {
    const { system } = stage;
    await system.moveTask('1', 'IN_PROGRESS');
    expect(system.status('1')).toBe('NEW');
    expect(await stage.send()).toBe(YES);
    expect(system.status('1')).toBe('CONTACTED');
    const report = system.emulator.executions.at(-1);
    expect(report).toMatchObject({
      functionName: 'doPost',
      entry: 'webapp',
      status: 'completed',
      fetches: 1,
    });
  });

  it('with nothing to do writes nothing in the sheet, and costs one fetch', async () => {
    await stage.system.syncNow();
    const revision = stage.system.emulator.workbook.revision;
    expect(await stage.send()).toBe(YES);
    expect(stage.system.emulator.executions.at(-1)?.costs).toMatchObject({
      fetches: 1,
      sheetWrites: 0,
      propertyWrites: 0,
    });
    expect(stage.system.emulator.workbook.revision).toBe(revision);
  });

  it('takes what people typed along, and decides as any run does', async () => {
    const { system } = stage;
    await system.syncNow();
    system.typeSilently('2', 'status', 'LOST');
    await system.moveTask('1', 'DONE');
    expect(await stage.send()).toBe(YES);
    expect([system.status('1'), (await system.task('2')).status]).toEqual(['QUALIFIED', 'DONE']);
    await system.expectIdleAfterEcho();
  });

  it('waits like everything else while the sync is paused', async () => {
    const { system } = stage;
    await system.choose('Pause / Resume');
    expect(await stage.syncsDuring(() => stage.send())).toBe(0);
    await system.choose('Pause / Resume');
    expect(await stage.syncsDuring(() => stage.send())).toBe(1);
  });
});

describe('not believed, and nothing happens', () => {
  let stage: WakeStage;
  let clean: EmulatorSnapshot;
  beforeAll(async () => {
    stage = await WakeStage.linked();
    await stage.system.moveTask('1', 'DONE');
    clean = stage.system.emulator.snapshot();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.system.emulator.restore(clean));

  const signedBy = (secret: string) => (): Wake => stage.wake({ secret });
  const now = (): number => Math.floor(stage.system.emulator.now / 1_000);
  const signature = (): string => stage.wake({ id: 'w' }).signature;
  const cases: readonly [string, () => unknown][] = [
    ['signed with another secret', signedBy('x'.repeat(64))],
    ['signed with the empty secret', signedBy('')],
    ['without a signature', () => ({ ...stage.wake(), signature: undefined })],
    ['with an empty signature', () => stage.wake({ signature: '' })],
    [
      'a signature without its version',
      () => ({ ...stage.wake({ id: 'w' }), signature: signature().slice(3) }),
    ],
    ['a signature cut short', () => ({ ...stage.wake({ id: 'w' }), signature: signature().slice(0, -1) })],
    ['another id than was signed', () => ({ ...stage.wake(), id: 'other' })],
    ['another time than was signed', () => ({ ...stage.wake(), timestamp: now() - 1 })],
    [
      'for another sheet than was signed',
      () => ({ ...stage.wake({ source: 'other' }), source: stage.source }),
    ],
    ['for another sheet', () => stage.wake({ source: 'other-sheet' })],
    ['301 seconds old', () => stage.wake({ timestamp: now() - 301 })],
    ['301 seconds ahead', () => stage.wake({ timestamp: now() + 301 })],
    ['of another type', () => ({ ...stage.wake(), type: 'task.updated' })],
    ['too long', () => ({ ...stage.wake(), more: 'x'.repeat(2_000) })],
    ['no JSON', () => 'wake up'],
    ['empty', () => ''],
  ];
  it.each(cases)('%s', async (_name, make) => {
    const before = await stage.system.everything();
    expect(await stage.syncsDuring(async () => expect(await stage.send(make())).toBe(NO))).toBe(0);
    expect(await stage.system.everything()).toBe(before);
    expect(stage.system.emulator.triggers.list()).toHaveLength(2);
    expect(stage.system.emulator.executions.at(-1)).toMatchObject({ status: 'completed', logs: [] });
  });

  it('sent a second time', async () => {
    const wake = stage.wake();
    expect(await stage.send(wake)).toBe(YES);
    expect(await stage.syncsDuring(async () => expect(await stage.send(wake)).toBe(NO))).toBe(0);
  });

  it.each([-300, 300])(
    'sent a second time, as long as it would still be fresh: %i seconds beside our clock',
    async (seconds) => {
      const wake = stage.wake({ timestamp: now() + seconds });
      expect(await stage.send(wake)).toBe(YES);
      if (seconds > 0) await stage.system.emulator.advanceClock(2 * seconds * 1_000);
      expect(await stage.send(wake)).toBe(NO);
    },
  );

  it('a GET with the same content is no wake', async () => {
    const { url } = stage.hook;
    const answer = await fetch(
      `${url}?${String(new URLSearchParams({ ...stage.wake(), timestamp: String(now()) }))}`,
    );
    expect(await answer.text()).toMatch(/Script function not found: doGet/);
    expect(stage.system.status('1')).toBe('NEW');
  });

  it('once the triggers have been removed; the tracker is told', async () => {
    await stage.system.choose('Remove triggers');
    expect(stage.told.at(-1)).toEqual({ method: 'DELETE', path: `/wake-hooks/${stage.source}`, hook: null });
    expect(await stage.syncsDuring(async () => expect(await stage.send()).toBe(NO))).toBe(0);
  });
});

const SWITCHES: readonly [string, EmulatorOptions['switches']][] = [
  ['the file', { activeSpreadsheetInWebApp: 'null' }],
  ["the file's properties", { documentPropertiesInWebApp: 'null' }],
  ['either', { activeSpreadsheetInWebApp: 'null', documentPropertiesInWebApp: 'null' }],
];

describe.each(SWITCHES)('where a web app is not given %s', (_name, switches = {}) => {
  let stage: WakeStage;
  beforeAll(async () => {
    stage = await WakeStage.linked({ emulator: { switches } });
  });
  afterAll(() => stage.close());
  const oneOff = () =>
    stage.system.emulator.triggers.list().filter(({ handler }) => handler === 'runWakeSync');

  it('a one-off trigger makes the run, once for many wakes, and is gone afterwards', async () => {
    const { system } = stage;
    await system.moveTask('1', 'IN_PROGRESS');
    expect(await stage.send()).toBe(YES);
    const waiting = oneOff();
    // Made anew by every wake it would never come to fire.
    for (let count = 0; count < 2; count += 1) expect(await stage.send()).toBe(YES);
    expect([system.status('1'), waiting.length, oneOff()]).toEqual(['NEW', 1, waiting]);
    const runs = await system.emulator.advanceClock(1_000);
    expect(runs).toMatchObject([{ functionName: 'runWakeSync', status: 'completed', fetches: 1 }]);
    expect([system.status('1'), oneOff().length]).toEqual(['CONTACTED', 0]);
  });

  it('one that never fired is replaced', async () => {
    expect(await stage.send()).toBe(YES);
    const [stuck] = oneOff();
    stage.system.emulator.triggers.disable(stuck?.id ?? '');
    await stage.system.emulator.advanceClock(301_000);
    expect(await stage.send()).toBe(YES);
    expect(oneOff().map(({ id }) => id)).toEqual([expect.not.stringMatching(String(stuck?.id))]);
    await stage.system.emulator.advanceClock(1_000);
    expect(oneOff()).toEqual([]);
  });

  it('a full set of triggers is no failure: the timed run comes anyway', async () => {
    const { system } = stage;
    await system.script(
      `for (let left = 18; left > 0; left -= 1) ScriptApp.newTrigger('onOpen').timeBased().everyHours(1).create();`,
    );
    expect(await stage.send()).toBe(YES);
    expect([oneOff().length, system.emulator.executions.at(-1)?.status]).toEqual([0, 'completed']);
  });

  it('"Remove triggers" takes one that waits along', async () => {
    const { system } = stage;
    await system.setUp();
    await system.script(
      `ScriptApp.getProjectTriggers().filter((t) => t.getHandlerFunction() === 'onOpen').forEach((t) => ScriptApp.deleteTrigger(t));`,
    );
    expect(await stage.send()).toBe(YES);
    expect(oneOff()).toHaveLength(1);
    await system.choose('Remove triggers');
    expect(system.emulator.triggers.list()).toEqual([]);
  });
});

describe('beside other runs', () => {
  let stage: WakeStage;
  beforeEach(async () => {
    stage = await WakeStage.linked();
  });
  afterEach(() => stage.close());

  it('a change that the run under way has just missed comes by the wake, which waits for its end', async () => {
    const { system } = stage;
    const begun: Promise<unknown>[] = [];
    const { id } = await system.task('1');
    stage.meanwhile = async () => {
      stage.meanwhile = () => undefined;
      await system.request('PATCH', `/tasks/${id}`, { status: 'DONE' });
      begun.push(stage.begin());
    };
    const syncs = await stage.syncsDuring(async () => {
      await system.runSchedule();
      await Promise.all(begun);
    });
    expect([syncs, system.status('1')]).toEqual([2, 'QUALIFIED']);
  });

  it('many wakes in that time are one run', async () => {
    const { system } = stage;
    const begun: Promise<unknown>[] = [];
    stage.meanwhile = async () => {
      stage.meanwhile = () => undefined;
      const waits = new Promise<void>((resolve) => {
        system.emulator.onServiceCall(({ method, phase, execution }) => {
          if (execution.entry === 'webapp' && method === 'Lock.tryLock' && phase === 'before') resolve();
        });
      });
      begun.push(stage.begin());
      await waits;
      await Promise.all(Array.from({ length: 7 }, () => stage.begin()));
    };
    const syncs = await stage.syncsDuring(async () => {
      await system.runSchedule();
      await Promise.all(begun);
    });
    expect([begun.length, syncs]).toEqual([1, 2]);
  });

  it('a run that does not end soon is left alone, and later wakes are heard', async () => {
    const { emulator } = stage.system;
    const begun: Promise<unknown>[] = [];
    const remove = emulator.onServiceCall(({ method, phase }) => {
      if (method === 'Utilities.sleep' && phase === 'before') begun.push(stage.begin());
    });
    const busy = emulator.start('testRun', {
      args: ['LockService.getScriptLock().waitLock(1); Utilities.sleep(12000); return "done";'],
    });
    const syncs = await stage.syncsDuring(async () => {
      expect((await busy.done).returnValue).toBe('done');
      await Promise.all(begun);
    });
    remove();
    expect([begun.length, syncs]).toEqual([1, 0]);
    expect(emulator.executions.find(({ functionName }) => functionName === 'doPost')).toMatchObject({
      status: 'completed',
      durationMs: 10_000,
      // So that the tracker calls again.
      returnValue: { content: NO },
    });
    expect(await stage.syncsDuring(() => stage.send())).toBe(1);
  });

  it('one that was held up on its way until after a later run brings nothing', async () => {
    const late = stage.wake();
    await stage.system.emulator.advanceClock(31_000);
    expect(await stage.syncsDuring(() => stage.send())).toBe(1);
    expect(await stage.syncsDuring(async () => expect(await stage.send(late)).toBe(YES))).toBe(0);
    expect(await stage.syncsDuring(() => stage.send())).toBe(1);
  });

  it('a cache that forgets costs a run that was not needed, and nothing else', async () => {
    const wake = stage.wake();
    await stage.send(wake);
    stage.system.emulator.cache.evict();
    expect(await stage.syncsDuring(async () => expect(await stage.send(wake)).toBe(YES))).toBe(1);
    await stage.system.expectIdle();
  });
});
