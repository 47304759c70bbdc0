/** The spreadsheet's name and address as the tracker takes them: it would refuse the whole exchange over a name it cannot keep. */
import { SYNC_LIMITS } from '../contract';
import type { SheetDescription } from '../ports';

export function describeSheet(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  leadsTabId: number,
): SheetDescription {
  return { name: storable(spreadsheet.getName()), url: `${spreadsheet.getUrl()}#gid=${leadsTabId}` };
}

/** Without NUL and halves of surrogate pairs, and cut between characters. */
function storable(name: string): string {
  let kept = '';
  for (const character of name) {
    if (kept.length + character.length > SYNC_LIMITS.source) break;
    if (character.length === 2 || !/[\0\uD800-\uDFFF]/.test(character)) kept += character;
  }
  return kept;
}
