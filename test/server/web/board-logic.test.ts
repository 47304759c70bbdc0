/** The board's smaller rules. */
import {
  changesOf,
  clashesOf,
  draftOf,
  fieldsOf,
  rebaseDraft,
  sameDraft,
} from '../../../server/src/web/page/logic/card-draft';
import { chartInWords, layOutChart } from '../../../server/src/web/page/logic/flow-chart';
import { actionInWords, originInWords, valueInWords } from '../../../server/src/web/page/logic/history-words';
import { keyState } from '../../../server/src/web/page/logic/key-state';
import { neighbourCard, successorCard } from '../../../server/src/web/page/logic/neighbour-card';
import { reconnectPause } from '../../../server/src/web/page/logic/reconnect-pause';
import { safeUrl } from '../../../server/src/web/page/logic/safe-url';
import { shorten } from '../../../server/src/web/page/logic/shorten';
import { statusBeside } from '../../../server/src/web/page/logic/status-names';
import type { HistoryEntry } from '../../../server/src/web/page/api/types';
import { card } from './support';

describe('arrows', () => {
  const ids = (...names: string[]) => names.map((id) => ({ id }));
  const columns = { TODO: ids('a', 'b', 'c'), IN_PROGRESS: ids(), DONE: ids('x') };

  test.each([
    ['a', 'ArrowUp', null],
    ['a', 'ArrowDown', 'b'],
    ['c', 'ArrowRight', 'x'],
    ['x', 'ArrowLeft', 'a'],
    ['a', 'ArrowLeft', null],
    ['b', 'Home', 'a'],
    ['b', 'End', 'c'],
    ['gone', 'ArrowDown', null],
  ] as const)('from %s by %s to %s', (from, arrow, to) => {
    expect(neighbourCard(columns, from, arrow)).toBe(to);
  });

  test('when a card goes, the next takes over, at the end the one before', () => {
    expect(['a', 'c', 'x'].map((id) => successorCard(columns, id))).toEqual(['b', 'b', null]);
  });

  test('there is no column beyond the edge', () => {
    expect([statusBeside('TODO', -1), statusBeside('TODO', 1), statusBeside('DONE', 1)]).toEqual([
      null,
      'IN_PROGRESS',
      null,
    ]);
  });
});

describe('a draft', () => {
  const base = card({ title: 'Call Ada', lead_id: 'L-1', notes: 'x' });

  test('sends only what differs', () => {
    expect(changesOf({ ...draftOf(base, 'TODO'), title: 'Call Bo' }, base)).toEqual({ title: 'Call Bo' });
    expect(changesOf(draftOf(base, 'TODO'), base)).toEqual({});
  });

  test('an emptied lead is no lead', () => {
    expect(fieldsOf({ ...draftOf(base, 'TODO'), lead_id: '  ' }).lead_id).toBeNull();
  });

  test('moves onto a card that somebody else changed: their fields where mine are untouched', () => {
    const theirs = { ...base, notes: 'theirs', title: 'Call them', version: 2 };
    const mine = { ...draftOf(base, 'TODO'), title: 'Call me', status: 'DONE' as const };
    expect(rebaseDraft(mine, base, theirs)).toEqual({ ...mine, notes: 'theirs' });
    expect(clashesOf(mine, base, theirs)).toEqual(['title']);
    expect(clashesOf({ ...mine, title: 'Call them' }, base, theirs)).toEqual([]);
  });

  test('a new one is unchanged until something is typed', () => {
    const fresh = draftOf(null, 'DONE');
    expect(sameDraft(fresh, draftOf(null, 'DONE'))).toBe(true);
    expect(sameDraft({ ...fresh, notes: 'x' }, fresh)).toBe(false);
  });
});

