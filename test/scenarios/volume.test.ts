/** What a sync costs in remote calls at ten thousand leads: counted call by call, not timed. */
import { WholeSystem, type LeadRow } from '../support/whole-system';

const STATUSES = ['NEW', 'CONTACTED', 'QUALIFIED', 'LOST'];
const LEADS: readonly LeadRow[] = Array.from({ length: 10_000 }, (_, index) => [
  `L-${index}`,
  `Lead ${index}`,
  `lead${index}@example.com`,
  STATUSES[index % STATUSES.length] as string,
  'Import',
]);
const BATCHES = LEADS.length / 500;
/** Reading the tab once, and making the hidden tab with room for everybody. */
const AROUND_BATCHES = 11;

it('10,000 new leads: 20 fetches and 5 sheet calls a batch; idle: 1 fetch, no write; one edit: 1 fetch; 500 changes: 1 fetch', async () => {
  const system = await WholeSystem.start({ leads: LEADS });
  try {
    await system.setUp();
    const first = await system.sync('Initial sync');
    expect(first.report.tasksCreated).toBe(10_000);
    expect(first.execution.fetches).toBeLessThanOrEqual(20);
    expect(first.execution.costs.sheetCalls).toBeLessThanOrEqual(5 * BATCHES + AROUND_BATCHES);

    const idle = await system.expectIdle();
    expect(idle.costs.sheetCalls).toBeLessThanOrEqual(6);

    const edit = await system.edit('D2', 'CONTACTED');
    expect([edit.fetches, (await system.task('L-0')).status]).toEqual([1, 'IN_PROGRESS']);

    for (let index = 0; index < 500; index += 1)
      system.emulator.workbook.as().edit('Leads', `D${index + 2}`, 'LOST');
    const many = await system.sync('Sync now');
    // L-0 to L-499: the NEW and CONTACTED ones become DONE; those QUALIFIED are DONE already, and only confirmed.
    expect([many.execution.fetches, many.report.outcomes]).toEqual([1, { updated: 250, unchanged: 125 }]);
    await system.expectIdle();
  } finally {
    await system.close();
  }
}, 180_000);
