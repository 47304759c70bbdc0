/** Libraries of the manifest: what their users see, what they share with the script, and what happens without their files. */
import { emulate, valueOf } from './harness';

const CRM = [
  {
    name: 'Code.gs',
    source: `
var counter = 0;
const secret = 'inside';
function count() { counter += 1; return [counter, secret]; }
function hidden_() {}
function user() { return PropertiesService.getUserProperties().getProperty('mine') + SpreadsheetApp.getActive().getName(); }
function properties() { return PropertiesService.getScriptProperties(); }
this.added = 'by this';`,
  },
  {
    name: 'More.gs',
    source: `function both() { return helper_() + added2.length; } function helper_() { return 'more' } var added2 = [1]; // the end`,
  },
  { name: 'Page.html', source: '<p>' },
];
const manifest = {
  dependencies: {
    libraries: [
      { userSymbol: 'Crm', libraryId: 'crm-id', version: '3' },
      { userSymbol: 'Absent', libraryId: 'absent-id', version: '1', developmentMode: true },
    ],
  },
};
const emulator = emulate(
  `
function visible() { return Object.keys(Crm); }
function use() { Crm.counter = 5; return [Crm.count(), Crm.counter, Crm.both(), Crm.added, typeof Crm.secret, typeof count, typeof secret, typeof Crm.hidden_]; }
function shared() { PropertiesService.getUserProperties().setProperty('mine', 'kept '); return Crm.user(); }
function ofItsOwn() { return Crm.properties(); }
function absent() { return Absent.anything(); }
function install() { ScriptApp.newTrigger('Crm.count').timeBased().everyMinutes(1).create(); }`,
  { manifest, libraries: { 'crm-id': CRM }, spreadsheet: { name: 'Leads' }, clock: { start: new Date(0) } },
);

test('functions and variables stand under their symbol, in a scope of their own; private names and constants do not', async () => {
  expect(((await valueOf(emulator, 'visible')) as string[]).sort()).toEqual(
    ['added', 'counter', 'count', 'user', 'properties', 'added2', 'both'].sort(),
  );
  const seen = ['by this', 'undefined', 'undefined', 'undefined', 'undefined'];
  expect(await valueOf(emulator, 'use')).toEqual([[6, 'inside'], 6, 'more1', ...seen]);
});

test('they share the spreadsheet and the user with the script; what would be their own fails by its name', async () => {
  expect(await valueOf(emulator, 'shared')).toBe('kept Leads');
  expect(await valueOf(emulator, 'ofItsOwn')).toBe(
    'Error: PropertiesService.getScriptProperties in a library (Crm) is not implemented by this emulator',
  );
  await emulator.run('install');
  const [run] = await emulator.advanceClock(120_000);
  expect(run).toMatchObject({ functionName: 'Crm.count', status: 'completed' });
});

test('without its files a library fails by its name, where it is used', async () => {
  expect(await valueOf(emulator, 'absent')).toBe(
    'Error: Absent is not implemented by this emulator: give it the files of the library absent-id',
  );
  const broken = { dependencies: { libraries: [{ libraryId: 'x' }] } };
  expect(() => emulate('', { manifest: broken })).toThrow('needs a userSymbol and a libraryId');
});
