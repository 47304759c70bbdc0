/** The on-edit trigger: which edits make it speak to the tracker, about which rows, and which cost next to nothing. */
import { handleEdit } from '../../src/gas/handlers';
import { documentProperties, PROPERTY } from '../../src/gas/settings-store';
import { installTriggers, readTriggerRecord } from '../../src/gas/triggers';
import { openSyncedScript, type SyncedScript } from './support/synced-script';

const HEADER = ['note', 'ID', 'name', 'status', 'email', 'source', 'rating', 'Task_ID'];

let script: SyncedScript;
beforeEach(() => {
  script = openSyncedScript([
    HEADER,
    ...['L1', 'L2', 'L3', 'L4'].map((id) => ['', id, `Name ${id}`, 'NEW', '', '', '', '']),
  ]);
  installTriggers(script.spreadsheet, 5);
});

/** The event of an edit of these cells, as the trigger that counts gets it. */
function edited(range: string, triggerUid = readTriggerRecord()?.edit): void {
  handleEdit({
    range: script.spreadsheet.getRange(range),
    triggerUid,
  } as GoogleAppsScript.Events.SheetsOnEdit);
}

const pushed = (): (string | undefined)[] =>
  script.requests.flatMap(({ operations }) =>
    operations.map((each) => ('lead_id' in each ? each.lead_id : undefined)),
  );

describe('rows are pushed', () => {
  test.each<[string, string, string[]]>([
    ['a status', 'D3', ['L2']],
    ['an id, a cleared task id, any column the sync knows', 'H5', ['L4']],
    ['several cells of a row', 'A2:D2', ['L1']],
    ['several rows', 'D3:D4', ['L2', 'L3']],
    ['a block that begins with the header', 'B1:D3', ['L1', 'L2']],
    ['a block whose first column is the only known one', 'F4:G5', ['L3', 'L4']],
    ['a block whose last column is the only known one', 'G4:H4', ['L3']],
    ['whole columns', 'A:H', ['L1', 'L2', 'L3', 'L4']],
    ['a row and blank ones below it', 'D5:D900', ['L4']],
  ])('that an edit of %s touches: %s', (_, range, leadIds) => {
    edited(range);
    expect(pushed()).toEqual(leadIds);
    const linked = script.sheet.getRange('H2:H5').getValues().flat();
    expect(['L1', 'L2', 'L3', 'L4'].filter((_id, index) => linked[index] !== '')).toEqual(leadIds);
  });

  test('one after the other, and again when nothing changed costs no fetch', () => {
    edited('D2');
    edited('D3');
    edited('D3');
    expect(pushed()).toEqual(['L1', 'L2']);
    expect(script.requests).toHaveLength(2);
  });

  test('also when people have put the columns in another order since', () => {
    script.people.moveColumns('Sheet1', 4, 1, 1);
    edited('A2');
    expect(pushed()).toEqual(['L1']);
  });
});

describe('nothing is asked of the tracker, and nothing is written', () => {
  const quiet = (range: string): string[] => {
    const calls = script.calls(() => edited(range));
    expect(script.requests).toEqual([]);
    expect(calls.filter((method) => /\.(set|insert|append)/.test(method))).toEqual([]);
    // No run begins, which would read the whole tab.
    expect(calls).not.toContain('Sheet.getDataRange');
    return calls;
  };

  test.each<[string, string]>([
    ['a column the sync does not know', 'G3'],
    ['another one, left of all known ones', 'A2:A5'],
    ['columns beside the table', 'I2:K9'],
    ['the header alone', 'B1:H1'],
  ])('for an edit of %s: %s', (_, range) => {
    quiet(range);
  });

  test('for an edit of another tab, which is known before anything is read', () => {
    script.people.addSheet('Other');
    const calls = quiet('Other!D2');
    expect(calls.filter((method) => /^(Range|Sheet)\./.test(method))).toEqual([]);
  });

  test('for an edit that emptied the whole tab', () => {
    script.people.clear('Sheet1', 'A:Z');
    quiet('A1:Z900');
  });

  test('while the tab is not set up', () => {
    documentProperties().deleteProperty(PROPERTY.leadsTab);
    quiet('D3');
  });

  test.each(['', 'somebody-elses'])('for a trigger %j that does not count', (triggerUid) => {
    edited('D3', triggerUid);
    expect(script.requests).toEqual([]);
  });
});
