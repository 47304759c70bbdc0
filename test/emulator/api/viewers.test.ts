/** People who may only read: what they see, and all that is refused to them and their script. */
import type { PersonView, WorkbookView } from '../../../emulator/src/api/types';
import { COLLEAGUE, OWNER, Served } from './support/served';

const CODE = `
function onOpen() { SpreadsheetApp.getUi().createMenu('Tools').addItem('Nothing', 'nothing').addToUi(); }
function nothing() {}
function write() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1); }
function installEdit() { ScriptApp.newTrigger('write').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create(); }
function installOpen() { ScriptApp.newTrigger('nothing').forSpreadsheet(SpreadsheetApp.getActive()).onOpen().create(); }
function uninstall() { ScriptApp.getProjectTriggers().forEach((trigger) => ScriptApp.deleteTrigger(trigger)); }
function grant(email) { SpreadsheetApp.getActive().addEditor(email); }
function take(email) { SpreadsheetApp.getActive().removeEditor(email); }
`;
let served: Served;
beforeAll(async () => {
  served = await Served.start(CODE);
});
afterAll(() => served.close());

describe('people who may only read', () => {
  const VERA = 'vera@example.com';
  const vera = (role: string) => served.post<PersonView[]>('/api/people', { email: VERA, role });
  const edit = { action: { do: 'edit', sheet: 'Sheet1', cell: 'A1', value: 'x' }, wait: true };

  it('are listed by their role, which can be changed; the owner stays the owner', async () => {
    const log = await served.listen();
    expect(await vera('viewer')).toEqual([
      { email: OWNER, role: 'owner', locale: null },
      { email: COLLEAGUE, role: 'editor', locale: null },
      { email: VERA, role: 'viewer', locale: null },
    ]);
    await log.next('changed', ({ structure }) => structure);
    log.close();
    const { people } = await served.get<WorkbookView>(`/api/workbook?user=${VERA}`);
    expect(people).toEqual(await served.get('/api/people'));
    for (const json of [
      { email: OWNER, role: 'viewer' },
      { email: VERA, role: 'owner' },
      { email: 'nobody', role: 'viewer' },
      { email: VERA, locale: '1' },
    ])
      expect((await served.refusal('POST', '/api/people', { json }))[0]).toMatch(/refused|bad_request/);
    expect((await served.get<PersonView[]>('/api/people'))[0]?.role).toBe('owner');
  });

  it('see the cells, select, and change nothing: neither by hand nor by a menu, a function or a page', async () => {
    await vera('viewer');
    const { sheets } = await served.get<WorkbookView>(`/api/workbook?user=${VERA}`);
    expect(sheets[0]?.locked).toEqual([{ range: null, description: 'View only' }]);
    const before = await served.texts('A1:B2');
    const viewOnly = ['refused', 'You may only view this spreadsheet. Ask its owner to let you edit it.'];
    expect(await served.refusal('POST', '/api/actions', { json: { user: VERA, ...edit } })).toEqual(viewOnly);
    expect(
      await served.refusal('POST', `/api/sheets/0/csv?user=${VERA}`, {
        text: 'a',
        headers: { 'content-type': 'text/csv' },
      }),
    ).toEqual(viewOnly);
    await served.act({ do: 'select', sheet: 'Sheet1', range: 'B2' }, VERA);
    const run = { user: VERA, function: 'nothing' };
    expect(await served.refusal('POST', '/api/run', { json: run })).toEqual([
      'refused',
      expect.stringContaining('you cannot run its script'),
    ]);
    expect(await served.emulator.run('nothing', { user: VERA })).toMatchObject({ status: 'failed' });
    expect(await served.texts('A1:B2')).toEqual(before);
  });

  it('start no trigger by opening the file, and have no menu; once they may edit, they do', async () => {
    await served.emulator.run('installOpen');
    await vera('viewer');
    const open = () => served.post('/api/open', { user: VERA, wait: true });
    const names = async () => (await open()).executions.map(({ functionName }) => functionName);
    expect([await names(), await served.get(`/api/menus?user=${VERA}`)]).toEqual([[], []]);
    await vera('editor');
    expect(await names()).toEqual(['onOpen', 'nothing']);
    expect(await served.get(`/api/menus?user=${VERA}`)).toHaveLength(1);
    expect((await served.post('/api/actions', { user: VERA, ...edit })).revision).toBeGreaterThan(0);
    await served.emulator.run('uninstall');
  });

  it('fail to write with the authority of a trigger that they installed when they could edit', async () => {
    await vera('editor');
    await served.emulator.run('installEdit', { user: VERA });
    await vera('viewer');
    const { executions } = await served.act({ do: 'edit', sheet: 'Sheet1', cell: 'C3', value: 'x' });
    expect(executions).toMatchObject([
      { user: VERA, status: 'failed', error: 'You do not have permission to access the requested document.' },
    ]);
    await vera('editor');
    await served.emulator.run('uninstall', { user: VERA });
  });

  it('keep their role in a snapshot, and what a script grants or takes is their role too', async () => {
    await vera('viewer');
    const role = () => served.emulator.people.list().find(({ email }) => email === VERA)?.role;
    const snapshot = served.emulator.snapshot();
    await served.emulator.run('grant', { args: [VERA] });
    expect(role()).toBe('editor');
    await served.emulator.run('take', { args: [VERA] });
    expect(role()).toBe('viewer');
    await vera('editor');
    served.emulator.restore(snapshot);
    expect(role()).toBe('viewer');
  });
});
