/** The whole way at once: the tracker's own sender, its outbox and signature, the sheet's web app on this machine, and the cell. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExecutionReport } from '../../emulator/src';
import { readBundle } from '../../local/build-bundle';
import { readLeadsFile } from '../../local/leads-file';
import { loadLeads } from '../../local/load-leads';
import { serveSheet, type SheetServer } from '../../local/sheet-server';
import { startSystem, type RunningSystem } from '../../local/start-system';
import type { Task } from '../../src/contract';

const SAMPLE = path.join(__dirname, '../../local/sample/leads.csv');

const folder = mkdtempSync(path.join(tmpdir(), 'lead-sync-wake-'));
let running: RunningSystem;
let server: SheetServer;
beforeAll(async () => {
  running = await startSystem({
    bundle: readBundle(),
    dataDir: folder,
    trackerPort: 0,
    log: () => undefined,
  });
  server = await serveSheet(running.system.emulator, 0);
  loadLeads(running.system.emulator, readLeadsFile(SAMPLE));
  await running.system.open();
  await running.system.setUp();
  await running.system.sync('Initial sync');
});
afterAll(async () => {
  await server.close();
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const status = (id: string): string | undefined =>
  running.system.leads().find(([leadId]) => leadId === id)?.[3];
const taskOf = async (id: string): Promise<Task> =>
  (await running.system.tasks()).find(({ lead_id }) => lead_id === id) as Task;
const wakes = (): ExecutionReport[] =>
  running.system.emulator.executions.filter(({ functionName }) => functionName === 'doPost');

/** Until the web app has run so often. */
async function wakesAre(count: number): Promise<void> {
  while (wakes().length < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

it('a task moved on the board moves its lead, with nobody and no timer doing anything', async () => {
  const { id, status: before } = await taskOf('L-001');
  expect([before, status('L-001')]).toEqual(['TODO', 'NEW']);
  await running.system.request('PATCH', `/tasks/${id}`, { status: 'IN_PROGRESS' });
  await wakesAre(1);
  expect(wakes()[0]).toMatchObject({ status: 'completed', returnValue: { content: '{"ok":true}' } });
  expect(status('L-001')).toBe('CONTACTED');
});

it('each move on the board is one call, and one exchange of the sheet', async () => {
  const { id } = await taskOf('L-001');
  await running.system.request('PATCH', `/tasks/${id}`, { status: 'DONE' });
  await wakesAre(2);
  expect(status('L-001')).toBe('QUALIFIED');
  expect(wakes().map(({ fetches }) => fetches)).toEqual([1, 1]);
});
