/** The feed of changes: everything once, in order, in pages, tombstones included, and nothing twice. */
import type { SyncReply } from '../../src/contract';
import { create, update, type Desk } from './support/desk';

export function describeFeed({
  exchange,
  created,
  byHand,
  read,
  refusal,
  people,
  cursorOfAnother,
}: Desk): void {
  describe('the feed', () => {
    test('gives everything from the start, oldest change first, then nothing more', () => {
      const ids = [created('L1').id, byHand(), created('L2').id];
      people.edit(ids[0]!, { status: 'DONE' });
      const page = read(null);
      expect(page).toMatchObject({ has_more: false, full: true });
      expect(page.changes.map(({ id }) => id)).toEqual([ids[1], ids[2], ids[0]]);
      expect(read(page.cursor)).toEqual({
        results: [],
        changes: [],
        cursor: page.cursor,
        has_more: false,
        full: false,
      });
    });

    test('gives a task changed twice once, as it is now', () => {
      const { cursor } = read(null);
      const id = byHand();
      people.edit(id, { status: 'IN_PROGRESS' });
      people.edit(id, { status: 'DONE' });
      expect(read(cursor).changes).toMatchObject([{ id, status: 'DONE', version: 3 }]);
    });

    test('keeps a deleted task as a tombstone, for a read of everything too', () => {
      const id = byHand();
      const { cursor } = read(null);
      people.remove(id);
      const tombstone = { id, deleted: true, version: 2, title: 'By hand', status: 'TODO' };
      expect(read(cursor).changes).toMatchObject([tombstone]);
      expect(read(null).changes).toMatchObject([tombstone]);
    });

    test('leaves out what the results hold, now and later', () => {
      const other = byHand();
      const reply = read(null, { operations: [create('L1')] });
      expect(reply.changes.map(({ id }) => id)).toEqual([other]);
      expect(reply.has_more).toBe(false);
      expect(read(reply.cursor).changes).toEqual([]);
    });

    test('leaves out a task that a conflict has shown', () => {
      const task = created('L1');
      const { cursor } = read(null);
      people.edit(task.id, { status: 'DONE' });
      const reply = read(cursor, { operations: [update(task, {})] });
      expect(reply.results).toMatchObject([{ outcome: 'conflict' }]);
      expect(reply.changes).toEqual([]);
      expect(read(reply.cursor).changes).toEqual([]);
    });

    test('comes in pages of the wanted size, and says on each that it is a read of everything', () => {
      const ids = ['a', 'b', 'c', 'd', 'e'].map((title) => byHand(title));
      const pages: SyncReply[] = [];
      do pages.push(read(pages.at(-1)?.cursor ?? null, { limit: 2 }));
      while (pages.at(-1)!.has_more && pages.length < 9);
      expect(pages.map(({ changes }) => changes.map(({ id }) => id))).toEqual([
        ids.slice(0, 2),
        ids.slice(2, 4),
        ids.slice(4),
      ]);
      expect(pages.map(({ full }) => full)).toEqual([true, true, true]);
      expect(read(pages.at(-1)!.cursor).full).toBe(false);
    });

    test('a page that is just full has nothing behind it', () => {
      byHand('a');
      byHand('b');
      expect(read(null, { limit: 2 }).has_more).toBe(false);
    });

    test('loses nothing when a task changes between two pages', () => {
      const ids = ['a', 'b', 'c'].map((title) => byHand(title));
      const first = read(null, { limit: 2 });
      people.edit(ids[0]!, { status: 'DONE' });
      const second = read(first.cursor, { limit: 2 });
      expect(second.changes).toMatchObject([{ id: ids[2] }, { id: ids[0], status: 'DONE' }]);
    });

    test('with limit 0 the cursor comes back as it was sent, and what was pushed waits behind it', () => {
      const { cursor } = read(null);
      const reply = exchange({ cursor, operations: [create('L1')], limit: 0 });
      expect(reply).toMatchObject({ changes: [], cursor, has_more: true });
      expect(read(cursor).changes).toMatchObject([{ lead_id: 'L1' }]);
      expect(exchange({ cursor: null, limit: 0 })).toMatchObject({
        changes: [],
        cursor: null,
        has_more: true,
      });
      const { cursor: end } = read(null);
      expect(exchange({ cursor: end, limit: 0 })).toMatchObject({ cursor: end, has_more: false });
    });

    test('a cursor of another tracker, or none at all, is gone; the refused exchange did nothing', async () => {
      const foreign = await cursorOfAnother();
      byHand();
      for (const cursor of [foreign, '', 'nonsense', '9.9.9']) {
        const operations = [create('L1')];
        expect(refusal({ run: 5, cursor, operations, limit: 100 })).toMatchObject({ code: 'cursor_gone' });
      }
      // Neither the task nor the run number has been taken.
      expect(read(null).changes.map(({ title }) => title)).toEqual(['By hand']);
    });
  });
}
