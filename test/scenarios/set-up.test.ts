/** "Set up" as a person sees it: the menu, the questions in order, columns, dropdown and minutes; who declines leaves no trace. */
import type { EmulatorSnapshot } from '../../emulator/src';
import { LEADS_TAB } from '../../local/system';
import { HEADER, OWNER, WholeSystem, type LeadRow } from '../support/whole-system';
import { installed, setUpAs, stateOf, TITLES, type Answers } from './support/person';

const LEADS: readonly LeadRow[] = [
  ['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web'],
  ['2', 'Bo Diaz', 'bo@example.com', 'CONTACTED', ''],
];
const QUESTIONS = [TITLES.address, TITLES.key, TITLES.minutes];

let system: WholeSystem;
let fresh: EmulatorSnapshot;
beforeAll(async () => {
  system = await WholeSystem.start({ leads: LEADS });
  fresh = system.emulator.snapshot();
});
afterAll(() => system.close());
beforeEach(() => {
  system.emulator.restore(fresh);
});

/** Another table on the leads tab, before anything is set up. */
function put(header: string[], rows: string[][] = []): void {
  system.emulator.workbook.as().importTable(LEADS_TAB, [header, ...rows]);
}

describe('opening the file', () => {
  it('makes exactly this menu, and does nothing else', async () => {
    const item = (caption: string, functionName: string) => ({ kind: 'item', caption, functionName });
    expect(system.emulator.menus()).toEqual([
      {
        caption: 'Lead Sync',
        entries: [
          item('Set up', 'setUp'),
          item('Initial sync', 'initialSync'),
          item('Sync now', 'syncNow'),
          { kind: 'separator' },
          item('Pause / Resume', 'togglePause'),
          item('Status', 'showStatus'),
          item('Remove triggers', 'removeTriggers'),
        ],
      },
    ]);
    const opened = system.emulator.executions.at(0);
    expect(opened).toMatchObject({ functionName: 'onOpen', entry: 'simple', status: 'completed', logs: [] });
    expect(opened?.calls.map(({ method }) => method)).toEqual(['SpreadsheetApp.getUi', 'Menu.addToUi']);
  });

  it('each item names a function of the program', async () => {
    const names = system.emulator
      .menus()
      .flatMap(({ entries }) =>
        entries.flatMap((entry) => (entry.kind === 'item' ? entry.functionName : [])),
      );
    const types = await system.script(
      `return ${JSON.stringify(names)}.map((name) => typeof globalThis[name]);`,
    );
    expect(types).toEqual(Array(6).fill('function'));
  });
});

describe('the questions', () => {
  it('come in the order address, key, minutes; then the toast says what comes next', async () => {
    const { titles, texts } = await setUpAs(system);
    expect(titles).toEqual(QUESTIONS);
    expect(texts).toEqual([
      'For example https://tracker.example.com',
      'Leave empty if it asks for none.',
      'Minutes: 1, 5, 10, 15, 30. Leave empty for 5.',
    ]);
    expect(system.emulator.toasts.at(-1)?.message).toBe(
      'Set up for the tab "Leads". It runs as you, on edit and every 5 min. Choose "Initial sync" to make the tasks.',
    );
  });

  it('offer what is known the second time, and an empty answer keeps it', async () => {
    await setUpAs(system, { key: 'first-key', minutes: '15' });
    const before = new Map(system.emulator.properties.document());
    const { texts } = await setUpAs(system, { address: '' });
    expect(texts).toEqual([
      'Leave empty to keep https://tracker.example.dev',
      'Leave empty to keep the one you gave.',
      'Minutes: 1, 5, 10, 15, 30. Leave empty for 15.',
    ]);
    expect(installed(system)).toEqual([`handleEdit ${OWNER}`, `runScheduledSync ${OWNER} 15`]);
    const { document, user } = system.emulator.properties;
    expect(document().get('leadSync.trackerAddress')).toBe(before.get('leadSync.trackerAddress'));
    expect(user(OWNER).get('leadSync.key')).toBe('first-key');
  });

  const declined: readonly [string, Answers, string[]][] = [
    ['Cancel at the address', { address: { button: 'CANCEL' } }, QUESTIONS.slice(0, 1)],
    ['closing the address', { address: { button: 'CLOSE' } }, QUESTIONS.slice(0, 1)],
    ['Cancel at the key', { key: { button: 'CANCEL' } }, QUESTIONS.slice(0, 2)],
    ['Cancel at the minutes', { minutes: { button: 'CANCEL' } }, QUESTIONS],
  ];
  it.each(declined)('%s: nothing is changed', async (_name, answers, titles) => {
    const before = stateOf(system);
    const heard = await setUpAs(system, answers);
    expect(heard.titles).toEqual([...titles, TITLES.failed]);
    expect(heard.texts.at(-1)).toBe('Cancelled. Nothing was changed.');
    expect(stateOf(system)).toEqual(before);
  });

  it('on one of its own tabs it asks for the tab with the leads', async () => {
    const user = system.emulator.workbook.as();
    user.renameSheet(LEADS_TAB, 'Lead Sync Conflicts');
    const { texts } = await setUpAs(system);
    expect(texts).toEqual(['Open the tab with your leads, then choose "Set up" again.']);
    expect(installed(system)).toEqual([]);
  });
});

