/** Undo and redo: exact, per person, and never on the wrong rows. */
import { open } from './support/open';

const ANN = 'ann@example.com';

function filled() {
  const all = open({ editors: [ANN] });
  all.fill([['h', 'n'], ['c', 3], ['a', 1], ['b', 2]]); // prettier-ignore
  return { ...all, ann: all.workbook.as(ANN), state: () => stateOf(all.workbook) };
}

/** Everything of the workbook but its counters. */
function stateOf(workbook: ReturnType<typeof open>['workbook']): string {
  const snapshot = workbook.toSnapshot() as never as {
    styles: unknown[];
    rules: unknown[];
    sheets: { rows: Record<string, unknown>[] }[];
  };
  const { styles, rules, ...stored } = { ...snapshot, revision: 0, nextId: 0 };
  // Rows that hold nothing may or may not be there; styles and rules are numbered as they come.
  const sheets = stored.sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows
      .map((row) => ({
        ...row,
        ...(row['s'] ? { s: (row['s'] as number[]).map((number) => styles[number] ?? null) } : {}),
        ...(row['r'] ? { r: (row['r'] as number[]).map((number) => rules[number] ?? null) } : {}),
      }))
      .filter((row) => Object.keys(row).length > 1),
  }));
  return JSON.stringify({ ...stored, sheets }, null, 1);
}

type Actions = ReturnType<typeof filled>['user'];
const EVERYTHING: readonly [string, (user: Actions) => unknown][] = [
  ['typing', (user) => user.edit('Sheet1', 'B2', '1/2/2024')],
  ['a paste that makes the grid grow', (user) => user.paste('Sheet1', 'Z999', [['1', '2'], ['3'], ['4']])], // prettier-ignore
  ['a copy', (user) => user.copy('Sheet1', 'A1:B2', 'C3')],
  ['a cut', (user) => user.cut('Sheet1', 'A2:B3', 'B3')],
  ['a fill', (user) => user.fill('Sheet1', 'B2:B3', 'B2:B9')],
  ['clearing', (user) => user.clear('Sheet1', 'A1:B4')],
  ['a sort', (user) => user.sort('Sheet1', 'A2:B4', 2)],
  ['inserted rows', (user) => user.insertRows('Sheet1', 2, 3)],
  ['inserted columns', (user) => user.insertColumns('Sheet1', 2)],
  ['deleted rows', (user) => user.deleteRows('Sheet1', 2, 2)],
  ['deleted columns', (user) => user.deleteColumns('Sheet1', 2)],
  ['rows moved down', (user) => user.moveRows('Sheet1', 1, 2, 5)],
  ['columns moved to the left', (user) => user.moveColumns('Sheet1', 2, 2, 1)],
  ['a new tab', (user) => user.addSheet('New')],
  ['a tab’s name', (user) => user.renameSheet('Sheet1', 'Leads')],
  ['a deleted tab', (user) => user.deleteSheet('Second')],
  ['a hidden tab', (user) => user.hideSheet('Second')],
  ['a moved tab', (user) => user.moveSheet('Sheet1', 2)],
  ['a format', (user) => user.format('Sheet1', 'A1:C2', { italic: true, numberFormat: '0.00' })],
  ['a note', (user) => user.note('Sheet1', 'A1:A2', 'see')],
  ['freezing', (user) => user.freeze('Sheet1', 1, 1)],
  ['a width', (user) => user.columnWidth('Sheet1', 1, 50)],
  ['a filter', (user) => user.filter('Sheet1', 'A1:B4')],
  ['a replacement', (user) => user.replace('Sheet1', 'a', 'z')],
  ['an import', (user) => user.importTable('Sheet1', [['x'], ['y']])],
];

describe('undo and redo', () => {
  test.each(EVERYTHING)('of %s bring back exactly what was, twice', (_name, act) => {
    const { user, sheet, file, state, SpreadsheetApp } = filled();
    const second = file.insertSheet('Second');
    second
      .getRange('A1:A3')
      .setFormulas([['=Sheet1!B3'], ['=SUM(Sheet1!B2:B4)'], ['=Sheet1!A2&Sheet1!$B$4']]);
    sheet.getRange('C2:C4').setFormulas([['=B2*2'], ['=B3*2'], ['=SUM(B$2:B4)']]);
    sheet.getRange('B3').setNote('n').setBackground('#ff0000');
    sheet
      .getRange('A2:A4')
      .setDataValidation(SpreadsheetApp.newDataValidation().requireTextContains('').build());
    file.setNamedRange('numbers', sheet.getRange('B2:B4'));
    sheet.getRange('3:3').addDeveloperMetadata('id', 'L-1');
    sheet.getRange('B2:B3').protect().setDescription('mine');
    sheet.setColumnWidth(2, 300);
    sheet.setRowHeight(3, 40);
    const before = state();
    act(user);
    const after = state();
    expect(after).not.toBe(before);
    for (let round = 0; round < 2; round++) {
      user.undo();
      expect(state()).toBe(before);
      user.redo();
      expect(state()).toBe(after);
    }
  });

  test('a long mixed history goes back to its beginning and forward to its end', () => {
    const { user, state } = filled();
    user.addSheet('Second');
    const states = [state()];
    const acts = EVERYTHING.map(([, act]) => act).filter(
      (act) => !/rename|deleteSheet|replace/.test(String(act)),
    );
    for (const act of acts) {
      act(user);
      states.push(state());
    }
    for (let index = states.length - 2; index >= 0; index--) {
      user.undo();
      expect(state()).toBe(states[index]);
    }
    for (let index = 1; index < states.length; index++) {
      user.redo();
      expect(state()).toBe(states[index]);
    }
  });

  test('tell what they did, and nothing when nothing is left', () => {
    const { user } = filled();
    expect(user.undo()).toEqual({ action: null, changes: [] });
    user.edit('Sheet1', 'A2', 'x');
    const range = { row: 2, column: 1, rows: 1, columns: 1 };
    expect(user.undo()).toEqual({
      action: 'typing',
      changes: [{ type: 'edit', action: 'undo', sheetId: 0, range }],
    });
    expect(user.redo().action).toBe('typing');
    expect(user.redo().action).toBeNull();
  });

  test('a new action forgets what was undone; only the last hundred are kept', () => {
    const { user, sheet } = filled();
    user.edit('Sheet1', 'D1', 'x');
    user.undo();
    user.edit('Sheet1', 'D2', 'y');
    expect(user.redo().action).toBeNull();
    for (let count = 1; count <= 101; count++) user.edit('Sheet1', 'D1', String(count));
    let undone = 0;
    while (user.undo().action !== null) undone++;
    expect(undone).toBe(100);
    expect(sheet.getRange('D1').getValue()).toBe(1);
  });

  test('each person has their own history', () => {
    const { user, ann, sheet } = filled();
    user.edit('Sheet1', 'D1', 'mine');
    ann.edit('Sheet1', 'E1', 'hers');
    user.undo();
    expect(sheet.getRange('D1:E1').getValues()).toEqual([['', 'hers']]);
    expect(user.undo().action).toBeNull();
  });
});

