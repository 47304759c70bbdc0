/** Installed triggers: which user action starts what, as whom, with which event object. */
import { ANN, BOB, emulateSheet, names, run, SOURCE } from './trigger-program';
import type { Emulator } from '../../../emulator/src/index';

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
