/** What every LeadSheet port must do, in the words of src/ports.ts; run against each sheet of leads there is. */
import fc from 'fast-check';
import { textOf } from '../../src/core/lead';
import type { CellWrite, LeadSheet } from '../../src/ports';

export interface LeadRow {
  readonly id: string;
  readonly status: string;
  readonly taskId: string;
}

/** A leads tab of its own for one test, without rows, with the people who work in it. Rows are 1-based, the header is row 1. */
export interface LeadSheetUnderTest {
  /** Its columns are those of `HEADER`. */
  readonly sheet: LeadSheet;
  /** Below the last row. */
  add(row: LeadRow): void;
  setStatus(row: number, status: string): void;
  removeRow(row: number): void;
  /** The cells of all rows, seen past the port. */
  cells(): unknown[][];
}

export const HEADER = ['mark', 'Task_ID', 'status', 'name', 'ID '];
const [TASK_ID, STATUS] = [1, 2];

const lead = (id: string, status = 'NEW', taskId = ''): LeadRow => ({ id, status, taskId });
const cell = (row: number, column: number, value: string): CellWrite => ({ row, column, value });

export function describeLeadSheet(name: string, make: () => LeadSheetUnderTest): void {
  describe(`${name} as a LeadSheet`, () => {
    let under: LeadSheetUnderTest;
    beforeEach(() => {
      under = make();
    });

    const withLeads = (...ids: readonly string[]): LeadSheet => {
      ids.forEach((id) => under.add(lead(id)));
      return under.sheet;
    };
    /** [id, status, task id] of each row, as the port reads it. */
    const read = (): unknown[][] =>
      under.sheet.read().rows.map((cells) => [cells[4], cells[STATUS], cells[TASK_ID]]);

    describe('read', () => {
      test('gives the header as it is written and the rows in sheet order', () => {
        withLeads('L2', 'L1');
        under.add(lead('L3', 'LOST', 'T3'));
        expect(under.sheet.read().header).toEqual(HEADER);
        expect(read()).toEqual([
          ['L2', 'NEW', ''],
          ['L1', 'NEW', ''],
          ['L3', 'LOST', 'T3'],
        ]);
        expect(under.sheet.read().rows).toEqual(under.cells());
      });

      test('of a tab without rows gives the header alone, as often as it is asked', () => {
        const empty = { header: HEADER, rows: [] };
        expect([under.sheet.read(), under.sheet.read()]).toEqual([empty, empty]);
      });

      test('sees what people did since the last', () => {
        const sheet = withLeads('L1', 'L2', 'L3');
        sheet.read();
        under.setStatus(4, 'LOST');
        under.removeRow(2);
        under.add(lead('L4'));
        expect(read()).toEqual([
          ['L2', 'NEW', ''],
          ['L3', 'LOST', ''],
          ['L4', 'NEW', ''],
        ]);
      });

      test('sees when the last row is gone, and the first', () => {
        const sheet = withLeads('L1', 'L2');
        sheet.read();
        under.removeRow(3);
        expect(read()).toEqual([['L1', 'NEW', '']]);
        under.removeRow(2);
        expect(read()).toEqual([]);
      });

      test('gives a table that stays as it was read', () => {
        const sheet = withLeads('L1', 'L2');
        const table = sheet.read();
        const before = structuredClone(table);
        under.setStatus(2, 'LOST');
        under.removeRow(3);
        sheet.write([cell(2, TASK_ID, 'T1')]);
        expect(table).toEqual(before);
      });
    });

    describe('readFormulas', () => {
      test('answers for each row that was read', () => {
        const sheet = withLeads('L1', 'L2');
        sheet.read();
        expect([sheet.readFormulas(STATUS), sheet.readFormulas(TASK_ID)]).toEqual([
          [false, false],
          [false, false],
        ]);
      });

      test('of a tab without rows has nothing to answer', () => {
        under.sheet.read();
        expect(under.sheet.readFormulas(STATUS)).toEqual([]);
      });

      test('answers also when people have deleted a row since the read', () => {
        const sheet = withLeads('L1', 'L2', 'L3');
        sheet.read();
        under.removeRow(3);
        expect(sheet.readFormulas(STATUS).slice(0, 2)).toEqual([false, false]);
      });
    });

    describe('write', () => {
      test('of nothing changes nothing', () => {
        const sheet = withLeads('L1');
        const before = under.cells();
        expect(sheet.write([])).toEqual([]);
        expect(under.cells()).toEqual(before);
      });

      test('stands when it returns, in the next read and for people', () => {
        const sheet = withLeads('L1', 'L2', 'L3');
        sheet.read();
        expect(sheet.write([cell(3, STATUS, 'LOST'), cell(3, TASK_ID, 'T2')])).toEqual([]);
        expect(under.cells().map((cells) => [cells[TASK_ID], cells[STATUS]])).toEqual([
          ['', 'NEW'],
          ['T2', 'LOST'],
          ['', 'NEW'],
        ]);
        expect(sheet.read().rows).toEqual(under.cells());
      });

      test('overwrites what a person typed since the read: comparing is the caller’s affair', () => {
        const sheet = withLeads('L1');
        sheet.read();
        under.setStatus(2, 'LOST');
        sheet.write([cell(2, STATUS, 'CONTACTED')]);
        expect(read()).toEqual([['L1', 'CONTACTED', '']]);
      });

      test('of an empty text empties the cell', () => {
        under.add(lead('L1', 'NEW', 'T1'));
        under.sheet.write([cell(2, TASK_ID, '')]);
        expect(read()).toEqual([['L1', 'NEW', '']]);
      });

      test('leaves cells blank that it was told are blank', () => {
        const sheet = withLeads('L1', 'L2', 'L3', 'L4');
        const blanks = { column: TASK_ID, rows: new Set([3, 5]) };
        expect(sheet.write([cell(2, TASK_ID, 'T1'), cell(4, TASK_ID, 'T3')], blanks)).toEqual([]);
        expect(read().map(([, , taskId]) => taskId)).toEqual(['T1', '', 'T3', '']);
      });

      test('needs no read before it', () => {
        withLeads('L1');
        expect(under.sheet.write([cell(2, TASK_ID, 'T1')])).toEqual([]);
        expect(read()).toEqual([['L1', 'NEW', 'T1']]);
      });

      test.each(['=1+1', '+49', '-', '@x', "'x", ' =x', 'Not Contacted', '😀', 'Zoë'])(
        '%j is read back as it was written',
        (text) => {
          withLeads('L1').write([cell(2, STATUS, text)]);
          expect(read()).toEqual([['L1', text, '']]);
        },
      );

      test('words that people may put into their status map are read back as the same words', () => {
        const words = ['10%', '1/2', '2026-01-01', '00123', '42', 'TRUE'];
        withLeads(...words).write(words.map((word, index) => cell(index + 2, STATUS, word)));
        expect(under.sheet.read().rows.map((cells) => textOf(cells[STATUS]))).toEqual(words);
      });

      test('of a row far below the last one is given back as refused, and the others stand', () => {
        const sheet = withLeads('L1');
        sheet.read();
        const cells = [cell(1_000_000, STATUS, 'LOST'), cell(2, STATUS, 'LOST')];
        const refused = sheet.write(cells);
        expect(refused.map(({ write }) => write)).toEqual([cells[0]]);
        expect(refused[0]?.write).toBe(cells[0]);
        expect(refused[0]?.reason).toMatch(/\w/);
        expect(read()).toEqual([['L1', 'LOST', '']]);
      });
    });

    test('whatever is done in whatever order, every cell holds what was last put there, and no other changes', () => {
      const status = fc.constantFrom('NEW', 'LOST', '');
      const index = fc.nat(7);
      const step = fc.oneof(
        fc.record({ do: fc.constant('add' as const), status }),
        fc.record({ do: fc.constant('remove' as const), index }),
        fc.record({ do: fc.constant('edit' as const), index, status }),
        fc.record({
          do: fc.constant('write' as const),
          cells: fc.array(fc.record({ index, column: fc.constantFrom(TASK_ID, STATUS), value: status })),
        }),
      );
      fc.assert(
        fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
          under = make();
          withLeads('L0', 'L1', 'L2');
          const model = under.cells().map((cells) => [...cells]);
          const row = (number: number): number => number % model.length;
          steps.forEach((each, number) => {
            if (each.do === 'add') {
              under.add(lead(`new ${number}`, each.status, 'T'));
              model.push(under.cells().at(-1) as unknown[]);
            } else if (model.length === 0) return;
            else if (each.do === 'remove') {
              under.removeRow(row(each.index) + 2);
              model.splice(row(each.index), 1);
            } else if (each.do === 'edit') {
              under.setStatus(row(each.index) + 2, each.status);
              model[row(each.index)]![STATUS] = each.status;
            } else {
              // Each cell once: which of two values for one cell counts is nobody's business.
              const cells = new Map(
                each.cells.map((write) => [
                  `${row(write.index)} ${write.column}`,
                  cell(row(write.index) + 2, write.column, write.value),
                ]),
              );
              expect(under.sheet.write([...cells.values()])).toEqual([]);
              for (const write of cells.values()) model[write.row - 2]![write.column] = write.value;
            }
            expect(under.cells()).toEqual(model);
            expect(under.sheet.read()).toEqual({ header: HEADER, rows: model });
          });
        }),
        { numRuns: 50 },
      );
    });
  });
}
