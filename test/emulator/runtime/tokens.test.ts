/** Tokens of ScriptApp: whom they speak for, for how long, and the call back that a state token brings about. */
import { createVerify } from 'node:crypto';
import { emulate, SCOPES, valueOf } from './harness';

const [ANN, BOB] = ['ann@example.com', 'bob@example.com'] as const;
const SOURCE = `
const access = () => ScriptApp.getOAuthToken();
const identity = () => ScriptApp.getIdentityToken();
const leave = () => ScriptApp.invalidateAuth();
const state = (seconds) => ScriptApp.newStateToken().withMethod('signedIn').withArgument('service', 'crm').withTimeout(seconds).createToken();
const plainState = () => ScriptApp.newStateToken().createToken();
function signedIn(e) {
  return HtmlService.createHtmlOutput([e.parameter.service, e.parameter.code, Session.getEffectiveUser().getEmail()].join(' '));
}
function callback() { return ContentService.createTextOutput('by default'); }`;
const emulator = (names: readonly string[], options = {}) =>
  emulate(SOURCE, {
    users: [ANN, BOB],
    clock: { start: new Date(Date.UTC(2026, 0, 2)) },
    manifest: { oauthScopes: names.map((name) => (name === 'openid' ? name : SCOPES + name)) },
    ...options,
  });
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as unknown;

test('an access token speaks for its person and what they have granted, for an hour, until they take it back', async () => {
  const book = emulator(['spreadsheets', 'script.external_request'], { authorization: 'ask' });
  book.authorization.grant(BOB, [`${SCOPES}spreadsheets`]);
  book.authorization.grant(ANN, 'all');
  const [anns, bobs] = [await valueOf(book, 'access'), await valueOf(book, 'access', { user: BOB })].map(
    String,
  );
  const read = (token = '') => book.authorization.readToken(token);
  expect(read(anns)).toEqual({
    user: ANN,
    scopes: [`${SCOPES}spreadsheets`, `${SCOPES}script.external_request`],
  });
  expect(read(bobs)).toEqual({ user: BOB, scopes: [`${SCOPES}spreadsheets`] });
  expect([read(`${anns}x`), read('ya29.x'), read(String(await valueOf(book, 'plainState')))]).toEqual([
    null,
    null,
    null,
  ]);
  expect(await valueOf(book, 'leave', { user: BOB })).toBeUndefined();
  expect([read(bobs), read(anns)?.user]).toEqual([null, ANN]);
  expect(await valueOf(book, 'access', { user: BOB })).toContain('Authorization is required');
  await book.advanceClock(60 * 60_000);
  expect(read(anns)).toBeNull();
});

test('an identity token is a signed one of OpenID Connect, with an address where it may have one, and null without the scope', async () => {
  expect(await valueOf(emulator(['userinfo.email']), 'identity')).toBeNull();
  const book = emulator(['openid', 'userinfo.email']);
  const token = String(await valueOf(book, 'identity', { user: BOB }));
  const [head, body, signature] = token.split('.') as [string, string, string];
  const verify = createVerify('RSA-SHA256').update(`${head}.${body}`);
  expect(verify.verify(book.authorization.identityKey(), signature, 'base64url')).toBe(true);
  const iat = Date.UTC(2026, 0, 2) / 1_000;
  expect(claimsOf(token)).toEqual({
    ...{
      iss: 'https://accounts.google.com',
      azp: expect.any(String) as string,
      aud: expect.any(String) as string,
    },
    ...{
      sub: expect.stringMatching(/^\d{21}$/) as string,
      email: BOB,
      email_verified: true,
      iat,
      exp: iat + 3_600,
    },
  });
  expect(claimsOf(String(await valueOf(emulator(['openid']), 'identity')))).not.toHaveProperty('email');
});

test('a state token brings its function about, with its arguments, as the person who made it, as long as it lasts', async () => {
  const book = emulator(['userinfo.email']);
  const path = '/macros/d/script-id/usercallback';
  const call = async (state: unknown, method = 'GET') => {
    const answer = await book.webApp.handle({
      method,
      path,
      query: `state=${String(state)}&code=4711&service=other`,
    });
    return [answer.status, /^<!DOCTYPE html>(?:<title>)?(.*)$/s.exec(answer.body)?.[1] ?? answer.body];
  };
  const state = await valueOf(book, 'state', { args: [120], user: BOB });
  expect(await call(state)).toEqual([200, `crm 4711 ${BOB}`]);
  expect((await call(await valueOf(book, 'plainState')))[0]).toBe(302);
  expect((await call(state, 'POST'))[0]).toBe(405);
  expect((await call(await valueOf(book, 'access')))[0]).toBe(403);
  await book.advanceClock(120_000);
  expect(await call(state)).toEqual([403, expect.stringContaining('invalid or has expired') as string]);
  expect(await valueOf(book, 'state', { args: [3_601] })).toBe('Exception: Invalid argument: seconds');
});
