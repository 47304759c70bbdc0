/** A hidden tab that crashes and people have left in disorder (S23): what can be read counts, the rest is as good as new, no sync stops. */
import type { Memory } from '../../src/core/memory';
import { toMemoryRow } from '../../src/gas/memory-row';
import { MemoryTab } from '../../src/gas/memory-tab';
import { TABS } from '../../src/gas/names';
import { documentProperties } from '../../src/gas/settings-store';
import { aMemory } from '../core/support/examples';
import { openScript, type Script } from './support/script';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

let script: Script;
beforeEach(() => {
  script = openScript();
});

const nextRun = (): MemoryTab => new MemoryTab(script.spreadsheet, documentProperties());
const tab = (): Sheet => script.spreadsheet.getSheetByName(TABS.memory) as Sheet;
const remembered = (): Memory[] => nextRun().load().memories;
function save(...memories: readonly Memory[]): void {
  const store = nextRun();
  store.load();
  store.save(memories, memories.length);
}

const [ONE, TWO, THREE] = ['L1', 'L2', 'L3'].map((leadId) => aMemory({ leadId })) as [Memory, Memory, Memory];
const seenAt = (version: number, memory = ONE): Memory => ({ ...memory, seen: { ...memory.seen, version } });

describe('a damaged row', () => {
  beforeEach(() => save(ONE, TWO, THREE));

  test.each<[string, (sheet: Sheet) => unknown]>([
    ['an id that was typed over', (sheet) => sheet.getRange('A3').setValue('L2')],
    ['values cut off', (sheet) => sheet.getRange('E3').setValue('{"status":"TO')],
    [
      'a formula in place of values',
      (sheet) => sheet.getRange('E3').setNumberFormat('General').setFormula('=1/0'),
    ],
    ['a row that was cleared', (sheet) => sheet.getRange('A3:F3').clearContent()],
  ])('is skipped: %s; the others count, and a new row takes its place', (_, damage) => {
    damage(tab());
    expect(remembered()).toEqual([ONE, THREE]);
    const anew = seenAt(5, TWO);
    save(anew);
    expect(remembered()).toEqual([ONE, THREE, anew]);
  });

  test('that was deleted leaves the others where they are now', () => {
    script.people.deleteRows(TABS.memory, 2);
    save(seenAt(5, THREE));
    expect(remembered()).toEqual([TWO, seenAt(5, THREE)]);
  });
});

describe('two rows for one lead', () => {
  test.each([
    ['first', [seenAt(7), seenAt(3)]],
    ['last', [seenAt(3), seenAt(7)]],
  ])('the one that knows more counts, though it comes %s, and it is the one replaced', (_, rows) => {
    save(TWO);
    const below = rows.map((memory) => toMemoryRow(memory));
    tab().getRange(3, 1, 2, 6).setValues(below);
    expect(remembered()).toEqual([TWO, seenAt(7)]);
    const next = { ...seenAt(7), asked: 'NEW|7' };
    save(next);
    expect(remembered()).toEqual([TWO, next]);
    expect(tab().getLastRow()).toBe(4);
  });
});

describe('people in the tab', () => {
  beforeEach(() => save(ONE, TWO, THREE));

  test('who sort it lose nothing', () => {
    script.people.sort(TABS.memory, 'A2:F4', 1, false);
    save(seenAt(5, ONE));
    expect(remembered()).toEqual([THREE, TWO, seenAt(5, ONE)]);
  });

  test('who show it find it shown in the next run too', () => {
    script.people.showSheet(TABS.memory);
    save(seenAt(5, ONE));
    expect(tab().isSheetHidden()).toBe(false);
  });

  test('who delete the header lose one row at most, and the header comes back', () => {
    script.people.deleteRows(TABS.memory, 1);
    expect(remembered()).toEqual([TWO, THREE]);
    save(seenAt(5, ONE));
    expect(remembered()).toEqual([TWO, THREE, seenAt(5, ONE)]);
    expect(tab().getRange('A1').getValue()).toBe('lead');
  });

  test('who put a note beside the rows do not stop the sync', () => {
    script.people.edit(TABS.memory, 'H3', 'what is this?');
    save(seenAt(5, ONE), seenAt(5, THREE));
    expect(remembered()).toEqual([seenAt(5, ONE), TWO, seenAt(5, THREE)]);
    expect(tab().getRange('H3').getValue()).toBe('what is this?');
  });

  test('who delete its last column do not stop the sync', () => {
    script.people.deleteColumns(TABS.memory, 6);
    save(seenAt(5, ONE), seenAt(5, THREE));
    expect(remembered()).toEqual([seenAt(5, ONE), TWO, seenAt(5, THREE)]);
  });
});

describe('a crash while the tab was made', () => {
  /** The tab as each step of its making left it. */
  const steps: readonly [string, (sheet: Sheet) => unknown][] = [
    ['inserted', () => undefined],
    ['hidden', (sheet) => sheet.hideSheet()],
    ['formatted', (sheet) => sheet.hideSheet().getRange('A:F').setNumberFormat('@')],
  ];

  test.each(steps)('after it was %s: the next run prepares it, once', (_, crashed) => {
    crashed(script.spreadsheet.insertSheet(TABS.memory));
    expect(nextRun().load()).toEqual({ memories: [], cursor: null });
    save(ONE);
    expect([tab().isSheetHidden(), tab().getRange('A9').getNumberFormat()]).toEqual([true, '@']);
    expect(remembered()).toEqual([ONE]);
    expect(script.calls(() => save(TWO))).not.toContain('Range.setNumberFormat');
    expect(script.spreadsheet.getNumSheets()).toBe(2);
  });

  test('after the header: nothing is remembered, and nothing is prepared again', () => {
    save(ONE);
    script.people.deleteRows(TABS.memory, 2);
    expect(remembered()).toEqual([]);
    expect(script.calls(() => save(TWO))).not.toContain('Range.setNumberFormat');
    expect(remembered()).toEqual([TWO]);
  });
});
