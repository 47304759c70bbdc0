/** Which wake messages are believed: their shape, their signature, their age. */
import fc from 'fast-check';
import { isFresh, isSigned, parseWake, signedText, type WakeMessage } from '../../src/core/wake';

const MESSAGE: WakeMessage = { id: 'w-1', timestamp: 1_770_000_000, source: 'sheet-1', signature: 'v1,abc=' };
const body = (changes: object = {}): string => JSON.stringify({ type: 'wake', ...MESSAGE, ...changes });

describe('the shape', () => {
  it('is id, timestamp, source and signature under the type "wake"; what else there is counts for nothing', () => {
    expect(parseWake(body())).toEqual(MESSAGE);
    expect(parseWake(body({ more: 1 }))).toEqual(MESSAGE);
  });

  it.each([
    '',
    '{',
    'null',
    '1',
    '"wake"',
    '[]',
    body({ type: 'ping' }),
    body({ id: '' }),
    body({ id: 1 }),
    body({ id: undefined }),
    body({ id: 'x'.repeat(201) }),
    body({ timestamp: '1770000000' }),
    body({ timestamp: 1.5 }),
    body({ timestamp: null }),
    body({ source: '' }),
    body({ source: ['sheet-1'] }),
    body({ signature: undefined }),
    body({ signature: 'v1,'.padEnd(201, 'x') }),
    body({ more: 'x'.repeat(2_000) }),
  ])('%.60s is none', (text) => {
    expect(parseWake(text)).toBeNull();
  });

  it('any text at all is a message or null, and never an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseWake(text)).toBeNull();
      }),
    );
  });
});

describe('the signature', () => {
  it('is over id, timestamp and source', () => {
    expect(signedText(MESSAGE)).toBe('w-1.1770000000.sheet-1');
  });

  it.each(['v1,abc', 'v1,abd=', 'v2,abc=', 'abc=', '', 'v1,abc==', 'V1,abc=', ' v1,abc='])(
    '"%s" is not v1,abc=',
    (signature) => {
      expect(isSigned({ ...MESSAGE, signature }, 'abc=')).toBe(false);
      expect(isSigned(MESSAGE, 'abc=')).toBe(true);
    },
  );

  it('counts only when it is the very same text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (signature, expected) => {
        expect(isSigned({ ...MESSAGE, signature }, expected)).toBe(signature === `v1,${expected}`);
        expect(isSigned({ ...MESSAGE, signature: `v1,${expected}` }, expected)).toBe(true);
      }),
    );
  });
});

it.each([
  [0, true],
  [-300, true],
  [300, true],
  [-301, false],
  [301, false],
])('%i seconds beside our clock: fresh is %s', (seconds, fresh) => {
  expect(isFresh(MESSAGE, (MESSAGE.timestamp + seconds) * 1_000)).toBe(fresh);
});
