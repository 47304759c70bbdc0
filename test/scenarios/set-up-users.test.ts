/** Triggers are never doubled, whoever sets up; a colleague keeps or takes over; the key stays with the person who gave it. */
import type { EmulatorSnapshot, ExecutionReport } from '../../emulator/src';
import { LEADS_TAB, TRACKER_ADDRESS } from '../../local/system';
import { COLLEAGUE, OWNER, WholeSystem, type LeadRow } from '../support/whole-system';
import { installed, placesShowing, setUpAs, TITLES } from './support/person';

const LEADS: readonly LeadRow[] = [
  ['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['2', 'Bo Diaz', 'bo@example.com', 'CONTACTED', ''],
];
const PAIR = (user: string, minutes = 5): string[] => [
  `handleEdit ${user}`,
  `runScheduledSync ${user} ${minutes}`,
];
const KEY = 'k-5ecret-Tr4cker';

let system: WholeSystem;
let fresh: EmulatorSnapshot;
beforeAll(async () => {
  system = await WholeSystem.start({ leads: LEADS });
  await system.open(COLLEAGUE);
  fresh = system.emulator.snapshot();
});
afterAll(() => system.close());
beforeEach(async () => {
  system.emulator.restore(fresh);
  system.emulator.network.setFault(undefined);
  await system.tracker.forgetEverything();
});

const edit = (cell: string, value: string, user = OWNER): Promise<ExecutionReport[]> =>
  system.emulator.as(user).edit(LEADS_TAB, cell, value);
const fetches = (reports: readonly ExecutionReport[]): number =>
  reports.reduce((sum, report) => sum + report.fetches, 0);
/** Name and authority of each execution, and whether all went well. */
const runs = (reports: readonly ExecutionReport[]): string[] =>
  reports.map(({ functionName, user, status }) => `${functionName} ${user} ${status}`).sort();
const toast = (): string => system.emulator.toasts.at(-1)?.message ?? '';

describe('one user', () => {
  it('has one on-edit and one clock trigger, after one set-up and after three', async () => {
    await setUpAs(system);
    expect(installed(system)).toEqual(PAIR(OWNER));
    await setUpAs(system);
    await setUpAs(system);
    expect(installed(system)).toEqual(PAIR(OWNER));
    await system.sync('Initial sync');
    expect(fetches(await edit('D2', 'CONTACTED'))).toBe(1);
    expect((await system.emulator.advanceClock(5 * 60_000)).length).toBe(1);
  });

  it('and still when the minutes change', async () => {
    await setUpAs(system, { minutes: '30' });
    await setUpAs(system, { minutes: '10' });
    expect(installed(system)).toEqual(PAIR(OWNER, 10));
    expect((await system.emulator.advanceClock(30 * 60_000)).length).toBe(3);
  });

  it('keeps triggers of other functions', async () => {
    await system.script(`ScriptApp.newTrigger('showStatus').timeBased().everyDays(1).create();`);
    await setUpAs(system);
    await system.choose('Remove triggers');
    expect(system.emulator.triggers.list().map(({ handler }) => handler)).toEqual(['showStatus']);
  });

  it('an edit by somebody else while the triggers are being installed costs no trigger', async () => {
    const edits: Promise<ExecutionReport[]>[] = [];
    const leave = system.emulator.onServiceCall(({ method, phase }) => {
      if (method === 'TriggerBuilder.create' && phase === 'after')
        edits.push(edit('D2', `word ${edits.length}`, COLLEAGUE));
    });
    await setUpAs(system);
    leave();
    await Promise.all(edits);
    expect(installed(system)).toEqual(PAIR(OWNER));
    expect(fetches(await edit('D2', 'CONTACTED'))).toBe(1);
  });
});

describe('a second user who sets up', () => {
  beforeEach(async () => {
    await setUpAs(system, { key: KEY });
    await system.sync('Initial sync');
  });

  it.each(['NO', 'CLOSE'] as const)(
    'and answers %s leaves the first user’s triggers alone',
    async (takeOver) => {
      const { titles } = await setUpAs(system, { takeOver, minutes: '1' }, COLLEAGUE);
      expect(titles.at(-1)).toBe(TITLES.takeOver);
      expect(installed(system)).toEqual(PAIR(OWNER));
      expect(toast()).toContain('It keeps running as the other user, every 5 min.');
      const reports = await edit('D2', 'CONTACTED', COLLEAGUE);
      expect([runs(reports), fetches(reports)]).toEqual([[`handleEdit ${OWNER} completed`], 1]);
    },
  );

  it('and takes over has the pair; the first user’s triggers leave when they fire, and nothing is synced twice', async () => {
    await setUpAs(system, { minutes: '10' }, COLLEAGUE);
    expect(toast()).toContain('It runs as you, on edit and every 10 min.');
    expect(installed(system)).toEqual([...PAIR(OWNER), ...PAIR(COLLEAGUE, 10)]);
    const reports = await edit('D2', 'CONTACTED');
    expect(runs(reports)).toEqual([`handleEdit ${COLLEAGUE} completed`, `handleEdit ${OWNER} completed`]);
    expect(fetches(reports)).toBe(1);
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
    const scheduled = await system.emulator.advanceClock(10 * 60_000);
    expect(runs(scheduled)).toEqual([
      `runScheduledSync ${COLLEAGUE} completed`,
      `runScheduledSync ${OWNER} completed`,
    ]);
    expect(fetches(scheduled)).toBe(1);
    expect(installed(system)).toEqual(PAIR(COLLEAGUE, 10));
  });

  it('and back again: the first user takes over from the second', async () => {
    await setUpAs(system, {}, COLLEAGUE);
    const { titles } = await setUpAs(system);
    expect(titles.at(-1)).toBe(TITLES.takeOver);
    expect(fetches(await edit('D2', 'CONTACTED'))).toBe(1);
    await system.emulator.advanceClock(5 * 60_000);
    expect(installed(system)).toEqual(PAIR(OWNER));
  });

  it('the colleague’s removal ends the owner’s triggers too, at their next firing', async () => {
    await system.choose('Remove triggers', COLLEAGUE);
    expect(toast()).toBe(
      'Triggers removed; nothing syncs by itself now. Those that another user installed end when they next fire. "Sync now" still works, "Set up" installs them again.',
    );
    const reports = [...(await edit('D2', 'CONTACTED')), ...(await system.emulator.advanceClock(5 * 60_000))];
    expect(runs(reports)).toEqual([`handleEdit ${OWNER} completed`, `runScheduledSync ${OWNER} completed`]);
    expect([fetches(reports), installed(system)]).toEqual([0, []]);
    expect((await system.task('1')).status).toBe('TODO');
    expect((await system.syncNow()).tasksUpdated).toBe(1);
  });

  it('the owner’s removal ends them at once', async () => {
    await system.choose('Remove triggers');
    expect(installed(system)).toEqual([]);
    expect(toast()).toMatch(/^Triggers removed; nothing syncs by itself now\. "Sync now" still works/);
    expect(await edit('D2', 'CONTACTED')).toEqual([]);
    await system.choose('Remove triggers');
    await setUpAs(system);
    expect(installed(system)).toEqual(PAIR(OWNER));
  });
});

describe('the key', () => {
  /** A tracker that takes this key only. */
  const guard = (): void =>
    system.emulator.network.setFault(({ headers }) =>
      headers['authorization'] === `Bearer ${KEY}` || headers['Authorization'] === `Bearer ${KEY}`
        ? undefined
        : { status: 401, body: JSON.stringify({ headers }) },
    );

  it('lies in its owner’s properties and nowhere that others can see, whatever fails', async () => {
    await setUpAs(system, { key: KEY });
    await system.sync('Initial sync');
    system.emulator.network.setFault(({ headers }) => ({
      status: 500,
      body: `you sent ${JSON.stringify(headers)}`,
    }));
    await system.choose('Sync now');
    system.emulator.network.setFault(() => ({ status: 400, body: `Bearer ${KEY}` }));
    await edit('D2', 'CONTACTED');
    await system.choose('Status');
    const { user } = system.emulator.properties;
    expect([user(OWNER).get('leadSync.key'), user(COLLEAGUE).size]).toEqual([KEY, 0]);
    expect(placesShowing('you sent', system)).toEqual(['logs']);
    expect(placesShowing(KEY, system)).toEqual([]);
  });

  it('is not kept in the report that Status shows either, when a server repeats it in its sentence', async () => {
    await setUpAs(system, { key: KEY });
    system.emulator.network.setFault(({ headers }) => ({
      status: 422,
      body: JSON.stringify({ detail: `Refused: ${JSON.stringify(headers)}` }),
    }));
    await system.choose('Sync now');
    expect(toast()).toMatch(/\(422\)/);
    expect(placesShowing(KEY, system)).toEqual([]);
  });

  it('is that of who installed the triggers, whoever edits', async () => {
    guard();
    await setUpAs(system, { key: KEY });
    await system.sync('Initial sync');
    await edit('D2', 'CONTACTED', COLLEAGUE);
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
  });

  it('a colleague without one is told to set up, and harms nothing', async () => {
    guard();
    await setUpAs(system, { key: KEY });
    await system.sync('Initial sync');
    const before = await system.everything();
    await system.choose('Sync now', COLLEAGUE);
    expect(toast()).toBe(
      'The sync stopped: The tracker did not accept the key (401). Choose "Set up" and enter a valid one.',
    );
    const { titles, texts } = await setUpAs(system, {}, COLLEAGUE);
    expect(titles).toEqual([TITLES.address, TITLES.key, TITLES.failed]);
    expect(texts[1]).toBe('Leave empty if it asks for none.');
    expect(await system.everything()).toBe(before);
    expect(installed(system)).toEqual(PAIR(OWNER));
    expect(system.emulator.properties.document().get('leadSync.trackerAddress')).toBe(TRACKER_ADDRESS);
    await edit('D2', 'CONTACTED', COLLEAGUE);
    expect((await system.task('1')).status).toBe('IN_PROGRESS');
  });

  it('a second one replaces the first', async () => {
    await setUpAs(system, { key: 'old-one' });
    await setUpAs(system, { key: KEY });
    guard();
    expect((await system.syncNow()).end).toBe('finished');
  });
});
