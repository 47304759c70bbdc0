/** What is said when the address of a receiver is given: refused at once where it is known that nothing would be sent. */
import { ProblemError } from '../../../server/src/errors';
import type { Lookup } from '../../../server/src/webhooks/resolve-target';
import { acceptTarget } from '../../../server/src/webhooks/target-url';

/** Names and what they resolve to; every other name is unknown. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'hooks.example.com': ['93.184.216.34', '2606:2800:220:1::1'],
  'inside.example.com': ['10.1.2.3'],
  'meta.example.com': ['169.254.169.254'],
  'mixed.example.com': ['93.184.216.34', '127.0.0.1'],
  'six.example.com': ['::ffff:127.0.0.1'],
  'ula.example.com': ['fd12:3456::1'],
  'nat64.example.com': ['64:ff9b::7f00:1'],
  'zero.example.com': ['0.0.0.0'],
};
const lookup: Lookup = (name) => {
  const addresses = NAMES[name];
  if (addresses === undefined) return Promise.reject(new Error('ENOTFOUND'));
  return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
};

async function refusalOf(url: string, allowPrivate = false): Promise<string | null> {
  try {
    await acceptTarget(url, { allowPrivate, lookup });
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.code).toBe('invalid_request');
    expect(error.data.errors?.map(({ path }) => path)).toEqual(['url']);
    expect(error.message).not.toContain('secret-path');
    return error.message;
  }
}

test.each([
  'https://hooks.example.com/secret-path',
  'https://hooks.example.com:8443/secret-path?token=1',
  'https://93.184.216.34/',
  'https://[2606:2800:220:1::1]/',
  'https://not-there-yet.example.com/',
])('accepts %s', async (url) => {
  expect(await refusalOf(url)).toBeNull();
});

const PRIVATE = /private, local or reserved/;
test.each([
  ['loopback', 'https://127.0.0.1/secret-path'],
  ['loopback in decimal', 'https://2130706433/'],
  ['loopback in hexadecimal', 'https://0x7f000001/'],
  ['loopback in octal', 'https://0177.0.0.01/'],
  ['loopback, short', 'https://127.1/'],
  ['loopback, mixed', 'https://0x7f.0.1/'],
  ['loopback, other digits', 'https://①②⑦.⓪.⓪.①/'],
  ['loopback with a dot at the end', 'https://127.0.0.1./'],
  ['loopback, percent-encoded', 'https://127.0.0.%31/'],
  ['loopback in IPv6', 'https://[::1]/'],
  ['loopback in IPv6, spelt out', 'https://[0:0:0:0:0:0:0:1]/'],
  ['mapped', 'https://[::ffff:127.0.0.1]/'],
  ['mapped, in hexadecimal', 'https://[::ffff:7f00:1]/'],
  ['compatible', 'https://[::127.0.0.1]/'],
  ['metadata', 'https://169.254.169.254/latest/meta-data'],
  ['metadata in decimal', 'https://2852039166/'],
  ['metadata, mapped', 'https://[::ffff:a9fe:a9fe]/'],
  ['NAT64', 'https://[64:ff9b::7f00:1]/'],
  ['6to4', 'https://[2002:7f00:1::]/'],
  ['unique local', 'https://[fd00::1]/'],
  ['link-local', 'https://[fe80::1]/'],
  ['multicast', 'https://224.0.0.1/'],
  ['zero', 'https://0/'],
  ['unspecified', 'https://0.0.0.0/'],
  ['private', 'https://192.168.1.1/'],
  ['provider NAT', 'https://100.64.0.1/'],
  ['localhost', 'https://localhost/'],
  ['localhost with a dot', 'https://localhost./'],
  ['a name under localhost', 'https://a.localhost/'],
  ['LOCALHOST', 'https://LOCALHOST/'],
  ['a cloud name', 'https://metadata.google.internal/'],
  ['a name without a dot', 'https://database/'],
  ['a name that resolves to a private address', 'https://inside.example.com/'],
  ['a name that resolves to metadata', 'https://meta.example.com/'],
  ['a name with a private address among others', 'https://mixed.example.com/'],
  ['a name that resolves to a mapped address', 'https://six.example.com/'],
  ['a name that resolves to a unique local address', 'https://ula.example.com/'],
  ['a name that resolves to NAT64', 'https://nat64.example.com/'],
  ['a name that resolves to 0.0.0.0', 'https://zero.example.com/'],
])('refuses %s', async (_what, url) => {
  expect(await refusalOf(url)).toMatch(PRIVATE);
});

test.each([
  ['http', 'http://hooks.example.com/', /begin with https/],
  ['another protocol', 'ftp://hooks.example.com/', /begin with https/],
  ['a file', 'file:///etc/passwd', /begin with https/],
  ['gopher', 'gopher://127.0.0.1:6379/_x', /begin with https/],
  ['a name and password', 'https://user:pass@hooks.example.com/', /name or password/],
  ['a name alone', 'https://user@hooks.example.com/', /name or password/],
  ['a fragment', 'https://hooks.example.com/#a', /after #/],
  ['an empty fragment', 'https://hooks.example.com/#', /after #/],
  ['no address', 'hooks.example.com', /whole address/],
  ['a broken IPv4', 'https://1.2.3.4.5/', /whole address/],
  ['an IPv6 zone', 'https://[fe80::1%25eth0]/', /whole address/],
  ['an impossible port', 'https://hooks.example.com:99999/', /whole address/],
])('refuses %s', async (_what, url, said) => {
  expect(await refusalOf(url)).toMatch(said);
});

describe('with private targets allowed', () => {
  test.each([
    'http://localhost:3000/macros/s/abc/exec',
    'http://127.0.0.1:3000/',
    'https://inside.example.com/',
    'http://database:8080/',
  ])('accepts %s', async (url) => {
    expect(await refusalOf(url, true)).toBeNull();
  });

  test.each([
    'http://169.254.169.254/',
    'https://meta.example.com/',
    'http://[::ffff:127.0.0.1]/',
    'http://0/',
  ])('still refuses %s', async (url) => {
    expect(await refusalOf(url, true)).toMatch(PRIVATE);
  });
});
