/** Two people at the page: menus, dialogs, sidebars and events, each with what is theirs. */
import type { DialogView, PageView, ScriptCallAnswer } from '../../../emulator/src/api/types';
import { COLLEAGUE, OWNER, Served, type EventLog } from './support/served';

const CODE = `
function onOpen() {
  const ui = SpreadsheetApp.getUi();
  ui.createMenu('Tools').addItem('Ask', 'ask').addSubMenu(ui.createMenu('More').addItem('Side', 'side')).addToUi();
}
function ask() {
  const ui = SpreadsheetApp.getUi();
  if (ui.alert('Sure?', ui.ButtonSet.YES_NO) !== ui.Button.YES) return 'no';
  const { getResponseText } = ui.prompt('Name', 'Who?', ui.ButtonSet.OK_CANCEL);
  return 'never';
}
function name() {
  const ui = SpreadsheetApp.getUi();
  const text = ui.prompt('Name', 'Who?', ui.ButtonSet.OK_CANCEL).getResponseText();
  SpreadsheetApp.getActive().toast('Hello ' + text, 'Greeting', -1);
  return text;
}
function side(title) { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('<p>side').setTitle(title || 'Side')); }
function modal() { SpreadsheetApp.getUi().showModalDialog(HtmlService.createHtmlOutput('m').setWidth(300).setHeight(200), 'Modal'); }
function modeless() { SpreadsheetApp.getUi().showModelessDialog(HtmlService.createHtmlOutput('m'), 'Modeless'); }
function echo(...values) { return [Session.getActiveUser().getEmail(), values]; }
const arrow = (value) => value;
const tools = { inner() { return 1; } };
function dated() { return { when: new Date(0) }; }
function nothing() {}
function fails() { throw new TypeError('no such lead'); }
function hidden_() { return 'secret'; }
function calls(target) { return globalThis[target](); }
function many() { for (let row = 1; row <= 50; row++) SpreadsheetApp.getActiveSheet().getRange(row, 5).setValue(row); }
function structure() { SpreadsheetApp.getActive().insertSheet('Made'); }
`;
let served: Served;
let owner: EventLog;
let colleague: EventLog;
let everyone: EventLog;
beforeAll(async () => {
  served = await Served.start(CODE);
});
beforeEach(async () => {
  [owner, colleague, everyone] = await Promise.all([
    served.listen(OWNER),
    served.listen(COLLEAGUE),
    served.listen(),
  ]);
});
afterEach(() => [owner, colleague, everyone].forEach((log) => log.close()));
afterAll(() => served.close());

const dialogs = (user: string) => served.get<DialogView[]>(`/api/dialogs?user=${user}`);
const pages = (user: string) => served.get<PageView[]>(`/api/pages?user=${user}`);
const run = (name: string, user = OWNER, args: unknown[] = []) =>
  served.post('/api/run', { user, function: name, args, wait: true });

describe('menus', () => {
  it('are built when a person opens the file, for them alone', async () => {
    const opened = await served.post('/api/open', { user: COLLEAGUE, wait: true });
    expect(opened.executions).toMatchObject([
      { functionName: 'onOpen', status: 'completed', user: COLLEAGUE },
    ]);
    expect(await served.get(`/api/menus?user=${COLLEAGUE}`)).toMatchObject([
      { caption: 'Tools', entries: [{ kind: 'item', caption: 'Ask' }, { kind: 'submenu' }] },
    ]);
    expect(await served.get('/api/menus')).toEqual([]);
    await colleague.next('menus');
    expect(owner.of('menus')).toEqual([]);
    const path = ['Tools', 'More', 'Side'];
    const chosen = await served.post('/api/menu', { user: COLLEAGUE, path, wait: true });
    expect(chosen.executions).toMatchObject([{ functionName: 'side', entry: 'menu', user: COLLEAGUE }]);
  });

  it('refuse an item that is not there, and name those that are', async () => {
    const refusal = (json: object) => served.refusal('POST', '/api/menu', { json });
    expect(await refusal({ user: COLLEAGUE, path: ['Tools', 'Nope'] })).toEqual([
      'not_found',
      expect.stringMatching(/no menu item "Tools > Nope"; there are: Tools > Ask, Tools > More > Side/),
    ]);
    expect(await refusal({ path: ['Tools', 'Ask'] })).toEqual([
      'not_found',
      expect.stringMatching(/open\(\) the file first/),
    ]);
    expect(await refusal({ path: ['Tools'] })).toEqual(['bad_request', expect.stringMatching(/^path: /)]);
  });
});

