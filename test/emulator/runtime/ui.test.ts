/** Menus, toasts, dialogs and pages: what a person would see, and the answers given in a person's place. */
import { emulate, evaluate, SCOPES, valueOf } from './harness';

const [ANN, BOB] = ['ann@example.com', 'bob@example.com'] as const;
const MENUS = `
function onOpen() { const ui = SpreadsheetApp.getUi(); ui.createMenu('Tools').addItem('Say', 'say').addSeparator().addSubMenu(ui.createMenu('More').addItem('Deep', 'obj.deep')).addToUi() }
function say() { return [Session.getActiveUser().getEmail(), String(SpreadsheetApp.getUi() && 'ui')] }
var obj = { deep() { return 'deep' } };
`;
const emulator = emulate('', { users: [ANN, BOB], clock: { start: new Date(0) } });

describe('menus', () => {
  test('are built by onOpen for the user who opened, and run as that user', async () => {
    const sheet = emulate(MENUS, { users: [ANN, BOB] });
    await sheet.as(BOB).open();
    expect(sheet.menus(ANN)).toEqual([]);
    expect(sheet.menus(BOB)).toEqual([
      {
        caption: 'Tools',
        entries: [
          { kind: 'item', caption: 'Say', functionName: 'say' },
          { kind: 'separator' },
          {
            kind: 'submenu',
            menu: { caption: 'More', entries: [{ kind: 'item', caption: 'Deep', functionName: 'obj.deep' }] },
          },
        ],
      },
    ]);
    const [said] = await sheet.as(BOB).chooseMenu('Tools', 'Say');
    expect([said?.entry, said?.user, said?.returnValue]).toEqual(['menu', BOB, [BOB, 'ui']]);
    expect((await sheet.as(BOB).chooseMenu('Tools', 'More > Deep'))[0]?.returnValue).toBe('deep');
    await expect(sheet.as(BOB).chooseMenu('Tools', 'Nope')).rejects.toThrow(
      'Tools > Say, Tools > More > Deep',
    );
    await expect(sheet.as(ANN).chooseMenu('Tools', 'Say')).rejects.toThrow('open() the file first');
  });

  test('of the same name replace each other, and go when the file is opened anew', async () => {
    const build = (item: string) =>
      `SpreadsheetApp.getUi().createMenu('M').addItem('${item}', 'x').addToUi()`;
    await evaluate(emulator, build('one'));
    await evaluate(emulator, build('two'));
    expect(emulator.menus().map((menu) => menu.entries)).toEqual([
      [{ kind: 'item', caption: 'two', functionName: 'x' }],
    ]);
    await emulator.as().open();
    expect(emulator.menus()).toEqual([]);
  });
});

describe('dialogs', () => {
  test('are answered by a handler that sees them', async () => {
    const seen: object[] = [];
    const remove = emulator.dialogs.onDialog(({ kind, title, prompt, buttons, user }) => {
      seen.push({ kind, title, prompt, buttons, user });
      return kind === 'alert' ? { button: 'YES' } : { button: 'OK', text: 'key' };
    });
    const answers = await evaluate(
      emulator,
      `const ui = SpreadsheetApp.getUi(); const said = ui.alert('T', 'Sure?', ui.ButtonSet.YES_NO); const typed = ui.prompt('Key');
       return [said === ui.Button.YES, String(said), typed.getSelectedButton() === ui.Button.OK, typed.getResponseText(), Browser.msgBox('b', Browser.Buttons.YES_NO), Browser.inputBox('i')]`,
    );
    remove();
    expect(answers).toEqual([true, 'YES', true, 'key', 'yes', 'key']);
    expect(seen.slice(0, 2)).toEqual([
      { kind: 'alert', title: 'T', prompt: 'Sure?', buttons: ['YES', 'NO'], user: ANN },
      { kind: 'prompt', title: '', prompt: 'Key', buttons: ['OK'], user: ANN },
    ]);
  });

  test('may be closed, and may not be answered with a button they lack', async () => {
    const remove = emulator.dialogs.onDialog(({ prompt }) => ({
      button: prompt === 'closed' ? 'CLOSE' : 'CANCEL',
    }));
    expect(await evaluate(emulator, `return String(SpreadsheetApp.getUi().alert('closed'))`)).toBe('CLOSE');
    expect(await evaluate(emulator, `SpreadsheetApp.getUi().alert('odd')`)).toContain(
      'has no button CANCEL, only OK and CLOSE',
    );
    remove();
  });

  test('that nobody answers fail the call and say how to answer', async () => {
    expect(await evaluate(emulator, `SpreadsheetApp.getUi().prompt('Key?')`)).toBe(
      'Error: Nobody answered the prompt "Key?": this emulator runs without a person; answer dialogs with onDialog',
    );
  });

  test('end all locks, and their time does not count', async () => {
    const slow = emulate(
      `function main() { const lock = LockService.getScriptLock(); lock.waitLock(0); SpreadsheetApp.getUi().alert('x'); return lock.hasLock() } function other() { return LockService.getScriptLock().tryLock(0) }`,
      { limits: { runMs: 1_500 } },
    );
    const others: unknown[] = [];
    slow.dialogs.onDialog(async () => {
      others.push(await valueOf(slow, 'other'));
      await new Promise((resolve) => setTimeout(resolve, 1_700));
      return { button: 'OK' };
    });
    expect(await valueOf(slow, 'main')).toBe(false);
    expect(others).toEqual([true]);
  });

  test('are no business of simple triggers, unless the switch allows alerts', async () => {
    const text = `Exception: You do not have permission to call Ui.alert. Required permissions: ${SCOPES}script.container.ui`;
    expect(await evaluate(emulator, `SpreadsheetApp.getUi().alert('x')`, { entry: 'simple' })).toBe(text);
    const open = emulate('', { switches: { alertInSimpleTrigger: 'allowed' } });
    open.dialogs.onDialog(() => ({ button: 'OK' }));
    expect(
      await evaluate(open, `return String(SpreadsheetApp.getUi().alert('x'))`, { entry: 'simple' }),
    ).toBe('OK');
    expect(
      await evaluate(open, `SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('x'))`, {
        entry: 'simple',
      }),
    ).toContain('Ui.showSidebar');
  });
});

