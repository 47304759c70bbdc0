/** Filters in the address, and on cards that arrive live. */
import {
  hasFilters,
  NO_FILTERS,
  passesFilters,
  readFilters,
  writeFilters,
} from '../../../server/src/web/page/logic/board-filters';
import { card, linkTo } from './support';

test('what is written is what is read, and other parameters stay', () => {
  const filters = { text: 'a&b=c ü', lead: 'L-1', source: 'none' };
  const search = writeFilters('?view=flow&q=old', filters);
  expect(readFilters(search)).toEqual(filters);
  expect(new URLSearchParams(search).get('view')).toBe('flow');
});

test('no filters leave no question mark', () => {
  expect(writeFilters('?q=old', NO_FILTERS)).toBe('');
  expect(hasFilters(readFilters(''))).toBe(false);
});

test('blanks around are dropped, and a text too long for the tracker is cut', () => {
  expect(readFilters('?q=%20%20').text).toBe('');
  expect(readFilters(`?q=${'x'.repeat(300)}`).text).toHaveLength(200);
});

test('text is looked for in title and notes, in any case', () => {
  const shown = (text: string) =>
    passesFilters(card({ title: 'Call Ada', notes: 'Prefers MAIL' }), { ...NO_FILTERS, text });
  expect(['ADA', 'mail', 'call a', 'phone'].map(shown)).toEqual([true, true, true, false]);
});

test('a lead is the whole lead, not a part of it', () => {
  const shown = (lead: string) => passesFilters(card({ lead_id: 'L-10' }), { ...NO_FILTERS, lead });
  expect(['L-10', 'L-1', ''].map(shown)).toEqual([true, false, true]);
});

test('a source is a sheet, or none', () => {
  const shown = (source: string, links = [linkTo('s1')]) =>
    passesFilters(card({ links }), { ...NO_FILTERS, source });
  expect([shown('s1'), shown('s2'), shown('none'), shown('none', [])]).toEqual([true, false, false, true]);
});
