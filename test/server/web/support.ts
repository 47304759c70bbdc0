/** Cards for tests of the board's logic. */
import type { Card } from '../../../server/src/web/page/api/types';

export function card(fields: Partial<Card> = {}): Card {
  return {
    id: 'a',
    title: 'Call Ada',
    status: 'TODO',
    lead_id: null,
    notes: '',
    version: 1,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
    links: [],
    ...fields,
  };
}

export function linkTo(source: string): Card['links'][number] {
  return { source, lead_id: '1', sheet: null, row: null, url: null };
}
