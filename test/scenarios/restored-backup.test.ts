/** A tracker that is put back to a backup: sheets read everything again, and no lead loses what the backup did not have. */
import { WholeSystem, type LeadRow } from '../support/whole-system';

const LEADS: readonly LeadRow[] = [
  ['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['2', 'Bo Diaz', 'bo@example.com', 'NEW', ''],
  ['3', 'Cy Novak', 'cy@example.com', 'NEW', ''],
  ['4', 'Di Rossi', 'di@example.com', 'NEW', ''],
];

let system: WholeSystem;
beforeEach(async () => {
  system = await WholeSystem.linked({ leads: LEADS });
  await system.tracker.keep();
});
afterEach(() => system.close());

it('what was typed in the sheet since the backup goes to the tracker again', async () => {
  system.typeSilently('1', 'status', 'CONTACTED');
  await system.syncNow();
  system.typeSilently('2', 'status', 'LOST');
  await system.tracker.restore({ newEpoch: true });
  expect((await system.task('1')).status).toBe('TODO');
  await system.syncNow();
  expect([system.status('1'), system.status('2')]).toEqual(['CONTACTED', 'LOST']);
  expect([(await system.task('1')).status, (await system.task('2')).status]).toEqual(['IN_PROGRESS', 'DONE']);
  await system.expectIdle();
});

it('what the tracker had since the backup is still in the sheet, and comes back from there', async () => {
  await system.moveTask('3', 'DONE');
  await system.syncNow();
  expect(system.status('3')).toBe('QUALIFIED');
  await system.tracker.restore({ newEpoch: true });
  await system.syncNow();
  expect(system.status('3')).toBe('QUALIFIED');
  expect((await system.task('3')).status).toBe('DONE');
  await system.expectIdle();
});

it('a lead that nobody touched since the backup is not touched', async () => {
  await system.tracker.restore({ newEpoch: true });
  const report = await system.syncNow();
  expect(report.problems).toEqual([]);
  expect(system.status('4')).toBe('NEW');
  await system.expectIdle();
});

it('a task that the backup does not have is reported, and its lead stays', async () => {
  system.emulator.workbook.as().paste('Leads', 'A6', [['5', 'Eve Park', 'eve@example.com', 'CONTACTED', '']]);
  await system.syncNow();
  expect(system.lead('5')?.['task_id']).toMatch(/^[0-9a-f-]{36}$/);
  await system.tracker.restore({ newEpoch: true });
  system.typeSilently('5', 'status', 'QUALIFIED');
  expect((await system.syncNow()).problems).toMatchObject([{ row: 6, rule: 'S22' }]);
  expect(system.status('5')).toBe('QUALIFIED');
});
