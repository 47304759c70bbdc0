/** Telling the tracker where to call: what is sent, what the answers mean, and that the secret reaches no log and no sentence. */
import { ADDRESS, Client, KEY, refusalOf } from './support/client';

const HOOK = { url: 'https://script.google.com/macros/s/abc/exec', secret: 'f'.repeat(64) };

test('PUT and DELETE name the source, and only PUT carries something', () => {
  const client = new Client(() => ({ status: 204 }));
  expect(client.tracker.setWakeHook('a/b c', HOOK)).toBe(true);
  expect(client.tracker.removeWakeHook('a/b c')).toBe(true);
  const url = `${ADDRESS}/wake-hooks/a%2Fb%20c`;
  const headers = { accept: 'application/json', authorization: `Bearer ${KEY}` };
  expect(client.sent).toEqual([
    { method: 'PUT', url, headers, body: JSON.stringify(HOOK) },
    { method: 'DELETE', url, headers },
  ]);
});

test('404 is a tracker that knows no wake hooks, and no error', () => {
  const client = new Client(() => ({ status: 404 }));
  expect([client.tracker.setWakeHook('s', HOOK), client.tracker.removeWakeHook('s')]).toEqual([false, false]);
});

test.each([
  [302, /leads elsewhere/],
  [400, /refused the request \(400\)/],
  [401, /did not accept the key/],
  [500, /a fault of its own/],
])('%i is refused with what to do', (status, message) => {
  const client = new Client(() => ({ status }));
  expect(refusalOf(() => client.tracker.setWakeHook('s', HOOK)).message).toMatch(message);
});

test('a server that echoes what it was sent gives away neither secret nor address', () => {
  const client = new Client(() => ({
    status: 400,
    body: JSON.stringify({ detail: `Bad: ${JSON.stringify(HOOK)}` }),
  }));
  const { message } = refusalOf(() => client.tracker.setWakeHook('s', HOOK));
  for (const text of [message, ...client.log]) {
    expect(text).toMatch(/Bad: /);
    expect(text).not.toContain(HOOK.secret);
    expect(text).not.toContain(HOOK.url);
  }
});
