/** The hidden tab as a MemoryStore: what is remembered comes back in the next run, hidden, as plain text, in few calls. */
import type { Switches } from '../../emulator/src/index';
import type { Memory } from '../../src/core/memory';
import { MemoryTab } from '../../src/gas/memory-tab';
import { TABS } from '../../src/gas/names';
import { documentProperties } from '../../src/gas/settings-store';
import { aMemory } from '../core/support/examples';
import { openScript, trimGrid, type Script } from './support/script';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

let script: Script;
beforeEach(() => {
  script = openScript();
});

/** What the next run will have in hand; nothing is shared with the run before but what is stored. */
const nextRun = (): MemoryTab => new MemoryTab(script.spreadsheet, documentProperties());
const tab = (): Sheet => script.spreadsheet.getSheetByName(TABS.memory) as Sheet;

function save(memories: readonly Memory[], expected = memories.length): MemoryTab {
  const store = nextRun();
  store.load();
  store.save(memories, expected);
  return store;
}

const remembered = (): Memory[] => nextRun().load().memories;
const memories = (count: number): Memory[] =>
  Array.from({ length: count }, (_, index) => aMemory({ leadId: `L${index}`, taskId: `T${index}` }));

const AGREED = aMemory().agreed!;
const SHAPES: readonly [string, Memory][] = [
  ['in step', aMemory()],
  ['without a base', aMemory({ agreed: null })],
  ['with a base of an empty status', aMemory({ agreed: { lead: '', task: 'TODO', version: 3 } })],
  ['with an intent', aMemory({ intent: { from: 'NEW', to: 'LOST', agreed: AGREED } })],
  ['with an intent to empty', aMemory({ intent: { from: '', to: '', agreed: AGREED }, agreed: null })],
  ['with a conflict that was shown', aMemory({ asked: 'NEW|7' })],
  [
    'of a deleted task with texts of its own',
    aMemory({ seen: { version: 9, status: 'DONE', deleted: true, ownsTitle: false, ownsNotes: false } }),
  ],
  [
    'with texts as people write them',
    aMemory({ written: { title: '"Zoë" \\ 😀', notes: "=1\n'two'\t{}\u2028" } }),
  ],
  ['with notes as long as may be', aMemory({ written: { title: '', notes: '"'.repeat(10_000) } })],
];

/** What a spreadsheet would take for something else. */
const STRANGE_IDS = [
  '00123',
  '42',
  '1e5',
  '=A1',
  '+49',
  '-',
  "'x",
  '#x',
  '#REF!',
  'TRUE',
  '2026-01-01',
  '50%',
  '😀',
  ' a ',
];
const strange = STRANGE_IDS.map((id) =>
  aMemory({
    leadId: id,
    taskId: id,
    asked: id,
    intent: { from: id, to: id, agreed: { ...AGREED, lead: id } },
  }),
);

describe('what was saved is loaded by the next run', () => {
  test.each(SHAPES)('a pair %s', (_, memory) => {
    save([memory]);
    expect(remembered()).toEqual([memory]);
  });

  const PLAIN_TEXT: readonly Switches['plainTextFormulas'][] = ['text', 'equals', 'equals-and-signs'];
  const APOSTROPHE: readonly Switches['leadingApostrophe'][] = ['marks-text', 'kept'];
  test.each(PLAIN_TEXT.flatMap((plain) => APOSTROPHE.map((mark) => [plain, mark] as const)))(
    'ids of any look, whether plain text cells keep %s and an apostrophe is %s',
    (plainTextFormulas, leadingApostrophe) => {
      script = openScript({ switches: { plainTextFormulas, leadingApostrophe } });
      save(strange);
      expect(remembered()).toEqual(strange);
    },
  );

  test('also where a person took the plain text format away', () => {
    save(memories(1));
    script.people.setNumberFormat(TABS.memory, 'A:F', 'General');
    save(strange);
    expect(remembered()).toEqual([...memories(1), ...strange]);
  });

  test('a pair saved again is replaced where it stands, and a new one is added', () => {
    save(memories(3));
    const changed = aMemory({ leadId: 'L1', taskId: 'other', agreed: null });
    const added = aMemory({ leadId: 'new' });
    save([added, changed]);
    expect(remembered()).toEqual([memories(3)[0], changed, memories(3)[2], added]);
    expect(tab().getLastRow()).toBe(5);
  });

  test('several saves of one run go on from each other', () => {
    const store = save(memories(2), 3);
    const third = aMemory({ leadId: 'L2', taskId: 'T2' });
    store.save([third], 3);
    const last = { ...third, asked: 'NEW|2' };
    store.save([last], 3);
    expect(remembered()).toEqual([...memories(2), last]);
  });
});

