/** Whole runs over the adapters, where a platform and people in it differ from a sheet in memory. */
import { openSyncedScript, type SyncedScript } from './support/synced-script';

const HEADER = ['id', 'status', 'task_id'];

let script: SyncedScript;
const open = (...rows: readonly (readonly string[])[]): void => {
  script = openSyncedScript([HEADER, ...rows]);
};
const cells = (): unknown[][] => script.sheet.getDataRange().getValues();
const finishes = (): void => {
  const { end, firstError } = script.run();
  expect({ end, firstError }).toEqual({ end: 'finished', firstError: null });
};

test('S19 a formula in a task_id cell stands, although the run had written status cells before it came to it', () => {
  open(['L1', 'NEW', ''], ['L2', 'NEW', '']);
  finishes();
  script.people.edit('Sheet1', 'B2', 'CONTACTED');
  script.tracker.edit(String(script.sheet.getRange('C3').getValue()), { status: 'DONE' });
  script.people.paste('Sheet1', 'A4', [['L3', 'NEW', '=IF(TRUE,"","x")']]);
  const report = script.run();
  expect(script.sheet.getRange('B3').getValue()).toBe('QUALIFIED');
  expect(script.sheet.getRange('C4').getFormula()).toBe('=IF(TRUE,"","x")');
  expect(report.problems).toMatchObject([{ row: 4, rule: 'S19' }]);
});

test('a formula in a status cell stands, and the rows around it are written', () => {
  open(['L1', 'NEW', ''], ['L2', 'NEW', ''], ['L3', 'NEW', '']);
  finishes();
  script.sheet.getRange('B3').setFormula('=UPPER("new")');
  for (const row of [2, 3, 4])
    script.tracker.edit(String(script.sheet.getRange(row, 3).getValue()), { status: 'DONE' });
  expect(script.run().problems).toMatchObject([{ row: 3, rule: 'S19' }]);
  expect(cells().map(([, status]) => status)).toEqual(['status', 'QUALIFIED', 'NEW', 'QUALIFIED']);
  expect(script.sheet.getRange('B3').getFormula()).toBe('=UPPER("new")');
});

test('a column that a person puts in during a run costs that run some cells, and the next one fills them', () => {
  open(['L1', 'NEW', ''], ['L2', 'NEW', ''], ['L3', 'NEW', '']);
  script.meanwhile.act = (number) => {
    if (number === 1) script.people.insertColumns('Sheet1', 1);
  };
  finishes();
  finishes();
  expect(cells().map(([blank, id]) => [blank, id])).toEqual([
    ['', 'id'],
    ['', 'L1'],
    ['', 'L2'],
    ['', 'L3'],
  ]);
  expect(cells().filter((row) => row[3] === '')).toEqual([]);
});

test('while no lead can be linked the tracker is read once, and later runs write nothing', () => {
  open(['L1', 'Perhaps', '']);
  script.tracker.make({ title: 'By hand', status: 'TODO', lead_id: null, notes: '' });
  script.run();
  const written = script.calls(() => script.run()).filter((method) => /\.(set|insert|hide)/.test(method));
  expect(written).toEqual([]);
  expect(script.requests.map(({ cursor }) => cursor === null)).toEqual([true, false]);
});
