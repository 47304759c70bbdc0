/** The workbook survives being written down and read back, whatever was done to it. */
import fc from 'fast-check';
import { createWorkbook, fromSnapshot, type Workbook } from '../../../emulator/src/workbook';
import { open } from './support/open';

const reload = (workbook: Workbook): Workbook =>
  fromSnapshot(JSON.parse(JSON.stringify(workbook.toSnapshot())) as never);

test('keeps everything a sheet can have', () => {
  const { file, sheet, workbook, SpreadsheetApp } = open({
    name: 'Leads',
    locale: 'de_DE',
    timeZone: 'Asia/Tokyo',
    editors: ['e@x.test'],
  });
  sheet.getRange('A1:D1').setValues([['text', 5.5, true, new Date(86_400_000)]]);
  sheet.getRange('A2:B2').setValues([['=A1&"!"', NaN]]);
  sheet.getRange('C5').setNote('note').setBackground('red').setFontWeight('bold');
  const rule = SpreadsheetApp.newDataValidation()
    .requireValueInList(['a', 'b'])
    .setAllowInvalid(false)
    .build();
  sheet.getRange('E1:E3').setDataValidation(rule);
  sheet.setFrozenRows(1);
  sheet.setColumnWidth(2, 250).setRowHeight(3, 50).setTabColor('#123456');
  sheet.hideRows(4);
  sheet.hideColumns(6);
  sheet.getRange('3:3').addDeveloperMetadata('lead', 'v');
  sheet.getRange('B2').protect().setDescription('kept').removeEditor('e@x.test');
  file.setNamedRange('names', sheet.getRange('A1:A3'));
  file.insertSheet('State').hideSheet();

  const again = reload(workbook);
  expect(again.toSnapshot()).toEqual(workbook.toSnapshot());
  const second = open({ workbook: again });
  expect(second.file.getName()).toBe('Leads');
  expect(second.sheet.getDataRange().getValues()).toEqual(sheet.getDataRange().getValues());
  expect(second.sheet.getDataRange().getDisplayValues()).toEqual(sheet.getDataRange().getDisplayValues());
  expect(second.sheet.getRange('A2').getFormula()).toBe('=A1&"!"');
  expect(() => second.sheet.getRange('E2').setValue('c')).toThrow('violates the data validation rules');
  expect(second.sheet.getRange('3:3').getDeveloperMetadata()[0]?.getValue()).toBe('v');
});

test('a snapshot does not change with the workbook it was taken of', () => {
  const { workbook, sheet } = open();
  sheet.getRange('A1').setValue('before');
  const snapshot = workbook.toSnapshot();
  sheet.getRange('A1').setValue('after');
  sheet.getRange('1:1').addDeveloperMetadata('late');
  expect(
    open({ workbook: fromSnapshot(snapshot) })
      .sheet.getRange('A1')
      .getValue(),
  ).toBe('before');
  expect(fromSnapshot(snapshot).metadata).toEqual([]);
});

test('new sheets and tags get ids that are free after a reload', () => {
  const { file, workbook } = open();
  file.insertSheet('Two');
  const again = open({ workbook: reload(workbook) });
  const ids = [...again.file.getSheets(), again.file.insertSheet('Three')].map((sheet) => sheet.getSheetId());
  expect(new Set(ids).size).toBe(3);
});

test('switches and the clock come from the options, not from the snapshot', () => {
  const workbook = createWorkbook({ switches: { leadingSign: 'formula' } });
  expect(
    fromSnapshot(workbook.toSnapshot(), { switches: { leadingSign: 'number-or-text' } }).switches.leadingSign,
  ).toBe('number-or-text');
});

