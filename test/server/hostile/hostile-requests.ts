/** Requests to one operation of the document: with and without a key, with odd addresses, queries, headers and bodies. */
import fc from 'fast-check';
import type { OperationObject, ParameterObject } from '../../../server/src/http/openapi-types';
import type { Method } from '../../../server/src/http/operation';
import { ALL_TEXTS, MARK } from './hostile-texts';
import { valuesFor, type Generating } from './hostile-values';

/** `right`: the key may do it. `poor`: it lacks the scope. `wrong`: there is no such key. */
export const CREDENTIALS = ['right', 'none', 'poor', 'wrong'] as const;
export type Credential = (typeof CREDENTIALS)[number];

export interface HostileRequest {
  readonly method: string;
  /** With the query, ready to be sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  readonly credential: Credential;
}

export interface HostileTarget {
  readonly path: string;
  readonly method: Method;
  readonly operation: OperationObject;
}

export function requestsTo(
  { path, method, operation }: HostileTarget,
  generating: Generating,
): fc.Arbitrary<HostileRequest> {
  const { parameters, requestBody } = operation;
  const types = Object.keys(requestBody?.content ?? {});
  return fc
    .record({
      address: addresses(path, parameters, generating),
      query: queries(parameters, generating),
      named: namedHeaders(parameters, generating),
      odd: ODD_HEADERS,
      credential: fc.oneof(
        { arbitrary: fc.constant<Credential>('right'), weight: 14 },
        { arbitrary: fc.constantFrom<Credential>('none', 'poor', 'wrong'), weight: 3 },
      ),
      type: fc.oneof(
        { arbitrary: fc.constantFrom(...(types.length > 0 ? types : ['application/json'])), weight: 12 },
        {
          arbitrary: fc.constantFrom('text/plain', 'application/json; charset=latin1', '*/*', MARK),
          weight: 1,
        },
      ),
      body: types.length > 0 ? bodies(operation, generating) : fc.constant(null),
    })
    .map(({ address, query, named, odd, credential, type, body }) => ({
      method: method.toUpperCase(),
      path: address + query,
      headers: { ...odd, ...named, ...(body !== null && { 'content-type': type }) },
      body,
      credential,
    }));
}

function addresses(path: string, parameters: readonly ParameterObject[], generating: Generating) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const parts = names.map((name) => {
    const schema = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema;
    const values = valuesFor(schema ?? { type: 'string' }, name, generating).map(segment);
    return fc.oneof(
      { arbitrary: values, weight: 12 },
      { arbitrary: fc.constantFrom('%00', '%E0%A4%A', '%ff', '..%2f..%2fetc', '%25', '..'), weight: 1 },
    );
  });
  return fc.tuple(...parts).map((values) => {
    const rest = [...values];
    return path.replaceAll(/\{\w+\}/g, () => rest.shift() ?? 'x');
  });
}

/** An empty one would be another address. */
function segment(value: unknown): string {
  return (
    escaped(value)
      .slice(0, 3_000)
      .replace(/%[0-9A-F]?$/, '') || 'x'
  );
}

function queries(parameters: readonly ParameterObject[], generating: Generating) {
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) =>
      valuesFor(schema, name, generating).map((value) => `${name}=${escaped(value).slice(0, 3_000)}`),
    );
  const surplus = fc.oneof(
    fc.constantFrom(
      `surplus=${MARK}`,
      `%20${MARK}=1`,
      '__proto__[a]=1',
      '=',
      '&&',
      '%',
      'limit',
      'q[]=1',
      'constructor=1',
    ),
    ...pairs,
  );
  const options = pairs.map((pair) => fc.option(pair, { nil: null, freq: 2 }));
  return fc
    .tuple(fc.tuple(...options), fc.option(surplus, { nil: null, freq: 8 }))
    .map(([own, more]) => [...own, more].filter((pair) => pair !== null).join('&'))
    .map((query) => (query === '' ? '' : `?${query}`));
}

function namedHeaders(parameters: readonly ParameterObject[], generating: Generating) {
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  const values = fc.oneof(
    fc.constantFrom('"1"', '"2"', '*', 'W/"1"', '"', '""', '"1", "2"', MARK, ''),
    fc.constantFrom(...(generating.known['cursor'] ?? ['0'])),
    fc.constantFrom(...ALL_TEXTS).map(latin),
    fc.string({ maxLength: 300 }).map(latin),
  );
  return fc.record(Object.fromEntries(headers.map(({ name }) => [name, values])), { requiredKeys: [] });
}

const ODD_HEADERS = fc.oneof(
  { arbitrary: fc.constant<Record<string, string>>({}), weight: 8 },
  {
    arbitrary: fc.constantFrom<Record<string, string>>(
      { origin: `https://${MARK}.example` },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      { cookie: `session=${MARK}; __Host-session=x` },
      { 'x-http-method-override': 'DELETE' },
      { 'x-request-id': MARK },
      { 'content-encoding': 'gzip' },
      { 'content-encoding': MARK },
      { 'if-none-match': '"1"', range: 'bytes=0-1' },
      { accept: 'text/html', 'accept-encoding': 'br;q=9, *' },
      { 'x-forwarded-for': `${MARK}, 10.0.0.1`, 'x-forwarded-host': MARK, 'x-forwarded-proto': 'gopher' },
      { host: `${MARK}.example` },
      { expires: '0'.repeat(4_000) },
    ),
    weight: 2,
  },
);

function bodies({ requestBody }: OperationObject, generating: Generating) {
  const [schema = { type: 'string' }] = Object.values(requestBody?.content ?? {}).map(
    (content) => content.schema,
  );
  const isText = generating.resolve(schema)['type'] === 'string';
  const values = valuesFor(schema, 'body', generating);
  return fc.oneof(
    { arbitrary: values.map((value) => (isText ? String(value) : JSON.stringify(value))), weight: 12 },
    { arbitrary: fc.constantFrom<string | Uint8Array>(...RAW_BODIES), weight: 1 },
    { arbitrary: fc.uint8Array({ maxLength: 40 }), weight: 1 },
  );
}

const RAW_BODIES = [
  '',
  'null',
  '[]',
  `"${MARK}"`,
  `{"title": "${MARK}"`,
  `{"title": "a", "title": ["${MARK}"]}`,
  '{"__proto__": {"title": "a"}, "title": "a"}',
  '['.repeat(50_000),
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  '{"title": 1e999999}',
  `{"title": "${MARK}\\ud800"}`,
  '\ufeff{"title": "a"}',
  Uint8Array.of(0xff, 0xfe, 0x7b, 0x00),
  Uint8Array.of(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d),
];

/** Halves of surrogate pairs have no UTF-8 form, so none can be sent. */
function escaped(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return encodeURIComponent(Buffer.from(text).toString());
}

/** Node sends no other characters in a header. */
function latin(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\xa1-\xff]/g, '?');
}