describe('where there is no UI', () => {
  test.each(['clock', 'webapp'] as const)('%s', async (entry) => {
    expect(await evaluate(emulator, 'SpreadsheetApp.getUi()', { entry })).toBe(
      'Exception: Cannot call SpreadsheetApp.getUi() from this context.',
    );
    expect(await evaluate(emulator, `Browser.msgBox('x')`, { entry })).toBe(
      'Exception: Cannot call Browser.msgBox() from this context.',
    );
  });

  test.each([
    ['allowed', 'object'],
    ['refused', 'Exception: Cannot call SpreadsheetApp.getUi() from this context.'],
  ] as const)('an editor run, with the switch at %s', async (uiInEditorRuns, result) => {
    const sheet = emulate('function main() { return typeof SpreadsheetApp.getUi() }', {
      switches: { uiInEditorRuns },
    });
    expect(await valueOf(sheet, 'main')).toBe(result);
  });

  test.each([
    ['ignored', 1],
    ['throws', 'Exception: Cannot call Spreadsheet.toast() from this context.'],
  ] as const)('a toast in a clock trigger, with the switch at %s', async (toastWithoutUi, result) => {
    const sheet = emulate(`function main() { SpreadsheetApp.getActive().toast('x'); return 1 }`, {
      switches: { toastWithoutUi },
    });
    expect([await valueOf(sheet, 'main', { entry: 'clock' }), sheet.toasts]).toEqual([result, []]);
  });
});

test('toasts are kept: five seconds unless told otherwise', async () => {
  await evaluate(
    emulator,
    `const s = SpreadsheetApp.getActive(); s.toast('a'); s.toast('b', 'T', 9); s.toast('c', 'T', -1)`,
    { user: BOB },
  );
  expect(emulator.toasts.map(({ user, message, title, seconds }) => [user, message, title, seconds])).toEqual(
    [
      [BOB, 'a', '', 5],
      [BOB, 'b', 'T', 9],
      [BOB, 'c', 'T', null],
    ],
  );
});

test('sidebars and HTML dialogs are recorded and do not suspend', async () => {
  const shown = await evaluate(
    emulator,
    `const ui = SpreadsheetApp.getUi(); ui.showSidebar(HtmlService.createHtmlOutput('<p>hi').setTitle('S'));
    ui.showModalDialog(HtmlService.createHtmlOutput('d').setWidth(300).setHeight(200), 'D'); return 'went on'`,
  );
  expect(shown).toBe('went on');
  expect(emulator.pages).toEqual([
    { kind: 'sidebar', user: ANN, title: 'S', content: '<p>hi', width: null, height: null },
    { kind: 'modal', user: ANN, title: 'D', content: 'd', width: 300, height: 200 },
  ]);
});
