/** Copied rows, odd ids, deleted tasks, and links changed by hand (scenarios 15 to 17). */
import { LEADS_TAB } from '../../local/system';
import { WholeSystem, type LeadRow } from '../support/whole-system';

const LEADS: readonly LeadRow[] = [
  ['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['2', 'Bo Diaz', 'bo@example.com', 'NEW', ''],
  ['3', 'Cy Novak', 'cy@example.com', 'NEW', 'Fair'],
  ['4', 'Di Rossi', 'di@example.com', 'LOST', 'Web'],
];

let system: WholeSystem;
beforeEach(async () => {
  system = await WholeSystem.linked({ leads: LEADS });
});
afterEach(() => system.close());

const people = () => system.emulator.workbook.as();

describe('scenario 15: duplicate ids after a copied row (S02, S24)', () => {
  it('neither is synced until one is changed; the copy then gets a task of its own', async () => {
    const [row = []] = system.leads().slice(1, 2);
    people().paste(LEADS_TAB, 'A6', [row]);
    system.typeSilently('1', 'status', 'CONTACTED');
    const doubled = await system.syncNow();
    expect(doubled.problems.map(({ row: number, rule }) => [number, rule])).toEqual([
      [2, 'S02'],
      [6, 'S02'],
    ]);
    expect((await system.tasks()).every(({ status }) => status !== 'IN_PROGRESS')).toBe(true);
    people().edit(LEADS_TAB, 'A6', '9');
    const shared = await system.syncNow();
    expect(shared.problems.map(({ row: number, rule }) => [number, rule])).toEqual([[6, 'S24']]);
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
    people().clear(LEADS_TAB, 'F6');
    await system.syncNow();
    expect((await system.task('9')).id).not.toBe((await system.task('1')).id);
    await system.expectIdle();
  });

  it('a row without an id is reported (S01), and gets one when that is switched on', async () => {
    people().paste(LEADS_TAB, 'B6', [['Eve Park', 'eve@example.com', 'NEW', '']]);
    expect((await system.syncNow()).problems).toMatchObject([{ row: 6, rule: 'S01' }]);
    await system.setProperty('leadSync.newRowIds', 'yes');
    await system.syncNow();
    const id = system.leads()[5]?.[0] ?? '';
    expect(id).toMatch(/^L-[0-9a-f]{8}$/);
    expect((await system.task(id)).title).toBe('Follow up: Eve Park');
    await system.expectIdle();
  });
});

describe('scenario 16: ids that look like numbers', () => {
  it.each(['00107', '1e5', '12345678901234567890', '3/4', 'TRUE', '=A1', "O'Neil", '1.50'])(
    '%s keeps its form',
    async (id) => {
      people().paste(LEADS_TAB, 'A6', [[id, 'Eve Park', 'eve@example.com', 'NEW', '']]);
      await system.syncNow();
      expect(system.lead(id)?.['task_id']).toMatch(/^[0-9a-f-]{36}$/);
      expect((await system.task(id)).lead_id).toBe(id);
      await system.moveTask(id, 'DONE');
      await system.syncNow();
      expect([system.status(id), system.status('1')]).toEqual(['QUALIFIED', 'NEW']);
      await system.expectIdle();
    },
  );

  it('a number typed into an unformatted column is the same id as its text', async () => {
    await system.script(
      `const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Leads');
       sheet.getRange('A6').setNumberFormat('General').setValue(42);
       sheet.getRange('B6:E6').setValues([['Eve Park', 'eve@example.com', 'NEW', '']]);`,
    );
    await system.syncNow();
    expect((await system.task('42')).lead_id).toBe('42');
    people().setNumberFormat(LEADS_TAB, 'A6', '@');
    people().edit(LEADS_TAB, 'A6', '42');
    await system.expectIdle();
  });
});

describe('scenario 17: a task deleted in the tracker (S14)', () => {
  it('is not made again until a person clears the cell', async () => {
    const gone = await system.task('1');
    await fetch(`${system.trackerUrl}/tasks/${gone.id}`, { method: 'DELETE' });
    expect((await system.syncNow()).problems).toMatchObject([{ row: 2, rule: 'S14' }]);
    await system.expectIdle();
    expect(system.lead('1')?.['task_id']).toBe(gone.id);
    await system.emulator.as().clear(LEADS_TAB, 'F2');
    expect((await system.task('1')).id).not.toBe(gone.id);
    await system.expectIdle();
  });
});

describe('links changed by hand', () => {
  it('another existing task becomes the lead’s task (S21)', async () => {
    const other = (await system.request('POST', '/tasks', { title: 'Other', status: 'TODO' })) as {
      id: string;
    };
    await system.edit(system.cell('1', 'task_id'), other.id);
    await system.syncNow();
    await system.moveTask('1', 'DONE');
    await system.syncNow();
    expect([system.status('1'), (await system.task('1')).id]).toEqual(['QUALIFIED', other.id]);
    await system.expectIdle();
  });

  it('an id that names no task is a dead link: nothing is made until the cell is cleared (S22)', async () => {
    await system.edit(system.cell('1', 'task_id'), 'no-such-task');
    expect((await system.syncNow()).problems).toMatchObject([{ row: 2, rule: 'S22' }]);
    expect(await system.tasks()).toHaveLength(4);
    await system.emulator.as().clear(LEADS_TAB, 'F2');
    expect(system.lead('1')?.['task_id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(await system.tasks()).toHaveLength(4);
    await system.expectIdle();
  });

  it('the hidden tab lost costs one full read, and nothing else (S23)', async () => {
    await system.script(
      `const file = SpreadsheetApp.getActiveSpreadsheet(); file.deleteSheet(file.getSheetByName('Lead Sync (hidden)'));`,
    );
    const { report, execution } = await system.sync('Sync now');
    expect([execution.fetches, report.cellsWritten, report.tasksUpdated, report.conflicts]).toEqual([
      1,
      0,
      0,
      [],
    ]);
    await system.expectIdle();
  });

  it('another database behind the same address (410): nothing is deleted, every dead link is reported', async () => {
    await system.tracker.forgetEverything();
    const report = await system.syncNow();
    expect(report.end).toBe('finished');
    expect(LEADS.map(([id]) => system.lead(id)?.['task_id'] !== '')).toEqual([true, true, true, true]);
    await system.edit(system.cell('1', 'status'), 'CONTACTED');
    expect((await system.syncNow()).problems).toMatchObject([{ row: 2, rule: 'S22' }]);
  });
});
