/** Triggers: which user action starts what, as whom, with which event object; and the clock. */
import { emulate, evaluate, SCOPES, valueOf } from './harness';
import type { Emulator, EmulatorOptions, ExecutionReport } from '../../../emulator/src/index';

const [ANN, BOB] = ['ann@example.com', 'bob@example.com'] as const;
/** Returns what the event holds, as the script sees it. */
const SOURCE = `
function seen(e) { const { range, source, user, ...rest } = e; return { ...rest, a1: range && range.getA1Notation(), id: source && source.getId().length > 0, user: user && user.getEmail(), me: [Session.getEffectiveUser().getEmail(), Session.getActiveUser().getEmail()] } }
function onEdit(e) { return { value: e.value, oldValue: e.oldValue, has: ['value', 'oldValue'].filter((key) => key in e), a1: e.range.getA1Notation(), mode: String(e.authMode), json: JSON.stringify(e.range), uid: e.triggerUid, user: e.user.getEmail() } }
function onOpen(e) { return [String(e.authMode), e.source.getName(), e.triggerUid] }
function handleEdit(e) { return seen(e) }
function handleChange(e) { return seen(e) }
function tick(e) { return e }
function install() { const ss = SpreadsheetApp.getActive(); ScriptApp.newTrigger('handleEdit').forSpreadsheet(ss).onEdit().create(); ScriptApp.newTrigger('handleChange').forSpreadsheet(ss.getId()).onChange().create() }
function write() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1) }
`;
const emulateSheet = (options: Omit<EmulatorOptions, 'files'> = {}, source = SOURCE) =>
  emulate(source, { users: [ANN, BOB], clock: { start: new Date(Date.UTC(2024, 0, 1)) }, ...options });
const names = (reports: readonly ExecutionReport[]) => reports.map((report) => report.functionName);
const run = (emulator: Emulator, body: string) => evaluate(emulator, body);

describe('simple triggers', () => {
  const emulator = emulateSheet();
  const edit = async (cell: string, value: string) =>
    (await emulator.as(BOB).edit('Sheet1', cell, value))[0]?.returnValue;

  test('onEdit of one cell: strings, the old value only if there was one, the value only if there is one', async () => {
    expect(await edit('B2', '12')).toMatchObject({
      value: '12',
      has: ['value'],
      a1: 'B2',
      mode: 'LIMITED',
      user: '',
    });
    expect(await edit('B2', 'TRUE')).toMatchObject({
      value: 'TRUE',
      oldValue: '12',
      has: ['value', 'oldValue'],
    });
    expect(await edit('B2', '')).toMatchObject({ oldValue: 'TRUE', has: ['oldValue'] });
  });

  test('the range prints as rows and columns only, and there is no triggerUid', async () => {
    expect(await edit('C3', 'x')).toMatchObject({
      json: '{"columnEnd":3,"columnStart":3,"rowEnd":3,"rowStart":3}',
      uid: undefined,
    });
  });

  test('a paste is one event without values', async () => {
    const [report, ...others] = await emulator.as(ANN).paste('Sheet1', 'A1', [
      ['1', '2'],
      ['3', '4'],
    ]);
    expect([report?.returnValue, others]).toEqual([expect.objectContaining({ a1: 'A1:B2', has: [] }), []]);
  });

  test('onOpen', async () => {
    expect((await emulator.as().open())[0]?.returnValue).toEqual([
      'LIMITED',
      'Untitled spreadsheet',
      undefined,
    ]);
  });

  test("nothing fires for rows, columns, formats, tabs, or a script's own writes", async () => {
    const ann = emulator.as(ANN);
    const done = [
      await ann.insertRows('Sheet1', 1),
      await ann.deleteRows('Sheet1', 1),
      await ann.insertColumns('Sheet1', 1),
      await ann.deleteColumns('Sheet1', 1),
      await ann.setNumberFormat('Sheet1', 'A1', '0.0'),
      await ann.addSheet('New'),
      await ann.renameSheet('New', 'Newer'),
      await ann.deleteSheet('Newer'),
    ];
    expect(done).toEqual(Array(8).fill([]));
    const before = emulator.executions.length;
    await emulator.run('write');
    await emulator.idle();
    expect(names(emulator.executions.slice(before))).toEqual(['write']);
  });

  test("run with the acting user's rights, and say nothing of who that is", async () => {
    const program = emulateSheet(
      {},
      `function onEdit() { return [Session.getActiveUser().getEmail(), PropertiesService.getUserProperties().getProperty('x')] }`,
    );
    const [report] = await program.as(BOB).edit('Sheet1', 'A1', 'x');
    expect([report?.user, report?.returnValue]).toEqual([BOB, ['', null]]);
  });

  test('a program without the function starts nothing, even if it speaks of it', async () => {
    const program = emulateSheet({}, `// onEdit would be nice\nconst other = () => 'onEdit'`);
    expect([await program.as().edit('Sheet1', 'A1', 'x'), program.executions]).toEqual([[], []]);
  });

  test('two edits wait behind a running one, the next is lost', async () => {
    const lines: string[] = [];
    const slow = emulateSheet(
      { log: (line) => lines.push(line) },
      `function onEdit(e) { Utilities.sleep(1000); return e.value }`,
    );
    const all = await Promise.all(
      ['1', '2', '3', '4'].map((value) => slow.as().edit('Sheet1', `A${value}`, value)),
    );
    expect(all.map(([report]) => report?.returnValue)).toEqual(['1', '2', '3', undefined]);
    expect(lines).toEqual(['onEdit: an event is lost, 2 were already waiting']);
    expect((await slow.as().edit('Sheet1', 'A9', '9'))[0]?.returnValue).toBe('9');
  });
});

