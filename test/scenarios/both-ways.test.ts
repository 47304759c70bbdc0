/** Edits on one side, then a sync, then a look at both sides: the scenarios that break other syncs (1 to 6, 10, 13, 14, 16). */
import { LEADS_TAB } from '../../local/system';
import type { Task } from '../../src/contract';
import { WholeSystem, type LeadRow } from '../support/whole-system';

const LEADS: readonly LeadRow[] = [
  ['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['2', 'Bo Diaz', 'bo@example.com', 'CONTACTED', ''],
  ['3', 'Cy Novak', 'cy@example.com', 'QUALIFIED', 'Fair'],
  ['4', 'Di Rossi', 'di@example.com', 'LOST', 'Web'],
];

let system: WholeSystem;
beforeEach(async () => {
  system = await WholeSystem.linked({ leads: LEADS });
});
afterEach(() => system.close());

describe('first sync', () => {
  it('makes one task for each lead, with title, status and notes, and fills task_id (S05)', async () => {
    const tasks = await system.tasks();
    const seen = tasks.map(({ title, status, lead_id, notes }) => [lead_id, title, status, notes]);
    expect(seen).toEqual([
      ['1', 'Follow up: Ann Lee', 'TODO', 'Source: Web'],
      ['2', 'Follow up: Bo Diaz', 'IN_PROGRESS', 'Auto-created from Sheets'],
      ['3', 'Follow up: Cy Novak', 'DONE', 'Source: Fair'],
      ['4', 'Follow up: Di Rossi', 'DONE', 'Source: Web'],
    ]);
    expect(LEADS.map(([id]) => system.lead(id)?.['task_id'])).toEqual(tasks.map(({ id }) => id));
    await system.expectIdle();
  });

  it('again makes nothing new', async () => {
    const { execution, report } = await system.sync('Initial sync');
    expect([report.tasksCreated, execution.fetches, execution.costs.sheetWrites]).toEqual([0, 0, 0]);
    expect(await system.tasks()).toHaveLength(4);
  });
});

describe('scenario 1: a sheet edit survives', () => {
  it('pushed by the on-edit trigger in one fetch (S08)', async () => {
    const edit = await system.edit(system.cell('1', 'status'), 'CONTACTED');
    expect([edit.functionName, edit.fetches]).toEqual(['handleEdit', 1]);
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
    await system.expectIdle();
    expect(system.status('1')).toBe('CONTACTED');
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
  });

  it('and by the timed run when the edit event was lost', async () => {
    system.typeSilently('1', 'status', 'CONTACTED');
    const pull = await system.runSchedule();
    expect(pull.fetches).toBe(1);
    expect([system.status('1'), (await system.task('1')).status]).toEqual(['CONTACTED', 'IN_PROGRESS']);
    await system.expectIdle();
  });
});

describe('scenario 2: a task edit survives', () => {
  it('and the lead follows (S09)', async () => {
    await system.moveTask('1', 'IN_PROGRESS');
    await system.runSchedule();
    expect([system.status('1'), (await system.task('1')).status]).toEqual(['CONTACTED', 'IN_PROGRESS']);
    await system.expectIdle();
  });

  it('by the clock alone, within five minutes', async () => {
    await system.moveTask('1', 'DONE');
    await system.emulator.advanceClock(5 * 60_000);
    expect(system.status('1')).toBe('QUALIFIED');
  });
});

describe('scenario 3: both sides edited in different fields', () => {
  it('both survive: name in the sheet, status in the tracker', async () => {
    system.typeSilently('1', 'name', 'Ann Smith');
    await system.moveTask('1', 'IN_PROGRESS');
    await system.syncNow();
    expect(system.lead('1')).toMatchObject({ name: 'Ann Smith', status: 'CONTACTED' });
    expect(await system.task('1')).toMatchObject({ title: 'Follow up: Ann Smith', status: 'IN_PROGRESS' });
    await system.expectIdle();
  });

  it('both survive: status in the sheet, title and notes in the tracker (S18)', async () => {
    const { id } = await system.task('1');
    system.typeSilently('1', 'status', 'QUALIFIED');
    system.typeSilently('1', 'name', 'Ann Smith');
    await system.request('PATCH', `/tasks/${id}`, { title: 'Call before noon', notes: 'Prefers mail' });
    await system.syncNow();
    expect(await system.task('1')).toMatchObject({
      title: 'Call before noon',
      notes: 'Prefers mail',
      status: 'DONE',
    });
    expect(system.lead('1')).toMatchObject({ name: 'Ann Smith', status: 'QUALIFIED' });
    await system.expectIdle();
  });
});

describe('scenario 4: the same field edited on both sides (S11)', () => {
  beforeEach(async () => {
    system.typeSilently('1', 'status', 'CONTACTED');
    await system.moveTask('1', 'DONE');
  });

  /** What people find in the conflicts tab: sheet had, tracker had, kept. */
  const kept = () =>
    system.script(
      `const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Lead Sync Conflicts');
       return sheet === null ? [] : sheet.getDataRange().getValues().slice(1).map((row) => [row[1], row[3], row[4], row[5]]);`,
    );

  it('the sheet wins by default, and the tracker value is kept to be seen', async () => {
    const report = await system.syncNow();
    expect(report.fetches).toBe(2);
    expect([system.status('1'), (await system.task('1')).status]).toEqual(['CONTACTED', 'IN_PROGRESS']);
    expect(await kept()).toEqual([['1', 'CONTACTED', 'DONE', 'sheet']]);
    await system.expectIdle();
  });

  it('the tracker wins when so set, and the sheet value is kept to be seen', async () => {
    await system.setProperty('leadSync.conflictPolicy', 'tracker');
    await system.syncNow();
    expect([system.status('1'), (await system.task('1')).status]).toEqual(['QUALIFIED', 'DONE']);
    expect(await kept()).toEqual([['1', 'CONTACTED', 'DONE', 'tracker']]);
    await system.expectIdle();
  });

  it('with "ask" neither side is touched until a person makes them agree', async () => {
    await system.setProperty('leadSync.conflictPolicy', 'ask');
    const report = await system.syncNow();
    expect(report.problems.map(({ rule }) => rule)).toEqual(['S11']);
    expect([system.status('1'), (await system.task('1')).status]).toEqual(['CONTACTED', 'DONE']);
    await system.expectIdle();
    await system.edit(system.cell('1', 'status'), 'QUALIFIED');
    const settled = await system.syncNow();
    expect([settled.problems, system.status('1'), (await system.task('1')).status]).toEqual([
      [],
      'QUALIFIED',
      'DONE',
    ]);
    expect(await kept()).toHaveLength(1);
  });

  it('both changed alike: nothing is written but the base (S10)', async () => {
    system.typeSilently('1', 'status', 'QUALIFIED');
    const report = await system.syncNow();
    expect([report.tasksUpdated, report.cellsWritten, report.conflicts]).toEqual([0, 0, []]);
    await system.expectIdle();
  });
});

describe('scenario 5 and 6: LOST and QUALIFIED beside DONE', () => {
  it('LOST stays LOST while its task is DONE, run after run', async () => {
    await system.expectIdle();
    await system.expectIdle();
    expect([system.status('4'), (await system.task('4')).status]).toEqual(['LOST', 'DONE']);
  });

  it('a task reopened under a LOST lead goes back to DONE, and that is reported (S12)', async () => {
    await system.moveTask('4', 'TODO');
    const report = await system.syncNow();
    expect(report.conflicts).toMatchObject([{ leadId: '4', rule: 'S12', tracker: 'TODO', kept: 'sheet' }]);
    expect([system.status('4'), (await system.task('4')).status]).toEqual(['LOST', 'DONE']);
    await system.expectIdle();
  });

  it('a person takes a lead out of LOST: the task follows (S13)', async () => {
    await system.edit(system.cell('4', 'status'), 'CONTACTED');
    expect((await system.task('4')).status).toBe('IN_PROGRESS');
    await system.expectIdle();
  });

  it.each(['QUALIFIED', 'LOST'])('%s → DONE does not bounce', async (status) => {
    await system.edit(system.cell('2', 'status'), status);
    expect((await system.task('2')).status).toBe('DONE');
    await system.expectIdle();
    await system.expectIdle();
    expect(system.status('2')).toBe(status);
  });

  it('QUALIFIED to LOST moves no task, and LOST holds from then on', async () => {
    const { version } = await system.task('3');
    await system.edit(system.cell('3', 'status'), 'LOST');
    expect((await system.task('3')).version).toBe(version);
    await system.moveTask('3', 'TODO');
    await system.syncNow();
    expect([system.status('3'), (await system.task('3')).status]).toEqual(['LOST', 'DONE']);
  });
});

describe('scenario 13: formula cells are untouched', () => {
  it('the formula stays, the row is reported, and later runs write nothing', async () => {
    await system.script(
      `const cell = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Leads').getRange('D2');
       cell.setNumberFormat('General').setFormula('=UPPER("new")');`,
    );
    await system.moveTask('1', 'DONE');
    const report = await system.syncNow();
    expect(report.problems).toMatchObject([{ row: 2, rule: 'S19' }]);
    const formula = `return SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Leads').getRange('D2').getFormula();`;
    expect(await system.script(formula)).toBe('=UPPER("new")');
    await system.expectIdle();
  });

  it('formulas in other columns keep calculating', async () => {
    await system.script(
      `SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Leads').getRange('G2').setNumberFormat('General').setFormula('=UPPER(D2)');`,
    );
    await system.moveTask('1', 'IN_PROGRESS');
    await system.syncNow();
    expect(system.leads()[1]?.[6]).toBe('CONTACTED');
  });
});

describe('scenario 14: a paste over many rows', () => {
  it('syncs every row in one fetch', async () => {
    const [paste] = await system.emulator
      .as()
      .paste(LEADS_TAB, 'D2', [['LOST'], ['NEW'], ['CONTACTED'], ['QUALIFIED']]);
    expect([paste?.functionName, paste?.fetches]).toEqual(['handleEdit', 1]);
    const statuses = await Promise.all(LEADS.map(async ([id]) => (await system.task(id)).status));
    expect(statuses).toEqual(['DONE', 'TODO', 'IN_PROGRESS', 'DONE']);
    await system.expectIdle();
  });

  it('makes the tasks of pasted new rows', async () => {
    await system.emulator.as().paste(LEADS_TAB, 'A6', [
      ['5', 'Eve Park', 'eve@example.com', 'NEW', 'Fair'],
      ['6', 'Flo Wirth', 'flo@example.com', 'CONTACTED', ''],
    ]);
    expect((await system.task('5')).title).toBe('Follow up: Eve Park');
    expect((await system.task('6')).status).toBe('IN_PROGRESS');
    await system.expectIdle();
  });
});

describe('on edit', () => {
  it('ignores other tabs, the header and columns that do not concern leads: no fetch', async () => {
    await system.emulator.as().addSheet('Notes');
    const quiet = [
      await system.emulator.as().edit('Notes', 'A2', 'hello'),
      await system.emulator.as().edit(LEADS_TAB, 'D1', 'Status'),
      await system.emulator.as().edit(LEADS_TAB, 'K2', 'own column'),
    ].flat();
    expect(quiet.map(({ status, fetches }) => [status, fetches])).toEqual(Array(3).fill(['completed', 0]));
    expect((await system.edit('D2', 'LOST')).fetches).toBe(1);
  });

  it('pushes only the edited row', async () => {
    system.typeSilently('2', 'status', 'LOST');
    await system.edit(system.cell('1', 'status'), 'CONTACTED');
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
    expect((await system.task('2')).status).toBe('IN_PROGRESS');
    await system.syncNow();
    expect((await system.task('2')).status).toBe('DONE');
  });
});

describe('tasks that are nobody’s', () => {
  it('a hand-made task with a lead’s id never moves the lead', async () => {
    const foreign = (await system.request('POST', '/tasks', {
      title: 'Mine',
      lead_id: '1',
      status: 'DONE',
    })) as Task;
    await system.expectIdleAfterEcho();
    expect(system.status('1')).toBe('NEW');
    expect((await system.task('1')).id).not.toBe(foreign.id);
  });
});
