/** A move on the board, all the way: the tracker's outbox, its wake over HTTP, the sheet's doPost, its run, and the cell. */
import { startTracker, type Tracker } from '../../server/src';
import { TRACKER_ADDRESS } from '../../local/system';
import { Client } from '../server/support/running-tracker';
import { until } from '../server/webhooks/support/until';
import { WakeStage } from './support/wake-stage';

let tracker: Tracker;
let stage: WakeStage;
let client: Client;
beforeAll(async () => {
  tracker = await startTracker({
    port: 0,
    databaseUrl: 'sqlite::memory:',
    allowPrivateWebhooks: true,
    allowedHosts: [new URL(TRACKER_ADDRESS).hostname],
  });
  client = new Client(tracker.url);
  const tunnels = [{ publicUrl: TRACKER_ADDRESS, target: tracker.url }];
  // Wakes are stamped by the tracker's clock, so the sheet's has to show about the same time.
  stage = await WakeStage.linked({ emulator: { tunnels, clock: { start: new Date() } } });
});
afterAll(async () => {
  await stage.close();
  await tracker.close();
});

const move = async (lead: string, status: string): Promise<void> => {
  const id = stage.system.lead(lead)?.['task_id'];
  expect((await client.call('PATCH', `/tasks/${id}`, { body: { status } })).status).toBe(200);
};
const wakes = (): number =>
  stage.system.emulator.executions.filter(({ functionName }) => functionName === 'doPost').length;

test('a task moved in the tracker moves its lead, with no timer involved', async () => {
  expect(stage.system.status('1')).toBe('NEW');
  expect(wakes()).toBe(0);
  const begun = performance.now();
  await move('1', 'IN_PROGRESS');
  await until(() => stage.system.status('1') === 'CONTACTED', 'the cell');
  process.stdout.write(`From PATCH to cell: ${Math.round(performance.now() - begun)} ms\n`);
  await stage.system.emulator.idle();
  expect(wakes()).toBe(1);
});

test('a burst of moves is one run of the sheet', async () => {
  const before = wakes();
  await Promise.all([move('1', 'DONE'), move('2', 'DONE')]);
  const both = () => ['1', '2'].every((lead) => stage.system.status(lead) === 'QUALIFIED');
  await until(both, 'both cells');
  await stage.system.emulator.idle();
  expect(wakes() - before).toBe(1);
});

test('an edit in the sheet wakes nobody: it came from there', async () => {
  const before = wakes();
  await stage.system.edit(stage.system.cell('2', 'status'), 'CONTACTED');
  const { body } = await client.call<{ status: string }>(
    'GET',
    `/tasks/${stage.system.lead('2')?.['task_id']}`,
  );
  expect(body.status).toBe('IN_PROGRESS');
  await move('1', 'IN_PROGRESS');
  await until(() => stage.system.status('1') === 'CONTACTED', 'the next move');
  await stage.system.emulator.idle();
  expect(wakes() - before).toBe(1);
});