test.each([
  ['simple', undefined, 'LIMITED'],
  ['installable', '0', 'FULL'],
] as const)(
  'a %s trigger started by hand gets an event with the range it is given',
  async (entry, uid, mode) => {
    const emulator = emulateSheet();
    await emulator.as().addSheet('My tab');
    const event = { range: "'My tab'!B2:C3", value: 'x' };
    expect(await valueOf(emulator, 'onEdit', { entry, args: [event] })).toMatchObject({
      a1: 'B2:C3',
      value: 'x',
      mode,
      uid,
    });
    expect(await valueOf(emulator, 'onEdit', { entry, args: [{ range: 'A1' }] })).toMatchObject({
      a1: 'A1',
      has: [],
    });
    expect(() => emulator.start('onEdit', { entry, args: [{ range: 'Nowhere!A1' }] })).toThrow(
      'Sheet not found',
    );
  },
);

describe('installed triggers', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = emulateSheet(
      {},
      SOURCE.replace('function onEdit', 'function notInstalled').replace(
        'function onOpen',
        'function notOpen',
      ),
    );
    await emulator.run('install', { entry: 'menu', user: BOB });
  });

  test('run as their creator with full authority, whoever edits', async () => {
    const [edit, change] = await emulator.as(ANN).edit('Sheet1', 'B2', 'x');
    expect([edit?.user, edit?.entry]).toEqual([BOB, 'installable']);
    expect(edit?.returnValue).toEqual({
      value: 'x',
      authMode: 'FULL',
      triggerUid: emulator.triggers.list()[0]?.id,
      a1: 'B2',
      id: true,
      user: '',
      me: [BOB, ''],
    });
    expect(change?.returnValue).toEqual({
      changeType: 'EDIT',
      authMode: 'FULL',
      triggerUid: emulator.triggers.list()[1]?.id,
      a1: undefined,
      id: true,
      user: '',
      me: [BOB, ''],
    });
  });

  test('know the person when it is the creator, or when the switch says so', async () => {
    const [own] = await emulator.as(BOB).edit('Sheet1', 'B2', 'y');
    expect(own?.returnValue).toMatchObject({ user: BOB, me: [BOB, BOB] });
    const open = emulateSheet({ switches: { activeUserInTriggers: 'shown' } });
    await open.run('install', { user: BOB });
    const reports = await open.as(ANN).edit('Sheet1', 'B2', 'y');
    expect(reports.find((report) => report.functionName === 'handleEdit')?.returnValue).toMatchObject({
      user: ANN,
      me: [BOB, ANN],
    });
  });

  test.each([
    ['insert rows', 'INSERT_ROW', (e: Emulator) => e.as(ANN).insertRows('Sheet1', 2)],
    ['delete rows', 'REMOVE_ROW', (e: Emulator) => e.as(ANN).deleteRows('Sheet1', 2)],
    ['insert columns', 'INSERT_COLUMN', (e: Emulator) => e.as(ANN).insertColumns('Sheet1', 2)],
    ['delete columns', 'REMOVE_COLUMN', (e: Emulator) => e.as(ANN).deleteColumns('Sheet1', 2)],
    ['format', 'FORMAT', (e: Emulator) => e.as(ANN).setNumberFormat('Sheet1', 'A1', '0.00')],
    ['add a tab', 'INSERT_GRID', (e: Emulator) => e.as(ANN).addSheet('B')],
    ['rename a tab', 'OTHER', (e: Emulator) => e.as(ANN).renameSheet('Sheet1', 'C')],
  ])('%s: no edit event, one change event', async (_action, changeType, act) => {
    const reports = await act(emulator);
    expect(
      reports.map((report) => [
        report.functionName,
        (report.returnValue as { changeType: string }).changeType,
      ]),
    ).toEqual([['handleChange', changeType]]);
  });

  test('delete a tab, and move rows with both events', async () => {
    await emulator.as().addSheet('B');
    expect(
      (await emulator.as().deleteSheet('B')).map(
        (report) => (report.returnValue as { changeType: string }).changeType,
      ),
    ).toEqual(['REMOVE_GRID']);
    await emulator.as().edit('Sheet1', 'A2', 'x');
    expect(names(await emulator.as().moveRows('Sheet1', 2, 1, 5))).toEqual(['handleEdit', 'handleChange']);
  });

  test("a form's answers run onFormSubmit and onChange, never onEdit", async () => {
    await emulator.run('install', { user: ANN });
    await run(
      emulator,
      `ScriptApp.newTrigger('seen').forSpreadsheet(SpreadsheetApp.getActive()).onFormSubmit().create()`,
    );
    emulator.load([{ name: 'Code.js', source: SOURCE }]);
    const reports = await emulator.as(BOB).submitForm('Sheet1', { Name: 'Zoë', Age: '7' });
    expect(names(reports)).toEqual(['seen', 'handleChange', 'handleChange']);
    expect(reports[0]?.returnValue).toMatchObject({
      namedValues: { Name: ['Zoë'], Age: ['7'] },
      values: ['Zoë', '7'],
      a1: 'A1:B1',
    });
  });

  test('a missing handler is a failed execution', async () => {
    emulator.load([{ name: 'Code.js', source: '' }]);
    const reports = await emulator.as().edit('Sheet1', 'A1', 'x');
    expect(reports.map((report) => report.error?.message)).toEqual([
      'Script function not found: handleEdit',
      'Script function not found: handleChange',
    ]);
  });

  test('can be run by hand and disabled', async () => {
    const [edit] = emulator.triggers.list();
    expect((await emulator.triggers.run(edit?.id ?? '')).functionName).toBe('handleEdit');
    emulator.triggers.disable(edit?.id ?? '');
    expect(names(await emulator.as().edit('Sheet1', 'A1', 'x'))).toEqual(['handleChange']);
    expect(() => emulator.triggers.disable('nope')).toThrow('There is no trigger nope');
  });

  test('both kinds run for one edit when a simple handler is also installed', async () => {
    const twice = emulateSheet();
    await run(
      twice,
      `ScriptApp.newTrigger('onEdit').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create()`,
    );
    twice.load([{ name: 'Code.js', source: 'function onEdit(e) { return String(e.authMode) }' }]);
    expect((await twice.as().edit('Sheet1', 'A1', 'x')).map((report) => report.returnValue)).toEqual([
      'LIMITED',
      'FULL',
    ]);
  });

  test.each([
    ['none', []],
    ['edit-and-change', ['handleEdit', 'handleChange']],
  ] as const)(
    'a sort, an import, a replacement and an undo, with the switch at %s',
    async (bulkEvents, fired) => {
      const sheet = emulateSheet(
        { switches: { bulkEvents } },
        SOURCE.replace('function onEdit', 'function notInstalled'),
      );
      await sheet.run('install');
      await sheet.as().paste('Sheet1', 'A1', [['b'], ['a']]);
      expect(names(await sheet.as().sort('Sheet1', 'A'))).toEqual(fired);
      expect(names(await sheet.as().importTable('Sheet1', [['x']]))).toEqual(fired);
      expect(names(await sheet.as().act((user) => user.replace('Sheet1', 'x', 'y')))).toEqual(fired);
      expect(names(await sheet.as().act((user) => user.undo().changes))).toEqual(fired);
    },
  );

  test.each([
    ['OTHER', ['handleChange']],
    ['none', []],
  ] as const)('renaming a tab, with the switch at %s', async (renameTabEvent, fired) => {
    const sheet = emulateSheet({ switches: { renameTabEvent } });
    await sheet.run('install');
    expect(names(await sheet.as().renameSheet('Sheet1', 'X'))).toEqual(fired);
  });

  test.each([
    [false, ['write']],
    [true, ['write', 'handleChange']],
  ])("a script's own write, with the switch at %s", async (ownWritesFireChange, expected) => {
    const sheet = emulateSheet({ switches: { ownWritesFireChange } });
    await sheet.run('install');
    const before = sheet.executions.length;
    await sheet.run('write');
    await sheet.idle();
    expect(names(sheet.executions.slice(before))).toEqual(expected);
  });
});

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

  test('due triggers run in order, and a long one delays the next', async () => {
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
      ['b', 6_000],
    ]);
    expect(emulator.now - base).toBe(6_000);
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