describe('the tab', () => {
  test('does not come into being by looking', () => {
    expect(script.calls(() => expect(nextRun().load()).toEqual({ memories: [], cursor: null }))).toEqual([]);
    expect(script.spreadsheet.getNumSheets()).toBe(1);
  });

  test('is hidden, the last, and leaves the person on the tab where they were', () => {
    script.people.addSheet('Later');
    script.people.select('Sheet1');
    save(memories(1));
    expect(script.spreadsheet.getSheets().map((sheet) => sheet.getName())).toEqual([
      'Sheet1',
      'Later',
      TABS.memory,
    ]);
    expect(tab().isSheetHidden()).toBe(true);
    expect(SpreadsheetApp.getActiveSheet().getName()).toBe('Sheet1');
  });

  test('is plain text throughout, in rows yet to be filled too', () => {
    save(memories(1));
    const formats = tab().getRange(1, 1, tab().getMaxRows(), 6).getNumberFormats();
    expect(new Set(formats.flat())).toEqual(new Set(['@']));
  });

  test('is prepared once: later runs only write', () => {
    save(memories(1));
    const calls = script.calls(() => save([aMemory({ leadId: 'L0', asked: 'NEW|1' })]));
    expect(calls).toEqual([
      'Sheet.getDataRange',
      'Range.getValues',
      'Properties.getProperty',
      'Sheet.getMaxRows',
      'Range.setValues',
      'SpreadsheetApp.flush',
    ]);
  });

  test('makes room once for all leads there will be, however many saves there are', () => {
    const calls = script.calls(() => {
      const store = save(memories(1_000), 2_400);
      store.save(memories(2_000), 2_400);
      store.save(memories(2_400), 2_400);
    });
    expect(calls.filter((method) => method === 'Sheet.insertRowsAfter')).toHaveLength(1);
    expect(tab().getMaxRows()).toBe(2_401);
    expect(remembered()).toEqual(memories(2_400));
  });

  test('makes room as well when there are more than was expected', () => {
    save(memories(1_200), 0);
    expect(remembered()).toEqual(memories(1_200));
    save([aMemory({ leadId: 'one more' })], 3);
    expect(tab().getMaxRows()).toBe(1_202);
  });

  test('fills the grid to its last row without making room', () => {
    const calls = script.calls(() => save(memories(999)));
    expect(calls).not.toContain('Sheet.insertRowsAfter');
    expect([tab().getMaxRows(), remembered().length]).toEqual([1_000, 999]);
  });

  test('makes room where somebody deleted the spare rows', () => {
    save(memories(2));
    trimGrid({ people: script.people, sheet: tab() });
    save([aMemory({ leadId: 'new' })], 3);
    expect(remembered()).toHaveLength(3);
  });
});

describe('pairs that are saved together', () => {
  beforeEach(() => void save(memories(1_600)));
  const asked = (memory: Memory): Memory => ({ ...memory, asked: 'NEW|1' });

  test.each<[string, readonly number[], number]>([
    ['near each other', [3, 900, 499], 1],
    ['500 rows apart', [10, 510], 1],
    ['501 rows apart', [10, 511], 2],
    ['in three corners', [0, 700, 1_599], 3],
    ['far apart, two and two', [1_000, 1, 1_001, 0], 2],
  ])('%s %j are written in so few calls: %i', (_, indexes, expected) => {
    const changed = indexes.map((index) => asked(memories(1_600)[index] as Memory));
    const calls = script.calls(() => save(changed, 1_600));
    expect(calls.filter((method) => method === 'Range.setValues')).toHaveLength(expected);
    expect(remembered()).toEqual(
      memories(1_600).map((memory, index) => (indexes.includes(index) ? asked(memory) : memory)),
    );
  });
});

describe('the cursor', () => {
  const cursor = (): string | null => nextRun().load().cursor;

  test.each(['c1', '0', 'two words', ' 7 ', '9.9.9', '😀'])('%j comes back', (text) => {
    save(memories(1)).saveCursor(text);
    expect(cursor()).toBe(text);
  });

  test('null takes it away', () => {
    save(memories(1)).saveCursor('c1');
    save([]).saveCursor(null);
    expect(cursor()).toBeNull();
  });

  test('is none before it was saved', () => {
    save(memories(1));
    expect(cursor()).toBeNull();
  });

  test('of a tab that was deleted counts for no other, though it has the same name', () => {
    save(memories(1)).saveCursor('c1');
    script.people.deleteSheet(TABS.memory);
    expect(nextRun().load()).toEqual({ memories: [], cursor: null });
    save(memories(1));
    expect(nextRun().load()).toEqual({ memories: memories(1), cursor: null });
  });

  test('of a tab that was emptied by hand does not count', () => {
    save(memories(2)).saveCursor('c1');
    script.people.clear(TABS.memory, 'A2:F3');
    expect(nextRun().load()).toEqual({ memories: [], cursor: null });
  });

  test.each(['', 'c1', ' ', 'x y z'])('that reads %j in the properties is none', (text) => {
    save(memories(1)).saveCursor('c1');
    const [name] = Object.keys(documentProperties().getProperties());
    documentProperties().setProperty(name as string, text);
    expect(cursor()).toBeNull();
  });
});
