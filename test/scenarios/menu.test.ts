/** The short menu items: syncs and their toasts, pause and resume, the Status dialog in each state, and when nothing may run. */
import type { EmulatorSnapshot } from '../../emulator/src';
import { LEADS_TAB, TRACKER_ADDRESS } from '../../local/system';
import { COLLEAGUE, WholeSystem, type LeadRow } from '../support/whole-system';
import { installed, setUpAs } from './support/person';

const LEADS: readonly LeadRow[] = [
  ['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['2', 'Bo Diaz', 'bo@example.com', 'CONTACTED', ''],
];

let system: WholeSystem;
let fresh: EmulatorSnapshot;
beforeAll(async () => {
  system = await WholeSystem.start({ leads: LEADS });
  await system.open(COLLEAGUE);
  fresh = system.emulator.snapshot();
});
afterAll(() => system.close());
beforeEach(async () => {
  system.emulator.restore(fresh);
  system.emulator.network.setFault(undefined);
  await system.tracker.forgetEverything();
});

const link = async (): Promise<void> => {
  await setUpAs(system);
  await system.sync('Initial sync');
};
const toast = (): string => system.emulator.toasts.at(-1)?.message ?? '';

/** @returns the lines of the Status dialog */
async function status(user?: string): Promise<string[]> {
  const lines: string[] = [];
  const leave = system.emulator.dialogs.onDialog(({ title, prompt }) => {
    expect(title).toBe('Lead Sync status');
    lines.push(...prompt.split('\n'));
    return { button: 'OK' };
  });
  const { costs } = await system.choose('Status', user);
  leave();
  expect([costs.sheetWrites, costs.propertyWrites, costs.fetches]).toEqual([0, 0, 0]);
  return lines;
}

describe('the toast of a sync', () => {
  it('counts what "Initial sync" made', async () => {
    await link();
    expect(system.emulator.toasts.at(-1)).toMatchObject({ title: 'Lead Sync', message: '2 tasks created.' });
    await system.choose('Initial sync');
    expect(toast()).toBe('Nothing to do: 2 leads are in step.');
  });

  it('counts what "Sync now" did on both sides', async () => {
    await link();
    system.typeSilently('1', 'status', 'CONTACTED');
    await system.moveTask('2', 'DONE');
    await system.choose('Sync now');
    expect(toast()).toBe('1 task updated, 1 lead updated.');
    await system.choose('Sync now');
    expect(toast()).toBe('Nothing to do: 2 leads are in step.');
  });

  it('says of the first three rows what is wrong with them', async () => {
    await link();
    await system.emulator.as().paste(
      LEADS_TAB,
      'A4',
      ['3', '4', '5', '6'].map((id) => [id, `Lead ${id}`, '', 'Perhaps', '']),
    );
    await system.choose('Sync now');
    const reason = 'the status "Perhaps" is not in the status map. Map it, or choose a listed one.';
    expect(toast().split('\n')).toEqual([
      'Nothing to do: 2 leads are in step, 4 rows need a look.',
      ...[4, 5, 6].map((row) => `Row ${row}: ${reason}`),
    ]);
  });

  it('says when another sync is running, which goes on undisturbed', async () => {
    await link();
    const other = system.emulator.start('testRun', {
      args: ['LockService.getScriptLock().waitLock(1); Utilities.sleep(60000); return "done";'],
    });
    const waiting = await system.choose('Sync now');
    expect(toast()).toBe('Another sync is running. This one left; nothing was changed.');
    expect([waiting.fetches, waiting.durationMs]).toEqual([0, 5_000]);
    expect((await other.done).returnValue).toBe('done');
    expect((await system.syncNow()).end).toBe('finished');
  });
});

describe('Pause / Resume', () => {
  it('while paused nothing is synced; the next scheduled sync after resuming catches up with both sides', async () => {
    await link();
    const { id } = await system.task('2');
    await system.choose('Pause / Resume');
    expect(toast()).toBe('Paused. Edits on both sides wait until you resume.');
    const requests = system.tracker.requests;
    const edit = await system.edit(system.cell('1', 'status'), 'LOST');
    const scheduled = await system.runSchedule();
    await system.choose('Sync now');
    expect(toast()).toBe('Lead Sync is paused. Choose Resume in the Lead Sync menu to go on.');
    expect([edit.fetches, scheduled.fetches, system.tracker.requests - requests]).toEqual([0, 0, 0]);
    await system.request('PATCH', `/tasks/${id}`, { status: 'DONE' });
    expect(system.status('2')).toBe('CONTACTED');

    await system.choose('Pause / Resume');
    expect(toast()).toBe('Resumed. The next scheduled sync catches up.');
    expect([system.status('2'), (await system.task('1')).status]).toEqual(['CONTACTED', 'TODO']);
    await system.emulator.advanceClock(5 * 60_000);
    expect([system.status('2'), (await system.task('1')).status]).toEqual(['QUALIFIED', 'DONE']);
    await system.expectIdle();
  });

  it('holds for everybody', async () => {
    await link();
    await system.choose('Pause / Resume', COLLEAGUE);
    await system.choose('Sync now');
    expect(toast()).toMatch(/is paused/);
  });
});

describe('Status', () => {
  const RUNNING = [`Tracker: ${TRACKER_ADDRESS}`, 'Not paused'];

  it('before set-up', async () => {
    expect(await status()).toEqual([
      'Tracker: not set up yet',
      'Not paused',
      'No triggers: nothing syncs by itself',
      'No sync has changed anything yet',
    ]);
  });

  it('after set-up, after the first sync, and after an idle one', async () => {
    await setUpAs(system, { minutes: '10' });
    const triggers = 'Syncs on edit and every 10 min, as you';
    expect(await status()).toEqual([...RUNNING, triggers, 'No sync has changed anything yet']);
    await system.sync('Initial sync');
    const last = 'Last change: run 1, 2026-03-02T09:00:00.000Z: 2 tasks created.';
    expect(await status()).toEqual([...RUNNING, triggers, last]);
    await system.syncNow();
    expect(await status()).toEqual([...RUNNING, triggers, last]);
  });

  it('paused, for a colleague, and without triggers', async () => {
    await link();
    await system.choose('Pause / Resume');
    expect((await status(COLLEAGUE)).slice(1, 3)).toEqual([
      'Paused',
      'Syncs on edit and every 5 min, as another user',
    ]);
    await system.choose('Remove triggers');
    expect((await status())[2]).toBe('No triggers: nothing syncs by itself');
  });

  it('with rows that need a look, one line a cause', async () => {
    await link();
    await system.emulator.as().paste(LEADS_TAB, 'D2', [['Perhaps'], ['Perhaps']]);
    expect((await status()).slice(4)).toEqual([
      'S03, 2 rows: Row 2: the status "Perhaps" is not in the status map. Map it, or choose a listed one.',
    ]);
    await system.emulator.as().paste(LEADS_TAB, 'D2', [['NEW'], ['CONTACTED']]);
    expect((await status()).slice(4)).toEqual([]);
  });

  it('when the tracker was down, and when it is back', async () => {
    await link();
    system.emulator.network.setFault(() => 'unavailable');
    await system.runSchedule();
    expect((await status())[3]).toMatch(
      /^Last change: run 2, .*: The sync stopped: No answer from https:\/\/tracker/,
    );
    system.emulator.network.setFault(undefined);
    await system.runSchedule();
    expect((await status())[3]).toMatch(/^Last change: run 2, .*: Nothing to do: 2 leads are in step\.$/);
  });

  it('when the scheduled sync stops before it can start', async () => {
    await link();
    await system.emulator.as().addSheet('Other');
    await system.emulator.as().deleteSheet(LEADS_TAB);
    await system.runSchedule();
    expect((await status()).join('\n')).toMatch(/The sync stopped: The tab with the leads is gone\./);
  });
});

describe('Sync now refuses with a sentence', () => {
  const SYNCS = ['Initial sync', 'Sync now'];

  it.each(SYNCS)('before set-up (%s)', async (item) => {
    const { fetches, costs, status: end } = await system.choose(item);
    expect(toast()).toBe(
      'The sync stopped: Lead Sync is not set up yet. Choose "Set up" in the Lead Sync menu.',
    );
    expect([end, fetches, costs.sheetWrites, costs.propertyWrites]).toEqual(['completed', 0, 0, 0]);
  });

  it.each(SYNCS)('in a copy of the spreadsheet, which has the settings and another id (%s)', async (item) => {
    await link();
    const copy = await WholeSystem.start({
      leads: LEADS,
      emulator: { spreadsheet: { id: '1CopyOfTheSpreadsheet', name: 'Copy of Lead Tracker' } },
    });
    for (const [name, value] of system.emulator.properties.document()) await copy.setProperty(name, value);
    await copy.choose(item);
    expect(copy.emulator.toasts.at(-1)?.message).toBe(
      'The sync stopped: This spreadsheet is a copy of one that is synced. Choose "Set up" to link it on its own, or leave it as it is.',
    );
    expect(copy.emulator.executions.at(-1)?.fetches).toBe(0);
    await setUpAs(copy);
    expect((await copy.syncNow()).end).toBe('finished');
    await copy.close();
  });

  it('when the tab with the leads is gone; renamed it is found', async () => {
    await link();
    await system.emulator.as().renameSheet(LEADS_TAB, 'Customers');
    expect((await system.syncNow()).end).toBe('finished');
    await system.emulator.as().addSheet('Other');
    await system.emulator.as().deleteSheet('Customers');
    await system.choose('Sync now');
    expect(toast()).toBe(
      'The sync stopped: The tab with the leads is gone. Undo its deletion, or choose "Set up" for a tab named "Leads".',
    );
  });

  it('when a column it needs is gone, and "Set up" adds it', async () => {
    await link();
    await system.emulator.as().edit(LEADS_TAB, 'F1', 'my notes');
    await system.choose('Sync now');
    expect(toast()).toMatch(/^The sync stopped: The first row has no column named task_id\. Choose "Set up"/);
    await setUpAs(system);
    await system.syncNow();
    expect(await system.tasks()).toHaveLength(2);
    expect(installed(system)).toHaveLength(2);
  });

  it('when a setting was damaged', async () => {
    await link();
    await system.setProperty('leadSync.conflictPolicy', 'coin');
    await system.choose('Sync now');
    expect(toast()).toBe('The sync stopped: The conflict policy must be one of sheet, tracker, ask.');
  });
});
