/** UrlFetchApp as `send`: what is asked of the platform, what goes out, and what comes back. */
import type { DirectAnswer, DirectOptions } from '../../emulator/src/index';
import { sendByUrlFetch } from '../../src/gas/url-fetch';
import type { HttpRequest } from '../../src/tracker/http';
import { openScript, publish } from './support/script';

type Request = Parameters<NonNullable<DirectOptions['fetch']>>[0];

const URL = 'https://tracker.example.dev/sync';
const HEADERS = { accept: 'application/json', authorization: 'Bearer k-5ecret' };
const POST: HttpRequest = { method: 'POST', url: URL, headers: HEADERS, body: '{"run":1}' };
const GET: HttpRequest = { method: 'GET', url: URL, headers: HEADERS };

/** What the server received, and what the platform was asked, since `answering`. */
let received: Request[];
let asked: unknown[];

function answering(answer: DirectAnswer): void {
  received = [];
  asked = [];
  openScript({
    fetch: (request) => {
      received.push(request);
      return answer;
    },
  });
  const platform = UrlFetchApp;
  publish({
    UrlFetchApp: {
      fetch: (url: string, options: GoogleAppsScript.URL_Fetch.URLFetchRequestOptions) => {
        asked.push(options);
        return platform.fetch(url, options);
      },
    },
  });
}

test('a POST carries its body as JSON and the headers it was given', () => {
  answering({ status: 200 });
  sendByUrlFetch(POST);
  expect(received).toMatchObject([
    {
      url: URL,
      method: 'POST',
      body: '{"run":1}',
      headers: { ...HEADERS, 'Content-Type': 'application/json' },
    },
  ]);
});

test('a GET carries no body and no content type', () => {
  answering({ status: 200 });
  sendByUrlFetch(GET);
  expect(received).toMatchObject([{ url: URL, method: 'GET', body: '', headers: HEADERS }]);
  expect(received[0]?.headers).not.toHaveProperty('Content-Type');
});

test('the platform is asked for nothing but this: errors as answers, and no redirects, which would carry the key elsewhere', () => {
  answering({ status: 200 });
  sendByUrlFetch(GET);
  sendByUrlFetch(POST);
  const both = { headers: HEADERS, muteHttpExceptions: true, followRedirects: false };
  expect(asked).toEqual([
    { ...both, method: 'get' },
    { ...both, method: 'post', contentType: 'application/json', payload: '{"run":1}' },
  ]);
});

test.each([200, 204, 302, 401, 404, 409, 429, 500, 503])('%i is an answer, not an error', (status) => {
  answering({ status, headers: { 'Retry-After': '7' }, body: 'Zoë 😀' });
  expect(sendByUrlFetch(POST)).toMatchObject({ status, headers: { 'retry-after': '7' }, body: 'Zoë 😀' });
});

test('header names come in lower case, header values as they were sent', () => {
  answering({ status: 200, headers: { 'Content-Type': 'application/JSON', ETAG: 'W/"A"', 'x-Zero': '0' } });
  const { headers } = sendByUrlFetch(GET);
  expect(headers).toMatchObject({ 'content-type': 'application/JSON', etag: 'W/"A"', 'x-zero': '0' });
  expect(Object.keys(headers).filter((name) => name !== name.toLowerCase())).toEqual([]);
});

test('no answer at all is an error', () => {
  openScript({
    fetch: () => {
      throw new Error('Address unavailable: https://tracker.example.dev');
    },
  });
  expect(() => sendByUrlFetch(GET)).toThrow('Address unavailable');
});

test.each([
  ['PUT', '{"url":"https://x.example"}'],
  ['DELETE', undefined],
] as const)('a %s goes out as one', (method, body) => {
  answering({ status: 204 });
  sendByUrlFetch({ method, url: URL, headers: HEADERS, ...(body === undefined ? {} : { body }) });
  expect(received).toMatchObject([{ url: URL, method, body: body ?? '' }]);
});