describe('dialogs', () => {
  it('wait for the person they are for, who answers one after the other; the run goes on', async () => {
    const { executions } = await served.post('/api/run', { user: COLLEAGUE, function: 'name' });
    const [id = 0] = executions.map((execution) => execution.id);
    const { dialog } = await colleague.next('dialog');
    expect(dialog).toEqual({
      ...{ id: dialog.id, user: COLLEAGUE, kind: 'prompt', title: 'Name', prompt: 'Who?' },
      ...{ buttons: ['OK', 'CANCEL'], execution: id },
    });
    expect([await dialogs(OWNER), await dialogs(COLLEAGUE)]).toEqual([[], [dialog]]);
    const address = `/api/dialogs/${dialog.id}`;
    const refusal = (json: object) => served.refusal('POST', address, { json });
    expect(await refusal({ user: OWNER, button: 'OK' })).toEqual(['not_found', expect.any(String)]);
    expect(await refusal({ button: 'YES' })).toEqual([
      'bad_request',
      'button: this dialog has OK, CANCEL and CLOSE.',
    ]);
    expect(await refusal({ button: 'MAYBE' })).toEqual(['bad_request', expect.stringMatching(/^button: /)]);
    await served.post(address, { user: COLLEAGUE, button: 'OK', text: 'Zoë' });
    await colleague.next('dialog-closed', (event) => event.id === dialog.id);
    const ended = await everyone.next(
      'execution',
      ({ execution }) => execution.id === id && execution.status !== 'running',
    );
    expect(ended.execution.status).toBe('completed');
    expect(await served.get(`/api/executions/${id}`)).toMatchObject({ returnJson: '"Zoë"' });
    const { toast } = await colleague.next('toast');
    expect(toast).toEqual({ user: COLLEAGUE, message: 'Hello Zoë', title: 'Greeting', seconds: null });
    expect(owner.of('dialog')).toEqual([]);
    expect(owner.of('toast')).toEqual([]);
    expect(await refusal({ button: 'OK' })).toEqual(['not_found', expect.stringMatching(/was answered/)]);
  });

  it('go with their run when it is killed', async () => {
    const { executions } = await served.post('/api/run', { function: 'name' });
    const { dialog } = await owner.next('dialog');
    const killed = await served.post<object>(`/api/executions/${executions[0]?.id}/kill`);
    expect(killed).toMatchObject({ status: 'killed' });
    await owner.next('dialog-closed', (event) => event.id === dialog.id);
    expect(await dialogs(OWNER)).toEqual([]);
    expect(await served.refusal('POST', `/api/executions/${executions[0]?.id}/kill`)).toEqual([
      'refused',
      expect.stringMatching(/has ended already/),
    ]);
  });

  it('fail again, as without a page, once the server is gone', async () => {
    const gone = await Served.start(CODE);
    const log = await gone.listen();
    await gone.close();
    await log.ended;
    const { error } = await gone.emulator.run('name');
    expect(error?.message).toContain('Nobody answered the prompt "Who?"');
  });
});

