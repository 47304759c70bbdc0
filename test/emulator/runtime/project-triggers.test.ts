/** ScriptApp's triggers: installed, listed, limited and deleted by each user; its other answers. */
import { evaluate, SCOPES } from './harness';
import { ANN, BOB, emulateSheet, run } from './trigger-program';

describe('ScriptApp', () => {
  const emulator = emulateSheet();
  const clean = emulator.snapshot();
  beforeEach(() => emulator.restore(clean));

  test('shows each user their own triggers only, with what the platform tells of them', async () => {
    const install = `const t = ScriptApp.newTrigger('tick').timeBased().everyMinutes(5).create(); ScriptApp.newTrigger('handleEdit').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create(); return t.getUniqueId()`;
    const id = await evaluate(emulator, install, { user: ANN });
    const list = `return ScriptApp.getProjectTriggers().map((t) => [t.getHandlerFunction(), String(t.getEventType()), String(t.getTriggerSource()), t.getTriggerSourceId() === null, t.getEventType() === ScriptApp.EventType.CLOCK])`;
    expect(await evaluate(emulator, list, { user: ANN })).toEqual([
      ['tick', 'CLOCK', 'CLOCK', true, true],
      ['handleEdit', 'ON_EDIT', 'SPREADSHEETS', false, false],
    ]);
    expect(await evaluate(emulator, list, { user: BOB })).toEqual([]);
    expect(id).toMatch(/^\d+$/);
    await evaluate(emulator, `ScriptApp.getProjectTriggers().forEach((t) => ScriptApp.deleteTrigger(t))`, {
      user: BOB,
    });
    expect(emulator.triggers.list()).toHaveLength(2);
    await evaluate(emulator, `ScriptApp.getProjectTriggers().forEach((t) => ScriptApp.deleteTrigger(t))`, {
      user: ANN,
    });
    expect(emulator.triggers.list()).toHaveLength(0);
  });

  test.each([
    [
      `timeBased().everyMinutes(7)`,
      'The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.',
    ],
    [
      `timeBased().everyHours(5)`,
      'The value you passed to everyHours was invalid. It must be one of 1, 2, 4, 6, 8 or 12.',
    ],
    [`timeBased().atHour(24)`, 'The value you passed to atHour was invalid. It must be between 0 and 23.'],
    [
      `timeBased().everyMinutes('5')`,
      "The parameters (String) don't match the method signature for ScriptApp.ClockTriggerBuilder.everyMinutes.",
    ],
    [
      `timeBased().create()`,
      'The trigger needs a time: call after, at, atDate, atHour, everyMinutes, everyHours, everyDays or everyWeeks.',
    ],
    [
      `forSpreadsheet('x').create()`,
      'The trigger needs an event: call onOpen, onEdit, onChange or onFormSubmit.',
    ],
    [
      `forSpreadsheet('x').onEdit().create()`,
      "Document x is missing (perhaps it was deleted, or you don't have read access?)",
    ],
  ])('refuses %s', async (call, message) => {
    expect(await run(emulator, `ScriptApp.newTrigger('tick').${call}`)).toBe(`Exception: ${message}`);
    expect(emulator.triggers.list()).toEqual([]);
  });

  test('allows twenty triggers for each user', async () => {
    const many = `for (let i = 0; i < 20; i++) ScriptApp.newTrigger('tick').timeBased().everyHours(1).create()`;
    await run(emulator, many);
    expect(await run(emulator, many)).toBe(
      'Exception: This script has too many triggers. Triggers must be deleted from the script before more can be added.',
    );
    expect(
      await evaluate(emulator, `ScriptApp.newTrigger('x').timeBased().everyHours(1).create(); return 1`, {
        user: BOB,
      }),
    ).toBe(1);
  });

  test('may not be used in a simple trigger, nor without its scope', async () => {
    const text = `Exception: You do not have permission to call ScriptApp.getProjectTriggers. Required permissions: ${SCOPES}script.scriptapp`;
    expect(await evaluate(emulator, 'ScriptApp.getProjectTriggers()', { entry: 'simple' })).toBe(text);
    const scoped = emulateSheet({ manifest: { oauthScopes: [`${SCOPES}script.scriptapp`] } });
    const both = `(${SCOPES}spreadsheets.currentonly || ${SCOPES}spreadsheets)`;
    expect(await evaluate(scoped, `ScriptApp.newTrigger('x').forSpreadsheet('id').onEdit().create()`)).toBe(
      `Exception: You do not have permission to call TriggerBuilder.forSpreadsheet. Required permissions: ${both}`,
    );
  });

  test("tells the web app's address, or that there is none", async () => {
    expect(
      await run(emulator, 'return [ScriptApp.getService().getUrl(), ScriptApp.getService().isEnabled()]'),
    ).toEqual([null, false]);
    const app = emulateSheet({
      webAppUrl: 'https://script.google.com/macros/s/x/exec',
      manifest: { webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } },
    });
    expect(await run(app, 'return ScriptApp.getService().getUrl()')).toBe(
      'https://script.google.com/macros/s/x/exec',
    );
  });

  test('asks nobody for authorisation', async () => {
    expect(
      await run(
        emulator,
        'const i = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL); ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL); return [String(i.getAuthorizationStatus()), i.getAuthorizationUrl()]',
      ),
    ).toEqual(['NOT_REQUIRED', null]);
  });

  test.each([
    ['enabled', true],
    ['disabled', false],
  ] as const)(
    "a trigger made inside a trigger's execution is born %s by the switch",
    async (triggersBornInTriggers, enabled) => {
      const sheet = emulateSheet(
        { switches: { triggersBornInTriggers } },
        `function install() { ScriptApp.newTrigger('tick').timeBased().everyMinutes(1).create() }`,
      );
      await sheet.run('install', { entry: 'menu' });
      await sheet.run('install', { entry: 'clock' });
      expect(sheet.triggers.list().map((trigger) => trigger.enabled)).toEqual([true, enabled]);
    },
  );
});

