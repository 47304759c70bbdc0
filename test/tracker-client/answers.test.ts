/** What each answer means to a person: one sentence that says what to do, and a code for the program. */
import { LeadSyncError } from '../../src/core/errors';
import { ADDRESS, Client, EMPTY_REPLY, KEY, refusalOf } from './support/client';

const ok = { body: JSON.stringify(EMPTY_REPLY) };

describe('an exchange', () => {
  test('is one POST to /sync with the request as its body and the key in its header', () => {
    const client = new Client(() => ok);
    expect(client.exchange()).toEqual(EMPTY_REPLY);
    expect(client.sent).toEqual([
      {
        method: 'POST',
        url: `${ADDRESS}/sync`,
        headers: { accept: 'application/json', authorization: `Bearer ${KEY}` },
        body: '{"source":"sheet-1","run":1,"cursor":null,"operations":[],"limit":0}',
      },
    ]);
    expect(client.log).toEqual([]);
  });

  test('without a key sends no authorization', () => {
    const client = new Client(() => ok, '');
    client.exchange();
    expect(client.sent[0]?.headers).not.toHaveProperty('authorization');
  });

  test('goes on after a fault that passed, and logs it', () => {
    let attempts = 0;
    const client = new Client(() => ((attempts += 1) < 3 ? { status: 503 } : ok));
    expect(client.exchange()).toEqual(EMPTY_REPLY);
    expect(client.log).toHaveLength(2);
  });
});

describe('a refusal', () => {
  test.each<[number, string]>([
    [400, 'The tracker refused the request (400). Check that sheet and tracker have the same version.'],
    [401, 'The tracker did not accept the key (401). Choose "Set up" and enter a valid one.'],
    [403, 'The tracker did not accept the key (403). Choose "Set up" and enter a valid one.'],
    [404, 'There is no Work Tracker at this address (404). Choose "Set up" and check it.'],
    [413, 'The tracker refused the request (413). Check that sheet and tracker have the same version.'],
    [422, 'The tracker refused the request (422). Check that sheet and tracker have the same version.'],
    [429, 'The tracker asks to slow down (429). The next scheduled sync tries again.'],
    [
      500,
      'The tracker has a fault of its own (500). The next scheduled sync tries again; tell whoever runs it.',
    ],
    [
      503,
      'The tracker has a fault of its own (503). The next scheduled sync tries again; tell whoever runs it.',
    ],
  ])('%i says what to do', (status, message) => {
    const error = new Client(() => ({ status, body: '<html>' })).refusal();
    expect([error.code, error.message, error.data]).toEqual(['tracker_refused', message, { status }]);
  });

  test('repeats the tracker’s own reason behind it', () => {
    const body = JSON.stringify({ detail: 'limit must be a whole number from 0 to 500.' });
    expect(new Client(() => ({ status: 400, body })).refusal().message).toMatch(
      /same version\. \(limit must be a whole number from 0 to 500\.\)$/,
    );
  });

  test.each(['null', '[]', '"text"', '{"detail":7}', '', '{'])('with the body %s needs no reason', (body) => {
    expect(new Client(() => ({ status: 404, body })).refusal().message).toMatch(/check it\.$/);
  });

  test('410 is a cursor that is gone', () => {
    expect(new Client(() => ({ status: 410 })).refusal().code).toBe('cursor_gone');
  });

  test.each<[string, object]>([
    ['{"last_run":12}', { last_run: 12 }],
    ['{}', {}],
    ['{"last_run":"12"}', {}],
    ['busy', {}],
  ])('409 with %s is a newer run, and carries the number when there is one', (body, data) => {
    const error = new Client(() => ({ status: 409, body })).refusal();
    expect([error.code, error.data]).toEqual(['run_overtaken', data]);
  });

  test.each([301, 302, 307])('%i is a refusal: a key does not follow to another address', (status) => {
    const client = new Client(() => ({ status, headers: { location: 'https://elsewhere.example/' } }));
    expect(client.refusal().code).toBe('tracker_refused');
    expect(client.sent).toHaveLength(1);
  });
});

test('no answer names the address, says what to check, and keeps the cause', () => {
  const cause = new Error('DNS error');
  const error = new Client(() => cause).refusal();
  expect(error.code).toBe('tracker_unreachable');
  expect(error.message).toBe(
    `No answer from ${ADDRESS}. Check the address, and that Google's servers can reach it: localhost and private addresses need a tunnel.`,
  );
  expect(error.cause).toBe(cause);
});

test.each(['', '<html>Welcome</html>', '{}', 'null', '{"results":[]}'])(
  'a friendly 200 with the body %j is not a Work Tracker',
  (body) => {
    const error = new Client(() => ({ body })).refusal();
    expect(error.code).toBe('tracker_not_understood');
    expect(error.message).toContain('it is not a Work Tracker of this version');
  },
);

describe('the connection test', () => {
  test('asks for /health and then for an exchange that changes nothing', () => {
    const client = new Client(() => ok);
    client.tracker.test('sheet-1', 7);
    expect(client.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${ADDRESS}/health`,
      `POST ${ADDRESS}/sync`,
    ]);
    expect(JSON.parse(client.sent[1]?.body ?? '')).toMatchObject({ run: 7, operations: [], limit: 0 });
    expect(client.sent[0]).not.toHaveProperty('body');
  });

  test.each([
    ['/health', 404],
    ['/sync', 401],
  ])('fails with the sentence for whatever %s answers', (path, status) => {
    const client = new Client(({ url }) => (url.endsWith(path) ? { status } : ok));
    const error = refusalOf(() => client.tracker.test('sheet-1', 7));
    expect(error).toBeInstanceOf(LeadSyncError);
    expect(error.message).toContain(`(${status})`);
  });
});