describe('columns', () => {
  it('that are missing are added at the right, in order, when the person agrees', async () => {
    put(['Name', 'phone', 'Status'], [['Ann', '1', 'NEW']]);
    const { titles, texts } = await setUpAs(system);
    expect(titles).toEqual([...QUESTIONS, TITLES.columns]);
    expect(texts.at(-1)).toBe('The tab "Leads" has no column id, email, source, task_id. Add at the right?');
    expect(system.leads()).toEqual([
      ['Name', 'phone', 'Status', 'id', 'email', 'source', 'task_id'],
      ['Ann', '1', 'NEW', '', '', '', ''],
    ]);
  });

  it('an id typed into an added column stays as typed', async () => {
    put(['name', 'status'], [['Ann', 'NEW']]);
    system.emulator.workbook.as().setNumberFormat(LEADS_TAB, 'A:Z', 'General');
    await setUpAs(system);
    await system.tracker.forgetEverything();
    await system.edit('C2', '00123');
    expect(system.leads()[1]?.[2]).toBe('00123');
    expect((await system.tasks()).map(({ lead_id }) => lead_id)).toEqual(['00123']);
  });

  it('are added beyond the last column of the grid when that is full', async () => {
    const others = Array.from({ length: 26 }, (_, index) => `own ${index}`);
    put(others, [others]);
    await setUpAs(system);
    expect(system.leads()[0]).toEqual([...others, ...HEADER]);
  });

  it('an empty tab gets all six', async () => {
    put(['']);
    const { texts } = await setUpAs(system);
    expect(texts.at(-1)).toMatch(/no column id, name, email, status, source, task_id\. Add/);
    expect(system.leads()).toEqual([HEADER]);
    expect(installed(system)).toHaveLength(2);
  });

  it.each(['NO', 'CLOSE'] as const)(
    'answered %s: nothing is changed, and it says what to add',
    async (columns) => {
      put(['name', 'status'], [['Ann', 'NEW']]);
      const before = stateOf(system);
      const { texts } = await setUpAs(system, { columns });
      expect(texts.at(-1)).toBe(
        'Add the columns id, email, source, task_id to the first row, then choose "Set up" again.',
      );
      expect(stateOf(system)).toEqual(before);
    },
  );

  it('are taken in any order and case', async () => {
    put(
      ['Task_ID', ' STATUS ', 'Source', 'E-mail', 'EMAIL', 'Name', 'Id'],
      [['', 'NEW', 'Web', '', 'ann@example.com', 'Ann', '1']],
    );
    const { titles } = await setUpAs(system);
    expect(titles).toEqual(QUESTIONS);
    await system.tracker.forgetEverything();
    await system.sync('Initial sync');
    const [task] = await system.tasks();
    expect(task).toMatchObject({ lead_id: '1', title: 'Follow up: Ann', notes: 'Source: Web' });
    expect(system.leads()[1]?.[0]).toBe(task?.id);
  });
});

