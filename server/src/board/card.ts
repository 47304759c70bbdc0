/** A card: a task and the rows of the sheets that it belongs to. */
import type { Task } from '../contract';
import { groupBy } from './group-by';
import { toWireTask, type StoredTask } from '../tasks/stored-task';

export interface CardLink {
  readonly source: string;
  readonly lead_id: string;
  /** Null until the source has told where it is. */
  readonly sheet: { readonly name: string; readonly url: string } | null;
  /** Where the lead's row stood when its source last pushed it, from 1. */
  readonly row: number | null;
  /** Opens the row in the sheet. */
  readonly url: string | null;
}

export interface Card extends Task {
  readonly links: readonly CardLink[];
}

/** A link as it is kept, with what is known of its source. */
export interface StoredLink {
  readonly source: string;
  readonly lead_id: string;
  readonly task_id: string;
  readonly sheet_row: number | null;
  readonly sheet_name: string | null;
  readonly sheet_url: string | null;
}

/** @param links of these tasks, in the order in which a card shows them */
export function toCards(tasks: readonly StoredTask[], links: readonly StoredLink[]): Card[] {
  const linksOf = groupBy(links, (link) => link.task_id);
  return tasks.map((task) => ({ ...toWireTask(task), links: (linksOf.get(task.id) ?? []).map(toCardLink) }));
}

function toCardLink({ source, lead_id, sheet_row, sheet_name, sheet_url }: StoredLink): CardLink {
  const sheet = sheet_url === null ? null : { name: sheet_name ?? '', url: sheet_url };
  const url = sheet_url === null || sheet_row === null ? null : rowAddress(sheet_url, sheet_row);
  return { source, lead_id, sheet, row: sheet_row, url };
}

/** Google Sheets reads tab and range from the fragment; a source usually sends its address with the tab. */
function rowAddress(sheetUrl: string, row: number): string {
  return `${sheetUrl}${sheetUrl.includes('#') ? '&' : '#'}range=A${row}`;
}
