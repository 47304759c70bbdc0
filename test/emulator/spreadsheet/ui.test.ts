/** Menus, dialogs and toasts, as they reach whoever shows the spreadsheet. */
import type { HandlerTable } from '../../../emulator/src/bridge/host';
import { open } from './support/open';

function withUi(answers: Record<string, unknown> = {}) {
  const asked: unknown[][] = [];
  const take =
    (method: string) =>
    (_execution: unknown, ...args: unknown[]): unknown => {
      asked.push([method, ...args]);
      return answers[method];
    };
  const methods = [
    'Menu.addToUi',
    'Ui.alert',
    'Ui.prompt',
    'Ui.showSidebar',
    'Ui.showModalDialog',
    'Spreadsheet.toast',
  ];
  const handlers: HandlerTable = Object.fromEntries(methods.map((method) => [method, take(method)]));
  return { ...open({ handlers }), asked };
}

test('a menu with separators and submenus is handed over when it is added', () => {
  const { SpreadsheetApp, asked } = withUi();
  const ui = SpreadsheetApp.getUi();
  ui.createMenu('Lead Sync')
    .addItem('Sync now', 'syncNow')
    .addSeparator()
    .addSubMenu(ui.createMenu('More').addItem('Status', 'status'))
    .addToUi();
  expect(asked).toEqual([
    [
      'Menu.addToUi',
      {
        caption: 'Lead Sync',
        entries: [
          { kind: 'item', caption: 'Sync now', functionName: 'syncNow' },
          { kind: 'separator' },
          {
            kind: 'submenu',
            menu: { caption: 'More', entries: [{ kind: 'item', caption: 'Status', functionName: 'status' }] },
          },
        ],
      },
    ],
  ]);
});

test('the menu of old makes the same', () => {
  const { file, asked } = withUi();
  file.addMenu('Old', [{ name: 'Run', functionName: 'run' }, null]);
  expect(asked).toEqual([
    [
      'Menu.addToUi',
      {
        caption: 'Old',
        entries: [{ kind: 'item', caption: 'Run', functionName: 'run' }, { kind: 'separator' }],
      },
    ],
  ]);
});

test('dialogs give buttons of the enum and the text', () => {
  const { SpreadsheetApp, asked } = withUi({
    'Ui.alert': { button: 'YES', text: '' },
    'Ui.prompt': { button: 'OK', text: 'typed' },
  });
  const ui = SpreadsheetApp.getUi();
  expect(ui.alert('Title', 'Sure?', ui.ButtonSet.YES_NO)).toBe(ui.Button.YES);
  ui.alert('Just so');
  const answer = ui.prompt('Key?', ui.ButtonSet.OK_CANCEL);
  expect([answer.getSelectedButton() === ui.Button.OK, answer.getResponseText()]).toEqual([true, 'typed']);
  expect(asked).toEqual([
    ['Ui.alert', 'Title', 'Sure?', 'YES_NO'],
    ['Ui.alert', '', 'Just so', 'OK'],
    ['Ui.prompt', '', 'Key?', 'OK_CANCEL'],
  ]);
  expect(() => ui.alert('a', 'b' as never)).toThrow(
    "The parameters (String,String) don't match the method signature for Ui.alert.",
  );
});

test('pages are handed over with title, size and content', () => {
  const { SpreadsheetApp, asked } = withUi();
  const page = { getTitle: () => 'T', getContent: () => '<p>', getWidth: () => 300, getHeight: () => null };
  SpreadsheetApp.getUi().showSidebar(page as never);
  SpreadsheetApp.getUi().showModalDialog(page as never, 'Other');
  expect(asked).toEqual([
    ['Ui.showSidebar', { title: 'T', content: '<p>', width: 300, height: null }],
    ['Ui.showModalDialog', { title: 'Other', content: '<p>', width: 300, height: null }],
  ]);
});

test('a toast has a text, and may have title and time', () => {
  const { file, asked } = withUi();
  file.toast('done');
  file.toast('done', 'Sync', -1);
  expect(asked).toEqual([
    ['Spreadsheet.toast', 'done', '', null],
    ['Spreadsheet.toast', 'done', 'Sync', -1],
  ]);
});

test.each(['clock', 'webapp'] as const)('there is no UI in a %s execution', (entry) => {
  expect(() => open({ execution: { entry } }).SpreadsheetApp.getUi()).toThrow(
    'Cannot call SpreadsheetApp.getUi() from this context.',
  );
});

test('without anybody to show it, a dialog is refused by name', () => {
  const { SpreadsheetApp, file } = open();
  expect(() => SpreadsheetApp.getUi().alert('x')).toThrow('Ui.alert is not implemented by this emulator');
  expect(() => file.toast('x')).toThrow('Spreadsheet.toast is not implemented by this emulator');
});
