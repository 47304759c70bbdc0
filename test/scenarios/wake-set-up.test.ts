/** "Set up" and the wake hook: when the tracker is told, what of, and what happens when it does not want to know. */
import { COLLEAGUE, OWNER } from '../support/whole-system';
import { placesShowing, setUpAs } from './support/person';
import { WakeStage, type StageOptions } from './support/wake-stage';

let stage: WakeStage;
const open = async (options?: StageOptions): Promise<void> => {
  stage = await WakeStage.open(options);
};
afterEach(() => stage.close());
const toast = (): string => stage.system.emulator.toasts.at(-1)?.message ?? '';
const stored = (): string | undefined => stage.system.emulator.properties.script().get('leadSync.wakeHook');

it('tells the tracker the address and a new secret, and says so', async () => {
  await open();
  await setUpAs(stage.system);
  expect(stage.told).toEqual([
    {
      method: 'PUT',
      path: `/wake-hooks/${stage.source}`,
      hook: {
        url: stage.system.emulator.webApp.url,
        secret: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    },
  ]);
  expect(toast()).toBe(
    'Set up for the tab "Leads". It runs as you, on edit and every 5 min. Changes on the board come at once. Choose "Initial sync" to make the tasks.',
  );
});

it('a second time: a new secret, and the old one is worth nothing', async () => {
  await open();
  await stage.system.setUp();
  const old = stage.hook.secret;
  await stage.system.setUp();
  expect(stage.hook.secret).not.toBe(old);
  expect([await stage.send(stage.wake({ secret: old })), await stage.send()]).toEqual([
    '{"ok":false}',
    '{"ok":true}',
  ]);
});

it('the secret is in the script properties, and nowhere else', async () => {
  await open();
  await stage.system.setUp();
  await stage.system.sync('Initial sync');
  await stage.send();
  expect(placesShowing(stage.hook.secret, stage.system)).toEqual(['script properties']);
});

it.each([
  ['not deployed as a web app', { undeployed: true }],
  [
    'deployed for tests only',
    { emulator: { webAppUrl: 'https://script.google.com/macros/s/x/dev' }, undeployed: true },
  ],
])('%s: it says and asks nothing of it', async (_name, options) => {
  await open(options);
  await setUpAs(stage.system);
  expect([stage.told, stored()]).toEqual([[], undefined]);
  expect(toast()).toBe(
    'Set up for the tab "Leads". It runs as you, on edit and every 5 min. Choose "Initial sync" to make the tasks.',
  );
  expect(stage.system.emulator.executions.at(-1)?.fetches).toBe(2);
});

it('a platform that refuses to tell the address does not stop a set-up', async () => {
  await open();
  stage.system.emulator.onServiceCall(({ method, phase }) =>
    method === 'ScriptApp.getService' && phase === 'before' ? { throwMessage: 'Not now.' } : undefined,
  );
  await setUpAs(stage.system);
  expect([stage.told, stage.system.emulator.triggers.list().length]).toEqual([[], 2]);
  expect(toast()).toMatch(/every 5 min\. Choose "Initial sync"/);
});

it('a tracker of before, which knows no wake hooks, is no error', async () => {
  await open({ hooks: { status: 404, body: '{}' } });
  await setUpAs(stage.system);
  expect([stage.told.length, stored()]).toEqual([1, undefined]);
  expect(toast()).toMatch(/every 5 min\. Choose "Initial sync"/);
});

it('a tracker that refuses it: set up all the same, and the person hears why; nothing is repeated of the hook', async () => {
  await open({ hooks: { status: 400, body: '' } });
  stage.standIn.answer = async (request) => {
    if (!request.path.startsWith('/wake-hooks/')) return { status: 200, body: EMPTY };
    return { status: 400, body: JSON.stringify({ detail: `No such address: ${request.body}` }) };
  };
  await setUpAs(stage.system);
  expect(stored()).toBeUndefined();
  expect(toast()).toMatch(
    /every 5 min\. Changes on the board wait for the next comparison: the tracker did not take this sheet's web address\. The tracker refused the request \(400\)\./,
  );
  const { url, secret } = stage.hook;
  expect([placesShowing(secret, stage.system), toast().includes(url)]).toEqual([[], false]);
  expect(stage.system.emulator.triggers.list()).toHaveLength(2);
});

const EMPTY = JSON.stringify({ results: [], changes: [], cursor: null, has_more: false, full: false });

it('when it is refused later, the secret of before goes on', async () => {
  await open();
  await stage.system.setUp();
  const { secret } = stage.hook;
  stage.hooks = { status: 403, body: '{}' };
  await stage.system.setUp();
  expect(await stage.send(stage.wake({ secret }))).toBe('{"ok":true}');
});

it('no longer deployed: the next set-up takes the hook back', async () => {
  await open();
  await stage.system.setUp();
  stage.system.emulator.webApp.undeploy();
  await stage.system.setUp();
  expect(stage.told.map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
  expect(stored()).toBeUndefined();
});

it('an editor who damaged the stored hook: wakes are not believed, and a set-up repairs it', async () => {
  await open();
  await stage.system.setUp();
  (stage.system.emulator.properties.script() as Map<string, string>).set('leadSync.wakeHook', '{');
  expect(await stage.send()).toBe('{"ok":false}');
  await stage.system.setUp();
  expect(await stage.send()).toBe('{"ok":true}');
});

it('deployed by somebody who has no key here: a wake brings no run, for the tracker would refuse it', async () => {
  await open();
  await setUpAs(stage.system, {}, COLLEAGUE);
  expect(await stage.syncsDuring(async () => expect(await stage.send()).toBe('{"ok":true}'))).toBe(0);
  await setUpAs(stage.system, { takeOver: 'NO' }, OWNER);
  expect(await stage.syncsDuring(() => stage.send())).toBe(1);
});

it('"Remove triggers" with a tracker that does not answer removes them all the same', async () => {
  await open();
  await stage.system.setUp();
  stage.standIn.answer = () => 'cut';
  await stage.system.choose('Remove triggers');
  expect([stored(), stage.system.emulator.triggers.list()]).toEqual([undefined, []]);
});
