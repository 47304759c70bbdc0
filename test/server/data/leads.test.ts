/** Personal data: what is kept about a lead is told in full, and erased in full. */
import type { LeadExport } from '../../../server/src/leads/export-lead';
import type { HistoryEntry } from '../../../server/src/history/history-entry';
import { clientWithKey } from '../support/keys';
import { create, link, runTracker, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

const SECRET = 'Zebedee Quartz';

const exportOf = async (lead: string) =>
  (await running.client.call<LeadExport>('GET', `/leads/${encodeURIComponent(lead)}/export`)).body;
const erase = async (lead: string) =>
  (await running.client.call('DELETE', `/leads/${encodeURIComponent(lead)}`)).body;
const endpoint = () =>
  running.query(
    `insert into webhook_endpoints (workspace, id, kind, url, events, secret, enabled, created_at)
     values ('default', 'e1', 'webhook', 'https://hooks.invalid/', 'task.created task.updated task.deleted', 'whsec_dGVzdA==', 1, '2026-01-01')`,
  );

/** A lead with a task of its own making, one from a sheet, a deleted one, and every kind of copy. */
async function fill(lead: string): Promise<string[]> {
  const { client } = running;
  await endpoint();
  const labelled = await client.call<{ id: string }>('POST', '/tasks', {
    body: { title: `Call ${SECRET}`, lead_id: lead, notes: SECRET },
    headers: { 'idempotency-key': 'k1' },
  });
  await client.call('PATCH', `/tasks/${labelled.body.id}`, { body: { notes: `${SECRET} again` } });
  const { task } = await client.operate(
    create(lead, { title: SECRET, state: `{"name":"${SECRET}"}`, row: 3 }),
  );
  const gone = await client.make({ title: `Old ${SECRET}`, lead_id: lead });
  await client.remove(gone);
  return [labelled.body.id, task!.id, gone.id];
}

describe('an export', () => {
  test('has every task of the lead with everything that was copied from it', async () => {
    const ids = await fill('L-1');
    await running.client.make({ title: 'of somebody else', lead_id: 'L-2' });
    const { lead_id, tasks } = await exportOf('L-1');
    expect(lead_id).toBe('L-1');
    expect(tasks.map(({ task }) => task.id)).toEqual(ids);
    expect(tasks.map(({ task }) => task.deleted_at === null)).toEqual([true, true, false]);
    expect(tasks[0]!.history.map(({ action }) => action)).toEqual(['created', 'changed']);
    expect(tasks[0]!.answers).toHaveLength(1);
    expect(tasks[0]!.deliveries.map(({ type }) => type).sort()).toEqual(['task.created', 'task.updated']);
    expect(tasks[1]).toMatchObject({
      links: [{ source: 'sheet-1', lead_id: 'L-1', row: 3 }],
      states: [{ source: 'sheet-1', state: `{"name":"${SECRET}"}`, version: 1 }],
    });
  });

  test('has a task that a sheet linked as this lead, whatever its label says', async () => {
    const task = await running.client.make({ title: 'by hand', lead_id: 'other label' });
    await running.client.operate(link('L-7', task));
    expect((await exportOf('L-7')).tasks.map((each) => each.task.id)).toEqual([task.id]);
  });

  test('of a lead that nothing is kept about has no tasks', async () => {
    expect((await exportOf('nobody')).tasks).toEqual([]);
    expect(await erase('nobody')).toEqual({ tasks: 0 });
  });
});

describe('an erasure', () => {
  test('leaves tombstones without texts, and a history without values', async () => {
    const [id] = await fill('L-1');
    const { cursor } = await running.client.sync({ limit: 500 });
    expect(await erase('L-1')).toEqual({ tasks: 3 });
    const rows = await running.query('select title, notes, lead_id, deleted_at is null as lives from tasks');
    for (const row of rows) expect(row).toMatchObject({ title: '[erased]', notes: '', lead_id: null });
    expect(rows.map((row) => Boolean((row as { lives: unknown }).lives))).toEqual([false, false, false]);
    const history = (await running.client.call<HistoryEntry[]>('GET', `/tasks/${id}/history`)).body;
    expect(history.map(({ version, action }) => [version, action])).toEqual([
      [1, 'created'],
      [2, 'changed'],
      [3, 'erased'],
    ]);
    expect(history[1]!.changes).toEqual([{ field: 'notes', from: null, to: null }]);
    expect(history[2]!.changes).toEqual([]);
    const { changes } = await running.client.sync({ cursor, limit: 500 });
    expect(changes).toHaveLength(3);
    for (const change of changes)
      expect(change).toMatchObject({ deleted: true, title: '[erased]', source_state: null });
  });

  test('takes every copy, and webhooks hear that the tasks are gone', async () => {
    await fill('L-1');
    await erase('L-1');
    expect(await running.query('select 1 as one from links')).toEqual([]);
    expect(await running.query('select 1 as one from source_states')).toEqual([]);
    expect(await running.query('select 1 as one from idempotency_keys')).toEqual([]);
    const deliveries = (await running.query('select type, payload from deliveries')) as {
      type: string;
      payload: string;
    }[];
    expect(deliveries.map(({ type }) => type)).toEqual(['task.deleted', 'task.deleted', 'task.deleted']);
    for (const { payload } of deliveries) expect(payload).not.toContain('Zebedee');
    expect((await exportOf('L-1')).tasks).toEqual([]);
  });

  test('leaves all others as they are', async () => {
    await fill('L-1');
    const other = await running.client.make({ title: 'stays', lead_id: 'L-2' });
    await running.client.created('L-3');
    await erase('L-1');
    expect((await running.client.call('GET', `/tasks/${other.id}`)).body).toEqual(other);
    expect((await exportOf('L-3')).tasks[0]).toMatchObject({ links: [{ lead_id: 'L-3' }], states: [{}] });
  });

  test('and an export stand in the audit log, without the id of the lead', async () => {
    await exportOf('ann@example.com');
    await erase('ann@example.com');
    const { body } = await running.client.call<{ entries: { action: string; subject: string }[] }>(
      'GET',
      '/audit',
    );
    expect(body.entries.map(({ action }) => action).sort()).toEqual(['lead.erased', 'lead.exported']);
    expect(new Set(body.entries.map(({ subject }) => subject)).size).toBe(1);
    expect(JSON.stringify(body)).not.toContain('ann@');
  });

  test('reaches no lead of another workspace, and needs the scope admin', async () => {
    await fill('L-1');
    const foreign = await clientWithKey(running, { workspace: 'w2' });
    const writer = await clientWithKey(running, { scopes: ['write', 'sync'] });
    const admin = await clientWithKey(running, { name: 'admin' });
    expect((await foreign.call('DELETE', '/leads/L-1')).body).toEqual({ tasks: 0 });
    expect((await foreign.call<LeadExport>('GET', '/leads/L-1/export')).body.tasks).toEqual([]);
    expect((await writer.call('DELETE', '/leads/L-1')).status).toBe(403);
    expect((await writer.call('GET', '/leads/L-1/export')).status).toBe(403);
    expect((await admin.call<LeadExport>('GET', '/leads/L-1/export')).body.tasks).toHaveLength(3);
  });
});
