/** Which addresses may be called: the list of server-side request forgery, whole ranges by their edges. */
import { addressPolicy } from '../../../server/src/webhooks/address-policy';

/** Never, whatever is allowed. */
const NEVER = [
  ['unspecified', '0.0.0.0', '0.255.255.255', '::'],
  ['link-local', '169.254.0.0', '169.254.255.255', 'fe80::1', 'febf::1'],
  [
    'metadata',
    '169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'fd20:ce::254',
  ],
  ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  ['broadcast and reserved', '255.255.255.255', '240.0.0.1', '4000::1', '200::1', '5f00::1'],
  ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  ['benchmarking', '198.18.0.0', '198.19.255.255', '2001:2::1'],
  ['6to4 and its relays', '2002:7f00:1::', '2002:a00:1::1', '192.88.99.1'],
  ['NAT64', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::a00:1', '64:ff9b::808:808'],
  ['IPv4-mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
  ['IPv4-compatible', '::127.0.0.1', '::7f00:1', '::a00:1'],
  ['IPv4-translated', '::ffff:0:127.0.0.1'],
  ['Teredo, ORCHID, discard, site-local', '2001::1', '2001:10::1', '2001:20::1', '100::1', 'fec0::1'],
  ['AS112 and AMT', '192.31.196.1', '192.52.193.1', '192.175.48.1', '2620:4f:8000::1'],
  ['protocol assignments', '192.0.0.1', '192.0.0.170'],
  ['with a zone', 'fe80::1%eth0', '2606:4700::1%eth0', '::1%lo'],
  ['no address', '', 'localhost', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '[::1]', '1.2.3.4.5'],
] as const;

/** Only where private targets are allowed. */
const PRIVATE = [
  ['loopback', '127.0.0.0', '127.0.0.1', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1'],
  ['private', '10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
  ['provider NAT', '100.64.0.0', '100.127.255.255'],
  ['unique local', 'fc00::1', 'fdff:ffff::1'],
] as const;

const PUBLIC = [
  [
    'next to the edges',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
  ],
  [
    'and to others',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
  ],
  ['and to more', '198.17.255.255', '198.20.0.0', '223.255.255.255', '1.0.0.1', '8.8.8.8', '192.0.1.0'],
  ['IPv6', '2606:4700:4700::1111', '2001:4860:4860::8888', '2a00:1450::1', '2001:200::1', '2003::1'],
] as const;

const each = (table: readonly (readonly string[])[]) =>
  table.flatMap(([what = '', ...addresses]) => addresses.map((address) => [what, address] as const));

describe.each([
  ['as usual', addressPolicy(false), false],
  ['with private targets allowed', addressPolicy(true), true],
])('%s', (_case, permits, allowsPrivate) => {
  test.each(each(NEVER))('%s: %s is refused', (_what, address) => {
    expect(permits(address)).toBe(false);
  });

  test.each(each(PRIVATE))(`%s: %s is ${allowsPrivate ? 'allowed' : 'refused'}`, (_what, address) => {
    expect(permits(address)).toBe(allowsPrivate);
  });

  test.each(each(PUBLIC))('%s: %s is allowed', (_what, address) => {
    expect(permits(address)).toBe(true);
  });
});
