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
/** Reading the tab once, making the hidden tab with room for everybody, and the spreadsheet's name. */
const AROUND_BATCHES = 12;

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

it('every other lead with a word that is not mapped: the cells between stay blank, and a batch still costs 5 sheet calls', async () => {
  const leads = LEADS.slice(0, 2_000).map((lead, index): LeadRow =>
    index % 3 === 1 ? [lead[0], lead[1], lead[2], 'On Hold', lead[4]] : lead,
  );
  const system = await WholeSystem.start({ leads });
  try {
    await system.setUp();
    const { report, execution } = await system.sync('Initial sync');
    const synced = leads.filter(([, , , status]) => status !== 'On Hold');
    expect([report.tasksCreated, report.problems.length]).toEqual([
      synced.length,
      leads.length - synced.length,
    ]);
    expect(execution.costs.sheetCalls).toBeLessThanOrEqual(
      5 * Math.ceil(synced.length / 500) + AROUND_BATCHES,
    );
    const rows = system.leads().slice(1);
    expect(rows.map((cells) => cells[5] !== '')).toEqual(leads.map(([, , , status]) => status !== 'On Hold'));
    const linked = new Set((await system.tasks()).map(({ id, lead_id }) => `${lead_id} ${id}`));
    expect(
      rows.filter((cells) => cells[5] !== '').every((cells) => linked.has(`${cells[0]} ${cells[5]}`)),
    ).toBe(true);
    await system.expectIdle();
  } finally {
    await system.close();
  }
}, 120_000);
