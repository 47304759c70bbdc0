/** POST /sync as a whole: one bad operation stops nobody, a malformed envelope stops everything. */
import { SYNC_LIMITS, type ProblemDetails, type SyncResult } from '../../src/contract';
import {
  create,
  link,
  outcomes,
  runTracker,
  UNKNOWN_ID,
  update,
  type Client,
  type RunningTracker,
} from './support/running-tracker';

let running: RunningTracker;
let client: Client;
beforeEach(async () => {
  running = await runTracker();
  client = running.client;
});
afterEach(() => running.stop());

describe('one bad operation stops nobody', () => {
  const bad: [string, unknown][] = [
    ['null', null],
    ['a text', 'Jane.Secret'],
    ['no op', { lead_id: 'L' }],
    ['an unknown op', { op: 'Jane.Secret', lead_id: 'L' }],
    ['an unknown field', { ...create('L'), id: 'Jane.Secret' }],
    ['a missing field', { op: 'create', lead_id: 'Jane.Secret' }],
    ['a blank title', { ...create('L'), title: ' ' }],
    ['an unknown status', { ...create('L'), status: 'Jane.Secret' }],
    ['NUL in a text', { ...create('L'), notes: 'Jane.Secret\0' }],
    ['half a surrogate pair in the state', { ...create('L'), state: '\ud83d' }],
    ['a state too long', { ...create('L'), state: 's'.repeat(SYNC_LIMITS.state + 1) }],
    ['a null lead', { ...create('L'), lead_id: null }],
    ['version 0', { op: 'update', task_id: 'T', if_version: 0, set: {}, state: '' }],
    ['a version that is text', { op: 'update', task_id: 'T', if_version: '1', set: {}, state: '' }],
    ['lead_id in set', { op: 'update', task_id: 'T', if_version: 1, set: { lead_id: 'L' }, state: '' }],
    ['a null status in set', { op: 'update', task_id: 'T', if_version: 1, set: { status: null }, state: '' }],
    ['a link without task', { op: 'link', lead_id: 'L' }],
  ];

  test.each(bad)(
    '%s is rejected as invalid, with a sentence, and the others are done',
    async (_name, operation) => {
      const { status, body } = await client.trySync({ operations: [create('L1'), operation, create('L2')] });
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          results: [
            { outcome: 'created', task: { lead_id: 'L1' } },
            {
              outcome: 'rejected',
              task: null,
              problem: { code: 'invalid', message: expect.stringMatching(/^[\w ]+.*\.$/) as string },
            },
            { outcome: 'created', task: { lead_id: 'L2' } },
          ],
        },
      });
      expect(JSON.stringify(body)).not.toContain('Jane.Secret');
      expect((await client.tasks()).map((task) => task.lead_id)).toEqual(['L1', 'L2']);
    },
  );

  test('each kind of outcome in one exchange, in order', async () => {
    const [kept, stale, gone, byHand] = [
      await client.created('kept'),
      await client.created('stale'),
      await client.created('gone'),
      await client.make(),
    ];
    await client.call('PATCH', `/tasks/${stale.id}`, { body: { notes: 'x' } });
    await client.remove(gone);
    const { body } = await client.trySync({
      operations: [
        create('new'),
        create('kept'),
        update(kept, { status: 'DONE' }),
        update({ ...kept, version: 2 }, { status: 'DONE' }),
        update(stale, { status: 'DONE' }),
        create('gone'),
        { op: 'nonsense' },
        update({ id: UNKNOWN_ID, version: 1 }, {}),
        link('by hand', byHand),
      ],
    });
    expect(outcomes((body as { results: SyncResult[] }).results)).toEqual([
      'created',
      'adopted',
      'updated',
      'unchanged',
      'conflict',
      'deleted',
      'rejected',
      'rejected',
      'adopted',
    ]);
  });

  test('500 operations of all kinds are one exchange, quick enough for a person waiting', async () => {
    const creates = Array.from({ length: 500 }, (_, number) =>
      create(`L${number}`, { state: 's'.repeat(500) }),
    );
    const { results } = await client.sync({ operations: creates });
    expect(new Set(outcomes(results))).toEqual(new Set(['created']));
    expect(results.map((result) => result.task?.lead_id)).toEqual(creates.map((_, number) => `L${number}`));
    const started = performance.now();
    const mixed = results.map(({ task }, number) =>
      number % 5 === 0 ? create(`L${number}`) : update(task!, { status: number % 5 === 1 ? 'TODO' : 'DONE' }),
    );
    const again = await client.sync({ operations: mixed });
    expect(performance.now() - started).toBeLessThan(1_000);
    const expected = ['adopted', 'unchanged', 'updated', 'updated', 'updated'];
    expect(outcomes(again.results)).toEqual(mixed.map((_, number) => expected[number % 5]));
  });
});

describe('a malformed envelope is refused as a whole', () => {
  const envelope = { source: 'sheet-1', run: 1, cursor: null, operations: [create('L1')], limit: 0 };
  const bad: [string, unknown, RegExp][] = [
    ['no object', [envelope], /must be a JSON object/],
    [
      'an unknown field',
      { ...envelope, dry_run: true },
      /unknown field.*source, run, cursor, operations, limit/,
    ],
    ['no source', { ...envelope, source: undefined }, /source must be/],
    ['a blank source', { ...envelope, source: ' ' }, /source must be/],
    ['a source too long', { ...envelope, source: 's'.repeat(201) }, /source must be/],
    ['a source with NUL', { ...envelope, source: 's\0' }, /NUL/],
    ['no run', { ...envelope, run: undefined }, /run must be a whole number/],
    ['a negative run', { ...envelope, run: -1 }, /run must be a whole number/],
    ['half a run', { ...envelope, run: 1.5 }, /run must be a whole number/],
    ['a run beyond exact numbers', { ...envelope, run: 2 ** 53 }, /run must be a whole number/],
    ['no cursor', { ...envelope, cursor: undefined }, /cursor must be null or/],
    ['a cursor that is a number', { ...envelope, cursor: 5 }, /cursor must be null or/],
    ['no operations', { ...envelope, operations: undefined }, /operations must be a list/],
    ['operations that are an object', { ...envelope, operations: {} }, /operations must be a list/],
    [
      '501 operations',
      { ...envelope, operations: Array(501).fill(create('L1')) },
      /at most 500.*next request/,
    ],
    ['no limit', { ...envelope, limit: undefined }, /limit must be a whole number from 0 to 500/],
    ['limit 501', { ...envelope, limit: 501 }, /limit must be/],
    ['limit -1', { ...envelope, limit: -1 }, /limit must be/],
  ];
  test.each(bad)('%s', async (_name, body, says) => {
    const writes = running.writes();
    const answer = await client.call<ProblemDetails>('POST', '/sync', { body });
    expect({ status: answer.status, detail: answer.body.detail }).toEqual({
      status: 400,
      detail: expect.stringMatching(says) as string,
    });
    expect(running.writes()).toBe(writes);
  });
});
