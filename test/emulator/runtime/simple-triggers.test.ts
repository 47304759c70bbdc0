/** Simple triggers: what sets them off by their names, what they are told, and how many may wait. */
import { valueOf } from './harness';
import { ANN, BOB, emulateSheet, names, SOURCE } from './trigger-program';
import type { ExecutionReport } from '../../../emulator/src/index';

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

describe('onSelectionChange and onInstall', () => {
  const source = `function onSelectionChange(e) { return [e.range.getA1Notation(), e.range.getSheet().getName(), String(e.authMode), Object.keys(e).sort().join()] }
    function onInstall() { return 'installed' }
    function moves() { SpreadsheetApp.getActiveSheet().getRange('E5').activate() }`;
  const values = (reports: readonly ExecutionReport[]) => reports.map(({ returnValue }) => returnValue);
  const selected = (reports: readonly ExecutionReport[]) =>
    values(reports).map((value) => (value as string[])[0]);

  test('a selection is told once the person has opened the file, with the range, and for another place only', async () => {
    const emulator = emulateSheet({ users: [ANN, { email: BOB, role: 'viewer' }] }, source);
    expect(await emulator.as().select('Sheet1', 'B2')).toEqual([]);
    await Promise.all([emulator.as().open(), emulator.as(BOB).open()]);
    expect(values(await emulator.as().select('Sheet1', 'C3:D4'))).toEqual([
      ['C3:D4', 'Sheet1', 'LIMITED', 'authMode,range,source,user'],
    ]);
    expect(await emulator.as().select('Sheet1', 'C3:D4')).toEqual([]);
    expect(await emulator.as(BOB).select('Sheet1', 'B2')).toEqual([]);
    await emulator.run('moves').then(() => emulator.idle());
    expect(names(emulator.executions)).toEqual(['onSelectionChange', 'moves']);
  });

  test('of selections within two seconds of each other the first and the last are told', async () => {
    const emulator = emulateSheet({}, source);
    await emulator.as().open();
    const select = (range: string) => emulator.as().select('Sheet1', range);
    const quick = await Promise.all(['B1', 'B2', 'B3', 'B4'].map(select));
    expect(quick.map(selected)).toEqual([['B1'], [], [], ['B4']]);
    await emulator.advanceClock(2_000);
    const apart = [await select('C1'), (await emulator.advanceClock(2_000), await select('C2'))];
    expect(apart.map(selected)).toEqual([['C1'], ['C2']]);
  });

  test('nothing installs a bound script: onInstall runs by hand only', async () => {
    const emulator = emulateSheet({ authorization: 'ask' }, `${SOURCE}${source}`);
    emulator.authorization.grant(ANN, 'all');
    await emulator.as().open();
    await emulator.run('install');
    await emulator.as().edit('Sheet1', 'A1', 'x');
    emulator.load([{ name: 'Code.js', source }]);
    await emulator.as().open();
    expect(names(emulator.executions)).not.toContain('onInstall');
    expect(await valueOf(emulator, 'onInstall')).toBe('installed');
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
