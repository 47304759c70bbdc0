/** The connection test of "Set up": each thing that can be wrong with an address or a key has a sentence that says what to fix. */
import type { EmulatorSnapshot } from '../../emulator/src';
import { WholeSystem } from '../support/whole-system';
import { setUpAs, stateOf, TITLES } from './support/person';
import { closedPort, StandInServer, type StandInAnswer } from './support/stand-in-server';

const STAND_IN = 'https://stand-in.example.dev';
const NOBODY = 'https://nobody.example.dev';
const START = new Date('2026-03-02T09:00:00Z');

let standIn: StandInServer;
let system: WholeSystem;
let fresh: EmulatorSnapshot;
const notices: string[] = [];
beforeAll(async () => {
  standIn = await StandInServer.start();
  const tunnels = [
    { publicUrl: STAND_IN, target: standIn.url },
    { publicUrl: NOBODY, target: await closedPort() },
  ];
  system = await WholeSystem.start({
    leads: [['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web']],
    emulator: { tunnels, log: (line) => void notices.push(line) },
  });
  fresh = system.emulator.snapshot();
});
beforeEach(() => {
  standIn.received.length = 0;
  notices.length = 0;
  system.emulator.restore(fresh);
  system.emulator.network.setFault(undefined);
});
afterAll(async () => {
  await system.close();
  await standIn.close();
});

/** @returns what the person is told; nothing may have been changed by then */
async function refusal(answers: { address: string; key?: string }): Promise<string> {
  const before = stateOf(system);
  const { titles, texts } = await setUpAs(system, answers);
  expect(titles.at(-1)).toBe(TITLES.failed);
  expect(titles).not.toContain(TITLES.minutes);
  expect(stateOf(system)).toEqual(before);
  expect(system.emulator.toasts).toEqual([]);
  return texts.at(-1) ?? '';
}

const BEGIN =
  'The address must begin with https:// and name a host, for example https://tracker.example.com.';

it.each([
  'http://tracker.example.dev',
  'tracker.example.dev',
  'https://',
  'https:///health',
  'ftp://tracker.example.dev',
  'https://two words.example.dev',
  '',
])('the address "%s" is refused before anything is asked or sent', async (address) => {
  expect(await refusal({ address })).toBe(BEGIN);
  expect(system.emulator.executions.at(-1)?.fetches).toBe(0);
});

it.each([
  'https://localhost:8000',
  'https://127.0.0.1:8000',
  'https://192.168.1.5',
  'https://10.0.0.7/tracker',
])('%s is out of reach for the platform: it says that a tunnel is needed', async (address) => {
  expect(await refusal({ address })).toBe(
    `No answer from ${address}. Check the address, and that Google's servers can reach it: localhost and private addresses need a tunnel.`,
  );
  expect(notices.join('\n')).toContain(`--tunnel https://NAME.example.dev=${new URL(address).origin}`);
});

it.each([
  ['a host that has no address', 'https://no-such-host.example.dev', 'dns'],
  ['a host that does not answer', 'https://silent.example.dev', 'timeout'],
  ['a host that takes no connection', 'https://closed.example.dev', 'unavailable'],
] as const)('%s', async (_name, address, fault) => {
  system.emulator.network.setFault(() => fault);
  expect(await refusal({ address })).toMatch(new RegExp(`^No answer from ${address}\\. Check the address`));
});

it('an address that is none', async () => {
  expect(await refusal({ address: 'https://[tracker' })).toMatch(
    /^No answer from https:\/\/\[tracker\. Check the address/,
  );
});

it('a tunnel to a port that nobody listens on', async () => {
  expect(await refusal({ address: NOBODY })).toMatch(/fault of its own \(502\).*tell whoever runs it/);
});

const answers: readonly [string, StandInAnswer, RegExp][] = [
  [
    '401',
    { status: 401 },
    /^The tracker did not accept the key \(401\)\. Choose "Set up" and enter a valid one\.$/,
  ],
  [
    '403',
    { status: 403 },
    /^The tracker did not accept the key \(403\)\. Choose "Set up" and enter a valid one\.$/,
  ],
  [
    '404',
    { status: 404 },
    /^There is no Work Tracker at this address \(404\)\. Choose "Set up" and check it\.$/,
  ],
  ['500', { status: 500 }, /^The tracker has a fault of its own \(500\)\..*tell whoever runs it\.$/],
  ['429', { status: 429 }, /^The tracker asks to slow down \(429\)\./],
  [
    '302',
    { status: 302, headers: { location: 'https://login.example.dev/' } },
    /\(302\)\. Choose "Set up" and enter the address it leads to\.$/,
  ],
  [
    'a web page',
    { status: 200, body: '<h1>It works!</h1>' },
    /^Something answers at this address, but it is not a Work Tracker of this version\. Choose "Set up" and check the address\.$/,
  ],
  [
    'other JSON',
    { status: 200, body: '{"status":"ok"}' },
    /^Something answers at this address, but it is not a Work Tracker/,
  ],
];
it.each(answers)('a server that answers with %s', async (_name, answer, says) => {
  standIn.answer = () => answer;
  expect(await refusal({ address: STAND_IN })).toMatch(says);
  expect(standIn.count('/health')).toBeGreaterThan(0);
});

it('a server that is well but has no /sync, as most are', async () => {
  standIn.answer = ({ path }) => ({ status: path === '/health' ? 200 : 404 });
  expect(await refusal({ address: STAND_IN })).toMatch(/^There is no Work Tracker at this address \(404\)/);
});

it('is sent the key, and an address with a slash at its end is the same', async () => {
  standIn.answer = () => ({ status: 401 });
  await refusal({ address: `${STAND_IN}//`, key: 'given-key' });
  expect(standIn.received.map(({ path, authorization }) => [path, authorization])).toEqual([
    ['/health', 'Bearer given-key'],
  ]);
});

it('a key refused later, by /sync, is not kept either', async () => {
  standIn.answer = ({ path }) => ({ status: path === '/health' ? 200 : 401 });
  expect(await refusal({ address: STAND_IN, key: 'bad' })).toMatch(/did not accept the key \(401\)/);
});

it('keeps nobody waiting for longer than half a minute, whatever the server asks for', async () => {
  standIn.answer = () => ({ status: 429, headers: { 'retry-after': '25' } });
  await refusal({ address: STAND_IN });
  expect(system.emulator.now - START.getTime()).toBeLessThanOrEqual(30_000);
});