describe('mails of failures', () => {
  const source = `
    function install() { ScriptApp.newTrigger('broken').timeBased().everyHours(1).create(); ScriptApp.newTrigger('edited').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create() }
    function broken() { throw new Error('no tracker') }
    function edited() { UrlFetchApp.fetch('http://localhost/') }
    function onOpen() { throw new Error('simple') }`;
  const start = async () => {
    const emulator = emulateSheet({ spreadsheet: { name: 'Leads' } }, source);
    await emulator.run('install', { user: BOB });
    return emulator;
  };
  const HOUR = 3_600_000;

  test('come once a day to whoever installed the trigger, with each message, its count and the runs', async () => {
    const emulator = await start();
    await emulator.as().edit('Sheet1', 'A1', 'x');
    await emulator.advanceClock(2 * HOUR);
    expect(emulator.outbox).toEqual([]);
    const snapshot = emulator.snapshot();
    emulator.restore(snapshot);
    await emulator.advanceClock(22 * HOUR);
    expect(emulator.outbox).toHaveLength(1);
    const [mail] = emulator.outbox;
    expect(mail).toMatchObject({
      from: 'noreply-apps-scripts-notifications@google.com',
      to: BOB,
      subject: 'Summary of failures for Google Apps Script: Leads',
      time: Date.UTC(2024, 0, 2),
    });
    expect(mail?.body).toContain('DNS error: http://localhost/ | 1\nError: no tracker | 24\n');
    expect(mail?.body).toMatch(
      /^1\/1\/24 12:00 AM \| edited \| DNS error: .* \| edit \| 1\/1\/24 12:00 AM$/m,
    );
    expect(mail?.body).toMatch(/^1\/1\/24 \d+:\d\d [AP]M \| broken \| Error: no tracker \| time-based \| /m);
    expect(emulator.quotas(BOB).find(({ unit }) => unit === 'recipients')?.used).toBe(0);
  });

  test.each([
    ['immediately', [0, 1, 2]],
    ['hourly', [1, 2, 3]],
    ['weekly', [7 * 24]],
  ] as const)('come %s, if the trigger says so', async (frequency, hours) => {
    const emulator = await start();
    emulator.triggers.notify(emulator.triggers.list()[0]?.id ?? '', frequency);
    await emulator.advanceClock(3 * HOUR);
    emulator.triggers.disable(emulator.triggers.list()[0]?.id ?? '');
    await emulator.advanceClock(7 * 24 * HOUR);
    const times = emulator.outbox.map(({ time }) => Math.floor((time - Date.UTC(2024, 0, 1)) / HOUR));
    expect(times).toEqual(hours);
  });

  test('do not tell of simple triggers, runs by hand, and runs that were ended by hand', async () => {
    const emulator = await start();
    await emulator.as().open();
    await emulator.run('broken');
    const { executions } = emulator.triggers.start(emulator.triggers.list()[0]?.id ?? '');
    executions.forEach((execution) => emulator.kill(execution));
    await emulator.idle();
    emulator.triggers.disable(emulator.triggers.list()[0]?.id ?? '');
    await emulator.advanceClock(48 * HOUR);
    expect(emulator.executions.map(({ status }) => status)).toEqual([
      'completed',
      'failed',
      'failed',
      'killed',
    ]);
    expect(emulator.outbox).toEqual([]);
  });
});
