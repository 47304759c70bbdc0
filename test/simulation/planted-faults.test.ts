/** Shows that the properties can fail: five faults that real syncs have, each planted alone, each found by the random programs. */
import fc from 'fast-check';
import type { LeadColumns, LeadTable } from '../../src/core/lead';
import * as matching from '../../src/core/match-cells';
import * as merging from '../../src/core/merge-status';
import type { CellChange } from '../../src/core/plan';
import { execute, programs } from './program';
import type { World } from './world';

const RUNS = 20_000;

/** @returns the number of programs it took to find the fault, or null */
function programsUntilCaught(prepare: (world: World) => void): number | null {
  const property = fc.property(programs(['sheet']), (program) => {
    const { complaints, knownLimit } = execute(program, prepare);
    return knownLimit || complaints.length === 0;
  });
  const { failed, numRuns } = fc.check(property, { numRuns: RUNS, endOnFailure: true, seed: 20_260_101 });
  return failed ? numRuns : null;
}

/** Matching as careless programs do it: `rowOf` says where the cell is thought to be, `checked` whether its value is looked at. */
function matchCarelessly(
  rowOf: (table: LeadTable, columns: LeadColumns, change: CellChange) => number,
  checked: boolean,
) {
  return (table: LeadTable, columns: LeadColumns, changes: readonly CellChange[]): matching.MatchedCells => {
    const cells = changes.map((change) => ({
      change,
      row: rowOf(table, columns, change),
      column: columns[change.field],
    }));
    const ready = cells.filter(({ change, row, column }) => {
      const cell = table.rows[row - 2]?.[column];
      return cell !== undefined && (!checked || cell === change.from);
    });
    return { ready, missed: changes.filter((change) => !ready.some((cell) => cell.change === change)) };
  };
}

const byId = (table: LeadTable, columns: LeadColumns, change: CellChange): number =>
  table.rows.findIndex((cells) => cells[columns.id] === change.leadId) + 2;

afterEach(() => jest.restoreAllMocks());

describe('a planted fault is caught', () => {
  it('base moved before the cells are written', () => {
    const caught = programsUntilCaught((world) => {
      world.plantedSave = (memory) =>
        memory.intent === null ? memory : { ...memory, agreed: memory.intent.agreed, intent: null };
    });
    expect(caught).not.toBeNull();
  }, 120_000);

  it('cells written by the row number they had when the run began', () => {
    let current: World | undefined;
    const remembered = (_table: LeadTable, _columns: LeadColumns, change: CellChange): number =>
      current?.rowsAtStart.get(change.leadId) ?? 2;
    jest.spyOn(matching, 'matchCells').mockImplementation(matchCarelessly(remembered, true));
    expect(programsUntilCaught((world) => (current = world))).not.toBeNull();
  }, 120_000);

  it('cells written without comparing them with the value decided from', () => {
    jest.spyOn(matching, 'matchCells').mockImplementation(matchCarelessly(byId, false));
    expect(programsUntilCaught(() => undefined)).not.toBeNull();
  }, 120_000);

  it('no unique key for (source, lead) at the tracker', () => {
    expect(programsUntilCaught((world) => (world.tracker.uniqueKey = false))).not.toBeNull();
  }, 120_000);

  it('no base: the newest word of each side, without what they last agreed on', () => {
    const merge = merging.mergeStatus;
    jest.spyOn(merging, 'mergeStatus').mockImplementation((input) => merge({ ...input, base: null }));
    expect(programsUntilCaught(() => undefined)).not.toBeNull();
  }, 120_000);

  it('and without a fault the same programs pass', () => {
    expect(programsUntilCaught(() => undefined)).toBeNull();
  }, 120_000);
});
