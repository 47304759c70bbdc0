/** Crashes, rows that move during a run, overlapping runs, empty reads and unknown words (scenarios 7 to 9, 11, 12). */
import type { ServiceCallHook } from '../../emulator/src';
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

/** Lets a person act once, right after the n-th call of this method in the next executions. */
function after(method: string, act: () => void, nth = 1): void {
  let seen = 0;
  const hook: ServiceCallHook = (event) => {
    if (event.phase !== 'after' || event.method !== method || ++seen !== nth) return;
    act();
  };
  system.emulator.onServiceCall(hook);
}

const people = () => system.emulator.workbook.as();
/** Lead id → the cell of this column (0-based). */
const columnOf = (column: number): Record<string, string> => {
  const rows = system.leads().slice(1);
  return Object.fromEntries(rows.map((row): [string, string] => [row[0] ?? '', row[column] ?? '']));
};

describe('scenario 7: a crash between create and write-back', () => {
  it('ends in one task', async () => {
    people().paste(LEADS_TAB, 'A6', [['5', 'Eve Park', 'eve@example.com', 'NEW', '']]);
    const remove = system.emulator.onServiceCall(({ method, phase }) =>
      method === 'UrlFetchApp.fetch' && phase === 'after' ? { kill: true } : undefined,
    );
    const crashed = await system.emulator.as().chooseMenu('Lead Sync', 'Sync now');
    expect(crashed[0]?.status).toBe('killed');
    remove();
    expect(system.lead('5')?.['task_id']).toBe('');
    expect(await system.tasks()).toHaveLength(5);
    await system.syncNow();
    expect(await system.tasks()).toHaveLength(5);
    expect((await system.task('5')).title).toBe('Follow up: Eve Park');
    await system.expectIdle();
  });
});

describe('scenario 8: rows that move while a run is under way', () => {
  const moves: readonly [string, () => void][] = [
    ['a row inserted above', () => people().insertRows(LEADS_TAB, 2, 1)],
    ['the rows sorted', () => people().sort(LEADS_TAB, 'A2:F5', 1, false)],
    ['a row deleted', () => people().deleteRows(LEADS_TAB, 3, 1)],
    ['a row moved to the end', () => people().moveRows(LEADS_TAB, 2, 1, 6)],
    ['a filter set', () => people().filterRows(LEADS_TAB, [2, 3])],
  ];

  it.each(moves)('%s: the right row is written', async (_what, move) => {
    await system.moveTask('1', 'DONE');
    await system.moveTask('3', 'IN_PROGRESS');
    after('UrlFetchApp.fetch', move);
    await system.syncNow();
    const expected = { '1': 'QUALIFIED', '3': 'CONTACTED', '4': 'LOST' };
    expect(columnOf(3)).toMatchObject(expected);
    expect(columnOf(1)).toMatchObject({ '1': 'Ann Lee', '3': 'Cy Novak', '4': 'Di Rossi' });
    await system.expectIdle();
  });

  it('a status typed while a run is under way is not overwritten', async () => {
    await system.moveTask('1', 'DONE');
    after('UrlFetchApp.fetch', () => system.typeSilently('1', 'status', 'CONTACTED'));
    const report = await system.syncNow();
    expect([report.cellsMissed, system.status('1')]).toEqual([1, 'CONTACTED']);
    await system.syncNow();
    expect([system.status('1'), (await system.task('1')).status]).toEqual(['CONTACTED', 'IN_PROGRESS']);
    await system.expectIdle();
  });

  it('a column inserted during a run: nothing goes to a wrong column', async () => {
    await system.moveTask('1', 'DONE');
    after('UrlFetchApp.fetch', () => people().insertColumns(LEADS_TAB, 2, 1));
    await system.syncNow();
    await system.syncNow();
    expect(system.leads()[1]).toEqual(expect.arrayContaining(['1', 'Ann Lee', 'QUALIFIED', 'Web']));
    await system.expectIdle();
  });
});

