/** The leads tab on the platform's objects, and the sheet that the simulations run against, keep the same contract. */
import { SpreadsheetLeads } from '../../src/gas/spreadsheet-leads';
import { openScript, trimGrid } from '../gas/support/script';
import { World } from '../simulation/world';
import { describeLeadSheet, HEADER, type LeadSheetUnderTest } from './lead-sheet.contract';

function inSpreadsheet(spare: boolean): LeadSheetUnderTest {
  const script = openScript();
  const { sheet, people, fill } = script;
  fill([HEADER]);
  if (!spare) trimGrid(script);
  let added = 0;
  const cells = (): unknown[][] => sheet.getDataRange().getValues().slice(1);
  return {
    sheet: new SpreadsheetLeads(sheet),
    add: ({ id, status, taskId }) => {
      const row = [`mark ${(added += 1)}`, taskId, status, `Name ${id}`, id];
      if (sheet.getLastRow() === sheet.getMaxRows()) people.insertRows('Sheet1', sheet.getMaxRows() + 1);
      people.paste('Sheet1', `A${sheet.getLastRow() + 1}`, [row]);
    },
    setStatus: (row, status) => void people.edit('Sheet1', `C${row}`, status),
    removeRow: (row) => void people.deleteRows('Sheet1', row),
    cells,
  };
}

describeLeadSheet('The leads tab', () => inSpreadsheet(true));
describeLeadSheet('The leads tab without spare rows and columns', () => inSpreadsheet(false));

describeLeadSheet('The sheet in memory', () => {
  const world = new World();
  const at = (row: number) => world.rows[row - 2]!;
  return {
    sheet: world.ports().sheet,
    add: ({ id, status, taskId }) => {
      world.addLead(id, status);
      world.rows.at(-1)!.taskId = taskId;
    },
    setStatus: (row, status) => void (at(row).status = status),
    removeRow: (row) => void world.rows.splice(row - 2, 1),
    cells: () => world.rows.map(({ mark, taskId, status, name, id }) => [mark, taskId, status, name, id]),
  };
});
