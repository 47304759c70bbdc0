/** Macros of the manifest, and the parts of it that mean nothing to a bound script. */
import { emulate } from './harness';

const macro = (menuName: string, functionName: string, defaultShortcut?: string) => ({
  menuName,
  functionName,
  ...(defaultShortcut === undefined ? {} : { defaultShortcut }),
});
const withMacros = (...macros: object[]) =>
  emulate('function stamp() { SpreadsheetApp.getActiveSheet().getRange("A1").setValue("stamped"); }', {
    manifest: { sheets: { macros }, addOns: { common: { name: 'x' } }, executionApi: { access: 'ANYONE' } },
  });

test('macros stand under Extensions > Macros with their shortcuts, and run their function', async () => {
  const emulator = withMacros(macro('Stamp it', 'stamp', 'Ctrl+Alt+Shift+1'), macro('Other', 'other'));
  const entries = [
    { kind: 'item', caption: 'Stamp it', functionName: 'stamp', shortcut: 'Ctrl+Alt+Shift+1' },
    { kind: 'item', caption: 'Other', functionName: 'other' },
  ];
  expect(emulator.menus()).toEqual([
    { caption: 'Extensions', entries: [{ kind: 'submenu', menu: { caption: 'Macros', entries } }] },
  ]);
  emulator.people.share({ email: 'vera@example.com', role: 'viewer' });
  expect(emulator.menus('vera@example.com')).toEqual([]);
  await emulator.as().chooseMenu('Extensions', 'Macros > Stamp it');
  const { workbook } = emulator;
  expect(workbook.display(workbook.sheet('Sheet1'), 1, 1)).toBe('stamped');
});

test.each([
  [[macro('', 'stamp')], 'needs a menuName and a functionName'],
  [[macro('A', 'stamp', 'Ctrl+1')], 'the shortcut Ctrl+1 should look like Ctrl+Alt+Shift+1'],
  [
    [macro('A', 'a', 'Ctrl+Alt+Shift+2'), macro('B', 'b', 'Ctrl+Alt+Shift+2')],
    'Ctrl+Alt+Shift+2 stands twice',
  ],
])('a manifest with macros that are none is refused: %j', (macros, message) => {
  expect(() => withMacros(...macros)).toThrow(message);
});
