/** A reply is checked field by field at the edge, so that nothing inside has to. */
import { parseSyncReply, SYNC_OUTCOMES, TASK_STATUSES, type SyncReply } from '../../src/contract';
import { aTask } from '../core/support/examples';

const task = aTask();
const REPLY: SyncReply = {
  results: [
    { outcome: 'created', task },
    { outcome: 'rejected', task: null, problem: { code: 'invalid', message: 'Too long.' } },
  ],
  changes: [{ ...task, lead_id: null, source_state: null, source_version: null, deleted: true }],
  cursor: 'c1',
  has_more: false,
  full: true,
};

const without = (value: object, field: string): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));

test('a reply is taken as it is', () => {
  expect(parseSyncReply(REPLY)).toEqual(REPLY);
});

test('every outcome and every task status is known, and a null cursor is one', () => {
  for (const outcome of SYNC_OUTCOMES)
    for (const status of TASK_STATUSES) {
      const reply = { ...REPLY, cursor: null, results: [{ outcome, task: { ...task, status } }] };
      expect(parseSyncReply(reply)).not.toBeNull();
    }
});

test('what a later tracker adds is passed over', () => {
  const reply = { ...REPLY, more: 1, changes: [{ ...task, priority: 3 }] };
  expect(parseSyncReply(reply)).toMatchObject({ cursor: 'c1' });
  expect(parseSyncReply(reply)).not.toHaveProperty('more');
});

describe('no reply is', () => {
  test.each([null, undefined, 'text', 7, true, [], [REPLY], {}])('%j', (body) => {
    expect(parseSyncReply(body)).toBeNull();
  });

  test.each(['results', 'changes', 'cursor', 'has_more', 'full'])('one without %s', (field) => {
    expect(parseSyncReply(without(REPLY, field))).toBeNull();
  });

  test.each<[string, unknown]>([
    ['results', {}],
    ['results', [null]],
    ['results', ['created']],
    ['results', [[]]],
    ['changes', null],
    ['changes', [null]],
    ['changes', { 0: task }],
    ['cursor', 7],
    ['has_more', 'false'],
    ['has_more', 0],
    ['full', null],
  ])('one whose %s is %j', (field, value) => {
    expect(parseSyncReply({ ...REPLY, [field]: value })).toBeNull();
  });

  test('one with a result that has no known outcome, or no task without being rejected', () => {
    const results: unknown[] = [
      { outcome: 'done', task },
      { task },
      { outcome: 'created', task: null },
      { outcome: 'created' },
      { outcome: 'rejected' },
    ];
    for (const result of results) expect(parseSyncReply({ ...REPLY, results: [result] })).toBeNull();
  });

  test.each<[string, unknown[]]>([
    ['id', [7, null]],
    ['title', [7, null]],
    ['status', ['todo', 'CLOSED', null, 7]],
    ['lead_id', [7, {}]],
    ['notes', [null, 7]],
    ['version', ['1', 1.5, null, Number.NaN]],
    ['created_at', [null, 7]],
    ['updated_at', [null, 7]],
    ['deleted', [0, 'false', null]],
    ['source_state', [7, {}]],
    ['source_version', ['1', 1.5]],
  ])(
    'one with a task whose %s is missing or is one of %j, among the results or the changes',
    (field, values) => {
      const broken = [without(task, field), ...values.map((value) => ({ ...task, [field]: value }))];
      const taken = broken.filter((each) => {
        const results = [{ outcome: 'updated', task: each }];
        const replies = [
          { ...REPLY, changes: [task, each] },
          { ...REPLY, results },
        ];
        return replies.some((reply) => parseSyncReply(reply) !== null);
      });
      expect(taken).toEqual([]);
    },
  );

  test.each<[string, unknown]>([
    ['text', 'too long'],
    ['without a code', { message: 'Too long.' }],
    ['without a message', { code: 'invalid' }],
    ['with a message that is no text', { code: 'invalid', message: { en: 'Too long.' } }],
  ])('one with a problem that is %s', (_, problem) => {
    const results = [{ outcome: 'rejected', task: null, problem }];
    expect(parseSyncReply({ ...REPLY, results })).toBeNull();
  });
});