describe('scenario 9: two overlapping runs', () => {
  it('the second leaves quietly, and nothing is doubled', async () => {
    people().paste(LEADS_TAB, 'A6', [['5', 'Eve Park', 'eve@example.com', 'NEW', '']]);
    const [first, second] = await Promise.all([
      system.emulator.as().chooseMenu('Lead Sync', 'Sync now'),
      system.emulator.run('runScheduledSync', {
        entry: 'clock',
        args: [
          {
            triggerUid: system.emulator.triggers.list().find(({ handler }) => handler === 'runScheduledSync')
              ?.id,
          },
        ],
      }),
    ]);
    expect([first[0]?.status, second.status]).toEqual(['completed', 'completed']);
    expect(await system.tasks()).toHaveLength(5);
    await system.expectIdle();
  });

  it('a run that lost its turn without knowing stops before it writes anything (run number)', async () => {
    await system.moveTask('1', 'DONE');
    const properties = system.emulator.properties.document() as Map<string, string>;
    const own = properties.get('leadSync.run') ?? '';
    after('UrlFetchApp.fetch', () => properties.set('leadSync.run', '99'));
    const { report, execution } = await system.sync('Sync now');
    expect([report.end, execution.costs.sheetWrites, system.status('1')]).toEqual(['overtaken', 0, 'NEW']);
    expect(Number(own)).toBeLessThan(99);
    expect((await system.syncNow()).run).toBe(100);
    expect(system.status('1')).toBe('QUALIFIED');
  });

  it('a run number lost with the properties is found again at the tracker (409), and the run after goes on', async () => {
    await system.syncNow();
    await system.edit(system.cell('2', 'status'), 'CONTACTED');
    const properties = system.emulator.properties.document() as Map<string, string>;
    properties.set('leadSync.run', '0');
    system.typeSilently('1', 'status', 'CONTACTED');
    expect((await system.syncNow()).end).toBe('overtaken');
    expect((await system.syncNow()).end).toBe('finished');
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
  });
});

describe('scenario 11: an empty or partial read', () => {
  it('deletes and unlinks nothing', async () => {
    const rows = system.leads().slice(1);
    people().deleteRows(LEADS_TAB, 2, 4);
    await system.syncNow();
    await system.syncNow();
    expect(await system.tasks()).toHaveLength(4);
    people().paste(LEADS_TAB, 'A2', rows);
    await system.expectIdleAfterEcho();
    await system.moveTask('1', 'DONE');
    await system.syncNow();
    expect(system.status('1')).toBe('QUALIFIED');
  });

  it('a change that comes while its row is cut is there when the row is back', async () => {
    const [row = []] = system.leads().slice(1, 2);
    people().deleteRows(LEADS_TAB, 2, 1);
    const taskId = row[5];
    await system.request('PATCH', `/tasks/${taskId}`, { status: 'DONE' });
    await system.syncNow();
    people().insertRows(LEADS_TAB, 4, 1);
    people().paste(LEADS_TAB, 'A4', [row]);
    await system.syncNow();
    expect(system.status('1')).toBe('QUALIFIED');
    await system.expectIdle();
  });
});

describe('scenario 12: words outside the map (S03)', () => {
  it('are kept, reported, never defaulted, and synced once they are mapped', async () => {
    await system.edit(system.cell('1', 'status'), 'On Hold');
    const report = await system.syncNow();
    expect(report.problems).toMatchObject([{ row: 2, rule: 'S03' }]);
    expect([system.status('1'), (await system.task('1')).status]).toEqual(['On Hold', 'TODO']);
    await system.expectIdle();
    await system.setStatusMap(
      JSON.stringify({
        leads: { NEW: 'TODO', 'On Hold': 'IN_PROGRESS', LOST: 'DONE', Won: 'DONE' },
        tasks: { TODO: 'NEW', IN_PROGRESS: 'On Hold', DONE: 'Won' },
        terminal: ['LOST'],
      }),
    );
    await system.syncNow();
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
    await system.moveTask('2', 'DONE');
    await system.syncNow();
    expect(system.status('2')).toBe('Won');
  });

  it('a lead that comes with one gets no task until it is mapped', async () => {
    people().paste(LEADS_TAB, 'A6', [['5', 'Eve Park', 'eve@example.com', 'Not Contacted', '']]);
    const report = await system.syncNow();
    expect(report.problems).toMatchObject([{ row: 6, rule: 'S03' }]);
    expect(await system.tasks()).toHaveLength(4);
  });

  it('a blank status is read as NEW and stays blank until the tracker moves (S04)', async () => {
    people().paste(LEADS_TAB, 'A6', [['5', 'Eve Park', 'eve@example.com', '', '']]);
    await system.syncNow();
    expect([system.status('5'), (await system.task('5')).status]).toEqual(['', 'TODO']);
    await system.expectIdle();
    await system.moveTask('5', 'IN_PROGRESS');
    await system.syncNow();
    expect(system.status('5')).toBe('CONTACTED');
  });
});