describe('the flow chart', () => {
  const day = (date: string, created: number, moved = 0, done = 0) => ({ date, created, moved, done });

  test.each([
    [0, 1],
    [1, 1],
    [3, 4],
    [11, 12],
    [13, 16],
    [95, 100],
    [101, 120],
    [4_321, 6_000],
  ])('a highest value of %d has a scale to %d', (highest, top) => {
    expect(layOutChart([day('2026-01-01', highest)], 100, 50).top).toBe(top);
  });

  test('bars stand on the ground, side by side, within their day', () => {
    const { days } = layOutChart([day('2026-01-01', 4, 2, 0), day('2026-01-02', 1)], 200, 100);
    const [created, moved, done] = days[0]!.bars;
    expect(created).toMatchObject({ y: 0, height: 100 });
    expect(moved).toMatchObject({ y: 50, height: 50 });
    expect(done).toMatchObject({ y: 100, height: 0 });
    expect(created!.x + created!.width).toBeLessThan(moved!.x + 1);
    expect(done!.x + done!.width).toBeLessThan(days[1]!.x);
  });

  test('is said in one sentence', () => {
    expect(chartInWords([day('2026-01-01', 1, 2, 3), day('2026-01-02', 1)])).toBe(
      'In the last 2 days: 2 created, 2 moved, 3 done.',
    );
  });
});

describe('history in words', () => {
  const entry = (fields: Partial<HistoryEntry>): HistoryEntry => ({
    version: 1,
    at: '2026-01-01T00:00:00.000Z',
    action: 'changed',
    actor: { kind: 'key', name: 'sheet' },
    origin: { kind: 'sheet', source: 's1' },
    changes: [],
    ...fields,
  });

  test('a move is a move; several fields are a change', () => {
    const status = { field: 'status', from: 'TODO', to: 'IN_PROGRESS' } as const;
    const notes = { field: 'notes', from: '', to: 'x' } as const;
    expect(actionInWords(entry({ changes: [status] }))).toBe('moved the card to In progress');
    expect(actionInWords(entry({ changes: [notes] }))).toBe('changed the notes');
    expect(actionInWords(entry({ changes: [status, notes] }))).toBe('changed the card');
    expect(actionInWords(entry({ action: 'erased', changes: [status] }))).toBe('erased the personal data');
  });

  test('missing and empty values are said', () => {
    expect(valueInWords({ field: 'lead_id', from: null, to: '' }, 'from')).toBe('none');
    expect(valueInWords({ field: 'notes', from: null, to: '' }, 'to')).toBe('empty');
  });

  test('a sheet is called by its name once it is known', () => {
    const origin = entry({}).origin;
    expect(originInWords(origin, () => 'Leads 2026')).toBe('the sheet “Leads 2026”');
    expect(originInWords(origin, () => null)).toBe('a sheet');
  });
});

test('a key is live until it is revoked or its time has come', () => {
  const at = (time: string) => Date.parse(time);
  const key = { revoked_at: null, expires_at: '2026-06-01T00:00:00Z' };
  expect(keyState(key, at('2026-05-31T23:59:59Z'))).toBe('live');
  expect(keyState(key, at('2026-06-01T00:00:00Z'))).toBe('expired');
  expect(keyState({ ...key, revoked_at: '2026-01-01T00:00:00Z' }, at('2026-01-02T00:00:00Z'))).toBe(
    'revoked',
  );
  expect(keyState({ revoked_at: null, expires_at: null }, at('2100-01-01T00:00:00Z'))).toBe('live');
});

test('only addresses of the web become links', () => {
  const sent = [
    'https://docs.google.com/x',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    null,
  ];
  expect(sent.map(safeUrl)).toEqual(['https://docs.google.com/x', null, null, null, null]);
});

test('long titles are cut after a word, and never within a character', () => {
  expect(shorten('short')).toBe('short');
  expect(shorten('one two three four', 10)).toBe('one two…');
  expect(shorten('😀'.repeat(12), 10)).toBe(`${'😀'.repeat(10)}…`);
});

test('the pause before a new connection doubles up to its limit, and is spread', () => {
  expect([0, 1, 2, 10].map((attempt) => reconnectPause(attempt, 0.5))).toEqual([500, 1_000, 2_000, 15_000]);
  expect([reconnectPause(3, 0), reconnectPause(3, 1)]).toEqual([3_000, 5_000]);
});