/** One step of a random program: a person or a script does something that is in bounds, or not. */
const number = fc.integer({ min: 0, max: 13 });
const cell = fc.constantFrom('A1', 'B2', 'C3', 'D9', 'L12', 'M13');
const text = fc.constantFrom('', 'x', '007', '=A1&"!"', '=SUM(A1:B9)', '1/2/2026', '50%', "'5", 'TRUE', '+1');
const step = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), cell, text }),
  fc.record({ kind: fc.constant('write' as const), cell, text }),
  fc.record({ kind: fc.constant('append' as const), text }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: number,
    count: number,
    axis: fc.constantFrom('row' as const, 'column' as const),
  }),
  fc.record({
    kind: fc.constant('delete' as const),
    at: number,
    count: number,
    axis: fc.constantFrom('row' as const, 'column' as const),
  }),
  fc.record({ kind: fc.constant('move' as const), at: number, count: number, to: number }),
  fc.record({ kind: fc.constant('sort' as const), at: number, count: number, ascending: fc.boolean() }),
  fc.record({ kind: fc.constant('note' as const), cell }),
  fc.record({ kind: fc.constant('clear' as const), cell }),
  fc.record({ kind: fc.constant('tag' as const), at: number }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** The platform refuses some steps; only its own words may come. */
function perform({ sheet, user }: ReturnType<typeof open>, action: Step): void {
  try {
    switch (action.kind) {
      case 'edit':
        return void user.edit('Sheet1', action.cell, action.text);
      case 'write':
        return void sheet.getRange(action.cell).setValue(action.text);
      case 'append':
        return void sheet.appendRow([action.text, 1]);
      case 'insert':
        return void (action.axis === 'row'
          ? user.insertRows('Sheet1', action.at, action.count)
          : sheet.insertColumnsBefore(action.at, action.count));
      case 'delete':
        return void (action.axis === 'row'
          ? user.deleteRows('Sheet1', action.at, action.count)
          : sheet.deleteColumns(action.at, action.count));
      case 'move':
        return void user.moveRows('Sheet1', action.at, action.count, action.to);
      case 'sort':
        return void sheet
          .getRange(action.at, 1, action.count, 2)
          .sort({ column: 1, ascending: action.ascending });
      case 'note':
        return void sheet.getRange(action.cell).setNote('note').setBackground('red');
      case 'clear':
        return void user.clear('Sheet1', action.cell);
      case 'tag':
        return void sheet.getRange(`${action.at}:${action.at}`).addDeveloperMetadata(`tag ${action.at}`);
    }
  } catch (error) {
    if ((error as Error).name !== 'Exception') throw error;
  }
}

test('random programs keep the grid whole, and every state survives a reload', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const opened = open({ sheets: [{ name: 'Sheet1', rows: 12, columns: 12 }], now: () => 0 });
      for (const action of steps) perform(opened, action);
      const { sheet, workbook } = opened;
      const [model] = workbook.sheets;
      expect([sheet.getMaxRows(), sheet.getMaxColumns()]).toEqual([
        model?.rows.length,
        model?.columns.length,
      ]);
      const whole = sheet.getRange(1, 1, sheet.getMaxRows(), sheet.getMaxColumns());
      const values = whole.getValues();
      const filled = whole
        .getFormulas()
        .map((row, index) => row.some((formula, at) => formula || values[index]?.[at] !== ''));
      expect(sheet.getLastRow()).toBe(filled.lastIndexOf(true) + 1);
      for (const row of model?.rows ?? []) {
        for (const cells of Object.values(row?.layers ?? {})) {
          expect(cells.length).toBeLessThanOrEqual(sheet.getMaxColumns());
          expect(cells.length === 0 || cells[cells.length - 1] !== undefined).toBe(true);
        }
      }
      for (const tag of workbook.metadata) {
        expect(
          tag.location.type === 'ROW' && tag.location.index >= 1 && tag.location.index <= sheet.getMaxRows(),
        ).toBe(true);
      }
      const again = reload(workbook);
      expect(again.toSnapshot()).toEqual(workbook.toSnapshot());
      expect(open({ workbook: again }).sheet.getDataRange().getValues()).toEqual(
        sheet.getDataRange().getValues(),
      );
    }),
    { numRuns: 300 },
  );
});

test('row operations keep each row’s cells together and in order', () => {
  const operation = fc.record({
    kind: fc.constantFrom('insert', 'delete', 'move'),
    at: number,
    count: number,
    to: number,
  });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 15 }), (operations) => {
      const opened = open({ sheets: [{ name: 'Sheet1', rows: 10, columns: 3 }] });
      const { sheet } = opened;
      let expected = Array.from({ length: 10 }, (_, index) => [`r${index}`, index, `=B${index + 1}`]);
      opened.fill(expected);
      for (const { kind, at, count, to } of operations) {
        try {
          if (kind === 'insert') sheet.insertRowsBefore(at, count);
          else if (kind === 'delete') sheet.deleteRows(at, count);
          else sheet.moveRows(sheet.getRange(at, 1, count), to);
        } catch {
          continue;
        }
        const rows = [...expected];
        if (kind === 'insert') rows.splice(at - 1, 0, ...Array.from({ length: count }, () => ['', '', '']));
        else if (kind === 'delete') rows.splice(at - 1, count);
        else {
          const moved = rows.splice(at - 1, count);
          rows.splice(to > at ? Math.max(at, to - count) - 1 : to - 1, 0, ...moved);
        }
        expected = rows;
      }
      // The formula beside each number still finds it: references moved with the rows.
      const values = sheet.getRange(1, 1, expected.length, 3).getValues();
      expect(values).toEqual(expected.map(([name, value]) => [name, value, value]));
      expect(sheet.getMaxRows()).toBe(expected.length);
    }),
    { numRuns: 300 },
  );
});