describe('the dropdown', () => {
  /** Words and strictness of the rule on a cell of the leads tab; null when there is none. */
  const rule = (cell: string) =>
    system.script(
      `const rule = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Leads').getRange('${cell}').getDataValidation();
       return rule === null ? null : [rule.getCriteriaValues()[0], rule.getAllowInvalid()];`,
    );
  const WORDS = {
    leads: { Open: 'TODO', Busy: 'IN_PROGRESS', Won: 'DONE' },
    tasks: { TODO: 'Open', IN_PROGRESS: 'Busy', DONE: 'Won' },
  };

  it('offers the words of the map on the whole status column below the header, and nowhere else', async () => {
    await setUpAs(system);
    const expected = [['NEW', 'CONTACTED', 'QUALIFIED', 'LOST'], true];
    expect([await rule('D2'), await rule('D1000')]).toEqual([expected, expected]);
    expect([await rule('D1'), await rule('C2'), await rule('E2')]).toEqual([null, null, null]);
  });

  it('refuses no other word', async () => {
    await setUpAs(system);
    await system.edit('D2', 'Maybe');
    expect(system.status('1')).toBe('Maybe');
  });

  it('offers a custom map, set before or after', async () => {
    await system.setStatusMap(JSON.stringify(WORDS));
    await setUpAs(system);
    expect(await rule('D2')).toEqual([['Open', 'Busy', 'Won'], true]);
    await system.setStatusMap(JSON.stringify({ ...WORDS, leads: { ...WORDS.leads, Lost: 'DONE' } }));
    expect(await rule('D2')).toEqual([['Open', 'Busy', 'Won', 'Lost'], true]);
  });

  it.each(['a tab without a status column', 'an empty tab'])(
    'a new map on %s is stored all the same',
    async (what) => {
      await setUpAs(system);
      const user = system.emulator.workbook.as();
      if (what === 'an empty tab') user.clear(LEADS_TAB, 'A1:Z1000');
      else user.edit(LEADS_TAB, 'D1', 'stage');
      await system.setStatusMap(JSON.stringify(WORDS));
      expect(system.emulator.properties.document().get('leadSync.statusMap')).toContain('Busy');
    },
  );

  it('an unusable map changes nothing, and the error says what to write', async () => {
    await setUpAs(system);
    const before = stateOf(system);
    const reports = [
      await system.emulator.run('setStatusMap', { args: ['{'] }),
      await system.emulator.run('setStatusMap', { args: ['{"leads": {"Open": "LATER"}}'] }),
    ];
    expect(reports.map(({ error }) => error?.message)).toEqual([
      'The status map is not JSON. See "Status words" in the README.',
      '"leads" must map "Open" to one of TODO, IN_PROGRESS, DONE.',
    ]);
    expect(stateOf(system)).toEqual(before);
  });
});

describe('minutes', () => {
  it.each(['1', '5', '10', '15', '30'])('%s are taken', async (minutes) => {
    await setUpAs(system, { minutes });
    expect(installed(system)).toEqual([`handleEdit ${OWNER}`, `runScheduledSync ${OWNER} ${minutes}`]);
  });

  it('without an answer it is every 5, and it fires that often', async () => {
    await setUpAs(system);
    const runs = await system.emulator.advanceClock(20 * 60_000);
    expect(runs.map(({ functionName }) => functionName)).toEqual(Array(4).fill('runScheduledSync'));
  });

  it.each(['7', '0', '5.0', 'often', '-1'])('%s is refused, and nothing is changed', async (minutes) => {
    const before = stateOf(system);
    const { texts } = await setUpAs(system, { minutes });
    expect(texts.at(-1)).toBe('The minutes must be one of 1, 5, 10, 15, 30.');
    expect(stateOf(system)).toEqual(before);
  });
});
