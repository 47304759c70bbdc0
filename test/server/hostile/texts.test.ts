/** SQL and HTML in every text field come back as the same text, by every way out. */
import fc from 'fast-check';
import type { SyncReply, Task } from '../../../src/contract';
import { clientWithKey, type KeyClient } from '../support/keys';
import { create, runTracker, type RunningTracker } from '../support/running-tracker';
import { HTML_TEXTS, ODD_TEXTS, SQL_TEXTS } from './hostile-texts';

const isKept = (text: string) => text.trim() !== '' && !text.includes('\0') && !/\p{Surrogate}/u.test(text);
const TEXTS = [...SQL_TEXTS, ...HTML_TEXTS, ...ODD_TEXTS.filter(isKept)];
/** Also what a person might type, and what nobody would. */
const someText = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(isKept),
);

let running: RunningTracker;
let client: KeyClient;
beforeAll(async () => {
  running = await runTracker({ rateLimit: 0 });
  client = await clientWithKey(running);
});
afterAll(() => running.stop());

const read = async <T>(path: string) => (await client.call<T>('GET', path)).body;

test('a task: made, changed, listed, found by its lead, with card and history', async () => {
  await fc.assert(
    fc.asyncProperty(someText, someText, someText, async (title, notes, lead_id) => {
      const made = await client.make({ title, notes, lead_id });
      const kept = { title: title.trim(), notes, lead_id };
      expect(made).toMatchObject(kept);
      expect(await read(`/tasks/${made.id}`)).toMatchObject(kept);
      expect(await read(`/tasks/${made.id}/card`)).toMatchObject(kept);
      const ofLead = await read<Task[]>(`/tasks/by-lead/${encodeURIComponent(lead_id)}`);
      expect(ofLead.find(({ id }) => id === made.id)).toMatchObject(kept);
      const body = { title: notes, notes: lead_id, lead_id: title };
      const changed = await client.call('PATCH', `/tasks/${made.id}`, { body });
      expect(changed.body).toMatchObject({ title: notes.trim(), notes: lead_id, lead_id: title });
      const history = await read<{ changes: { field: string; from: unknown; to: unknown }[] }[]>(
        `/tasks/${made.id}/history`,
      );
      expect(history[0]?.changes).toContainEqual({ field: 'lead_id', from: null, to: lead_id });
      if (lead_id !== title)
        expect(history[1]?.changes).toContainEqual({ field: 'lead_id', from: lead_id, to: title });
      await client.call('DELETE', `/tasks/${made.id}`);
    }),
    { numRuns: 120, seed: 4 },
  );
});

test('a search for it finds it, and nothing else', async () => {
  await client.make({ title: 'plain' });
  for (const text of TEXTS) {
    const { id } = await client.make({ title: 'sought', notes: text });
    const found = await read<Task[]>(`/tasks?q=${encodeURIComponent(text)}`);
    expect(found.map((task) => task.id)).toContain(id);
    expect(
      found.every(({ title, notes }) => `${title}\n${notes}`.toLowerCase().includes(text.toLowerCase())),
    ).toBe(true);
    await client.call('DELETE', `/tasks/${id}`);
  }
});

test('a sheet: its name, its state, and its lead on the card', async () => {
  for (const [index, text] of TEXTS.entries()) {
    const source = `${text} ${index}`;
    const sheet = {
      name: text,
      url: `https://docs.google.com/spreadsheets/d/${encodeURIComponent(text)}/edit`,
    };
    const [result] = (
      await client.sync({ source, sheet, limit: 0, operations: [create(text, { title: text, state: text })] })
    ).results;
    expect(result?.task).toMatchObject({ title: text.trim(), lead_id: text, source_state: text });
    const feed = await client.call<SyncReply>('GET', `/changes?source=${encodeURIComponent(source)}`);
    expect(feed.body.changes.find(({ id }) => id === result?.task?.id)?.source_state).toBe(text);
    const card = await read<{ links: unknown[] }>(`/tasks/${result?.task?.id}/card`);
    expect(card.links).toMatchObject([{ source, lead_id: text, sheet }]);
    const sources = await read<{ source: string; name: string }[]>('/board/sources');
    expect(sources.find((one) => one.source === source)?.name).toBe(text);
  }
});

test('a key and whoever signs in by a link', async () => {
  for (const text of [...SQL_TEXTS, ...HTML_TEXTS]) {
    const made = await client.call<{ name: string }>('POST', '/keys', {
      body: { name: text, scopes: ['read'] },
    });
    if (made.status === 400) continue;
    expect(made).toMatchObject({ status: 201, body: { name: text } });
    const keys = await read<{ name: string }[]>('/keys');
    expect(keys.some(({ name }) => name === text)).toBe(true);
  }
  const audit = await read<{ entries: unknown[] }>('/audit');
  expect(audit.entries.length).toBeGreaterThan(0);
});

test('such texts leave the tables as they were', async () => {
  expect(await running.query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect((await client.call('GET', '/tasks')).status).toBe(200);
});
