/** Pages, live changes and wishes become columns. */
import fc from 'fast-check';
import type { ChangedCard } from '../../../server/src/web/page/api/types';
import { NO_FILTERS } from '../../../server/src/web/page/logic/board-filters';
import {
  applyChanges,
  columnsOf,
  countWishes,
  mergeCards,
  type CardMap,
  type GoneMap,
} from '../../../server/src/web/page/logic/card-list';
import { card } from './support';

const NOTHING: CardMap = new Map();
const NO_WISHES = new Map();
const changed = (fields: Partial<ChangedCard>): ChangedCard => ({
  ...card(fields),
  deleted: false,
  ...fields,
});

test('an answer that comes late does not undo a newer change', () => {
  const known = mergeCards(NOTHING, [card({ version: 3, title: 'new' })]);
  expect(mergeCards(known, [card({ version: 2, title: 'old' })]).get('a')?.title).toBe('new');
});

test('a page that was asked for before a deletion does not bring the card back; a restored card does come', () => {
  const start = { known: mergeCards(NOTHING, [card()]), gone: new Map<string, number>() };
  const { known, gone } = applyChanges(start, [changed({ version: 2, deleted: true })], NO_FILTERS);
  expect([...known.keys()]).toEqual([]);
  expect([...mergeCards(known, [card({ version: 1 })], gone).keys()]).toEqual([]);
  expect([...mergeCards(known, [card({ version: 3 })], gone).keys()]).toEqual(['a']);
  expect([...applyChanges({ known, gone }, [changed({ version: 3 })], NO_FILTERS).known.keys()]).toEqual([
    'a',
  ]);
});

test('a change after which a card passes the filters no more takes it away', () => {
  const start = { known: mergeCards(NOTHING, [card({ lead_id: 'L-1' })]), gone: new Map<string, number>() };
  const filters = { ...NO_FILTERS, lead: 'L-1' };
  expect(applyChanges(start, [changed({ version: 2, lead_id: 'L-2' })], filters).known.size).toBe(0);
});

test('columns are newest first; cards of one moment keep the order of their page', () => {
  const same = '2026-01-02T00:00:00.000Z';
  const page = ['z', 'm', 'a'].map((id) => card({ id, created_at: same }));
  const known = mergeCards(mergeCards(NOTHING, [card({ id: 'old' }), ...page]), [
    card({ id: 'newest', created_at: '2026-01-03T00:00:00.000Z' }),
  ]);
  expect(columnsOf(known, NO_WISHES).TODO.map(({ id }) => id)).toEqual(['newest', 'z', 'm', 'a', 'old']);
});

test('a wish shows at once, in columns and counts, and is gone without a trace when it is lifted', () => {
  const known = mergeCards(NOTHING, [card(), card({ id: 'b' })]);
  const wishes = new Map([
    ['a', { fields: { status: 'DONE' as const }, deleted: false }],
    ['b', { fields: {}, deleted: true }],
  ]);
  expect(columnsOf(known, wishes)).toMatchObject({ TODO: [], DONE: [{ id: 'a', status: 'DONE' }] });
  expect(countWishes(known, wishes)).toEqual({ TODO: -2, IN_PROGRESS: 0, DONE: 1 });
  expect(columnsOf(known, NO_WISHES).TODO).toHaveLength(2);
});

test('whatever order pages and live changes come in, the newest version of each card is what stands', () => {
  const version = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    version: fc.integer({ min: 1, max: 6 }),
    live: fc.boolean(),
  });
  // One truth for each version of a card: whether it was a deletion.
  const isDeleted = (id: string, number: number) => (id.charCodeAt(0) + number) % 3 === 0;
  fc.assert(
    fc.property(fc.array(version, { maxLength: 20 }), (told) => {
      let state: { known: CardMap; gone: GoneMap } = { known: NOTHING, gone: new Map() };
      const newest = new Map<string, number>();
      for (const { id, version: number, live } of told) {
        const deleted = isDeleted(id, number);
        if (!live && deleted) continue;
        newest.set(id, Math.max(newest.get(id) ?? 0, number));
        if (live) state = applyChanges(state, [changed({ id, version: number, deleted })], NO_FILTERS);
        else
          state = { ...state, known: mergeCards(state.known, [card({ id, version: number })], state.gone) };
      }
      const wanted = [...newest].filter(([id, number]) => !isDeleted(id, number)).sort();
      expect([...state.known.values()].map(({ id, version: v }) => [id, v]).sort()).toEqual(wanted);
    }),
  );
});