describe('sidebars and HTML dialogs', () => {
  it('are open until they are closed; a person has one sidebar and one dialog', async () => {
    await run('side', OWNER, ['One']);
    await run('side', OWNER, ['Two']);
    await run('modal');
    const open = await pages(OWNER);
    expect(open).toMatchObject([
      { kind: 'sidebar', title: 'Two', user: OWNER, width: null, height: null },
      { kind: 'modal', title: 'Modal', width: 300, height: 200 },
    ]);
    expect((await owner.next('page', ({ page }) => page.title === 'Two')).page).toEqual(open[0]);
    expect(owner.of('page-closed')).toHaveLength(1);
    await run('modeless');
    expect((await pages(OWNER)).map(({ kind }) => kind)).toEqual(['sidebar', 'modeless']);
    const address = `/api/pages/${open[0]?.id}/close`;
    expect(await served.refusal('POST', address, { json: { user: COLLEAGUE } })).toEqual([
      'not_found',
      expect.any(String),
    ]);
    await served.post(address, { user: OWNER });
    await owner.next('page-closed', (event) => event.id === open[0]?.id);
    expect((await pages(OWNER)).map(({ kind }) => kind)).toEqual(['modeless']);
    expect(colleague.of('page')).toEqual([]);
  });

  const call = async (name: string, ...args: unknown[]): Promise<ScriptCallAnswer> => {
    await run('side', COLLEAGUE);
    const [page] = await pages(COLLEAGUE);
    return served.post(`/api/pages/${page?.id}/run`, { user: COLLEAGUE, function: name, args });
  };

  it("call the script's functions with the authority of the person who has them open", async () => {
    const answer = await call('echo', 1, 'two', [null, { three: true }]);
    expect(answer).toEqual({
      ok: true,
      value: [COLLEAGUE, [1, 'two', [null, { three: true }]]],
      execution: expect.any(Number) as number,
    });
    expect(await served.get(`/api/executions/${answer.execution}`)).toMatchObject({
      entry: 'page',
      user: COLLEAGUE,
    });
    expect(await call('arrow', 'value')).toMatchObject({ ok: true, value: 'value' });
  });

  const values: readonly [string, unknown[], unknown][] = [
    ['dated', [], null],
    ['nothing', [], null],
  ];
  it.each(values)('get no Dates and no undefined back: %s', async (name, args, value) => {
    expect(await call(name, ...args)).toMatchObject({ ok: true, value });
  });

  it('are told what went wrong', async () => {
    expect(await call('fails')).toMatchObject({
      ok: false,
      error: { name: 'TypeError', message: 'no such lead' },
    });
  });

  it.each(['hidden_', 'tools.inner', 'toString', 'constructor', 'Missing'])(
    'do not reach %s',
    async (name) => {
      const before = served.emulator.executions.length;
      expect(await call(name)).toEqual({
        ok: false,
        error: { name: 'ScriptError', message: `Script function not found: ${name}` },
        execution: 0,
      });
      expect(served.emulator.executions.length).toBe(before + 1); // the sidebar's own
    },
  );

  it('refuse what the library may not pass either', async () => {
    await run('side', COLLEAGUE);
    const [page] = served.emulator.openPages.list(COLLEAGUE);
    const passing = (...args: unknown[]) => served.emulator.openPages.call(page?.id ?? '', 'arrow', args);
    await expect(passing(new Date(0))).rejects.toThrow('Failed due to illegal value in property: 0');
    await expect(passing(1, { deep: [() => 1] })).rejects.toThrow(
      'Failed due to illegal value in property: 0',
    );
    await expect(passing(new Map())).rejects.toThrow('illegal value');
    const round: { self?: unknown } = {};
    round.self = round;
    await expect(passing(round)).rejects.toThrow('circular');
    expect(await passing([undefined, 1])).toMatchObject({ value: [null, 1] });
    await expect(served.emulator.openPages.call('99', 'arrow')).rejects.toThrow('not open any more');
  });

  it('refuse a call from a page that is closed, or from somebody else', async () => {
    await run('side', COLLEAGUE);
    const [page] = await pages(COLLEAGUE);
    const address = `/api/pages/${page?.id}/run`;
    const refusal = (json: object) => served.refusal('POST', address, { json });
    expect(await refusal({ user: OWNER, function: 'arrow' })).toEqual(['not_found', expect.any(String)]);
    expect(await refusal({ args: [] })).toEqual(['bad_request', expect.stringMatching(/^function: /)]);
    await served.post(`/api/pages/${page?.id}/close`);
    expect(await refusal({ function: 'arrow' })).toEqual([
      'not_found',
      expect.stringMatching(/not open any more/),
    ]);
  });
});

describe('events', () => {
  it("tell every window of every person's edit, with who did it", async () => {
    const { revision } = await served.act({ do: 'edit', sheet: 'Sheet1', cell: 'A1', value: 'x' }, COLLEAGUE);
    const changed = await owner.next('changed', (event) => event.revision >= revision);
    expect(changed).toEqual({ type: 'changed', revision, sheet: 0, structure: false, by: COLLEAGUE });
    await colleague.next('changed', (event) => event.revision >= revision);
  });

  it("gather a loop of writes, and know a script's change of structure from its change of cells", async () => {
    await run('many');
    await everyone.next('changed', ({ by }) => by === 'script');
    expect(everyone.of('changed').length).toBeLessThan(25);
    expect(everyone.of('changed').some(({ structure }) => structure)).toBe(false);
    await run('structure');
    await everyone.next('changed', ({ by, structure }) => by === 'script' && structure);
    await served.act({ do: 'insertRows', sheet: 'Sheet1', before: 1 });
    await everyone.next('changed', ({ by, structure }) => by === OWNER && structure);
  });

  it('show an execution when it starts and when it ends', async () => {
    const { executions } = await run('nothing');
    const mine = () => everyone.of('execution').filter(({ execution }) => execution.id === executions[0]?.id);
    await everyone.next('execution', ({ execution }) => execution.status === 'completed');
    expect(mine().map(({ execution }) => execution.status)).toEqual(['running', 'completed']);
  });
});