describe('after others changed the sheet', () => {
  test('a later value in the same cell is written over, as in Sheets', () => {
    const { user, ann, sheet } = filled();
    user.edit('Sheet1', 'A2', 'mine');
    ann.edit('Sheet1', 'A2', 'hers');
    user.undo();
    expect(sheet.getRange('A2').getValue()).toBe('c');
    user.redo();
    expect(sheet.getRange('A2').getValue()).toBe('hers');
  });

  test('the cells are found where they are now', () => {
    const { user, ann, sheet } = filled();
    user.edit('Sheet1', 'A2', '=B2');
    ann.insertRows('Sheet1', 1, 2);
    sheet.insertColumnBefore(1);
    ann.moveRows('Sheet1', 4, 1, 10);
    user.undo();
    expect(sheet.getRange('B9').getValue()).toBe('c');
    user.redo();
    expect(sheet.getRange('B9').getFormula()).toBe('=C9');
  });

  test.each([
    ['a sort by another person', (all: ReturnType<typeof filled>) => all.ann.sort('Sheet1', 'A2:B4', 1)],
    ['a sort by a script', ({ sheet }: ReturnType<typeof filled>) => void sheet.sort(1)],
    ['deleted rows', ({ ann }: ReturnType<typeof filled>) => ann.deleteRows('Sheet1', 2)],
    ['a deleted tab', ({ ann }: ReturnType<typeof filled>) => [ann.addSheet('B'), ann.deleteSheet('Sheet1')]],
  ])('%s: undo is refused, and nothing changes', (_name, meddle) => {
    const all = filled();
    all.user.edit('Sheet1', 'A2', 'x');
    meddle(all);
    const before = all.state();
    expect(() => all.user.undo()).toThrow("can't be undone or redone any more");
    expect(all.state()).toBe(before);
  });

  test('a block that somebody inserted a row into is refused, deleted rows are not brought back elsewhere', () => {
    const { user, ann, state } = filled();
    user.clear('Sheet1', 'A2:B4');
    ann.insertRows('Sheet1', 3);
    expect(() => user.undo()).toThrow("can't be undone");
    user.deleteRows('Sheet1', 2);
    ann.insertRows('Sheet1', 1);
    const before = state();
    expect(() => user.undo()).toThrow("can't be undone");
    expect(state()).toBe(before);
  });

  test('inserted rows are removed wherever they are', () => {
    const { user, ann, sheet } = filled();
    user.insertRows('Sheet1', 2, 2);
    ann.insertRows('Sheet1', 1);
    ann.edit('Sheet1', 'A3', 'typed into the new row');
    user.undo();
    expect(sheet.getRange('A1:A5').getValues().flat()).toEqual(['', 'h', 'c', 'a', 'b']);
  });

  test('what others noted between a change and its undo is found too', () => {
    const { user, ann, sheet } = filled();
    user.insertRows('Sheet1', 1);
    ann.edit('Sheet1', 'A3', 'hers');
    user.undo();
    ann.undo();
    expect(sheet.getRange('A1:A4').getValues().flat()).toEqual(['h', 'c', 'a', 'b']);
    ann.redo();
    user.redo();
    ann.undo();
    expect(sheet.getRange('A1:A5').getValues().flat()).toEqual(['', 'h', 'c', 'a', 'b']);
  });

  test('a sort of one’s own that was taken back does not stand in the way of what was before', () => {
    const { user, sheet } = filled();
    user.edit('Sheet1', 'A2', 'z');
    user.sort('Sheet1', 'A2:B4', 1);
    user.undo();
    user.undo();
    expect(sheet.getRange('A2:A4').getValues().flat()).toEqual(['c', 'a', 'b']);
  });

  test('a protection that came since refuses', () => {
    const { ann, sheet } = filled();
    ann.edit('Sheet1', 'A2', 'x');
    sheet.getRange('A2').protect().removeEditor(ANN);
    expect(() => ann.undo()).toThrow('protected cell');
    expect(sheet.getRange('A2').getValue()).toBe('x');
  });
});
