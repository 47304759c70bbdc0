/** The status words of this spreadsheet: the map that is stored, and the dropdown that offers its words. */
import { LeadSyncError } from '../core/errors';
import { findColumns } from '../core/lead';
import { parseStatusMap } from '../core/status-map';
import { documentProperties, PROPERTY, readStatusMap } from './settings-store';

/**
 * Replaces the status map by the user's own words. Run from the script editor, where nothing can be passed, it asks for the text.
 * @param json see "Status words" in the README
 * @throws LeadSyncError status_map_invalid; then nothing is changed
 */
export function setStatusMap(json?: string): void {
  const text = json ?? askForText();
  if (text === null) return;
  let words: unknown;
  try {
    words = JSON.parse(text);
  } catch (error) {
    throw new LeadSyncError(
      'status_map_invalid',
      'The status map is not JSON. See "Status words" in the README.',
      {},
      error,
    );
  }
  documentProperties().setProperty(PROPERTY.statusMap, JSON.stringify(parseStatusMap(words)));
  const leadsTab = documentProperties().getProperty(PROPERTY.leadsTab);
  const sheet =
    leadsTab === null ? null : SpreadsheetApp.getActiveSpreadsheet().getSheetById(Number(leadsTab));
  if (sheet !== null) addStatusDropdown(sheet);
}

/**
 * Warns about other words instead of refusing them: an import or a paste must not fail; the sync reports them (S03).
 * Without a status column there is nothing to do: "Set up" adds one.
 */
export function addStatusDropdown(sheet: GoogleAppsScript.Spreadsheet.Sheet): void {
  const width = sheet.getLastColumn();
  if (width === 0) return;
  const header = (sheet.getRange(1, 1, 1, width).getValues() as unknown[][])[0] ?? [];
  const column = findColumns(header).status + 1;
  if (column === 0) return;
  const words = Object.keys(
    readStatusMap(documentProperties().getProperty(PROPERTY.statusMap) ?? undefined).leads,
  );
  const rule = SpreadsheetApp.newDataValidation()
    .requireValueInList(words, true)
    .setAllowInvalid(true)
    .setHelpText(`One of ${words.join(', ')}.`)
    .build();
  sheet.getRange(2, column, Math.max(1, sheet.getMaxRows() - 1), 1).setDataValidation(rule);
}

function askForText(): string | null {
  const ui = SpreadsheetApp.getUi();
  const answer = ui.prompt(
    'Lead Sync: Status words',
    'Paste the status map as JSON.',
    ui.ButtonSet.OK_CANCEL,
  );
  return answer.getSelectedButton() === ui.Button.OK ? answer.getResponseText() : null;
}
