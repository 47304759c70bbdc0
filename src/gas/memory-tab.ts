/** The hidden tab as the sync's MemoryStore: one row per linked lead, and the cursor in the document's properties. */
import type { Memory } from '../core/memory';
import type { MemoryStore } from '../ports';
import { fromMemoryRow, MEMORY_HEADER, toMemoryRow } from './memory-row';
import { TABS } from './names';
import { PROPERTY } from './settings-store';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Rows further apart than this are written in separate calls; nearer ones are written again with what lies between. */
const WIDEST_GAP = 500;

export class MemoryTab implements MemoryStore {
  private sheet: Sheet | null = null;
  private prepared = false;
  /** As stored, data rows only; index 0 is sheet row 2. */
  private rows: string[][] = [];
  private gridRows: number | null = null;
  private readonly rowByLead = new Map<string, number>();

  constructor(
    private readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
    private readonly properties: GoogleAppsScript.Properties.Properties,
  ) {}

  load(): { memories: Memory[]; cursor: string | null } {
    this.sheet = this.spreadsheet.getSheetByName(TABS.memory);
    if (this.sheet === null) return { memories: [], cursor: null };
    const [header = [], ...rows] = this.sheet.getDataRange().getValues() as unknown[][];
    this.prepared = header[0] === MEMORY_HEADER[0];
    this.rows = rows.map((cells) => MEMORY_HEADER.map((_, index) => asCellText(cells[index])));
    const memories = new Map<string, Memory>();
    this.rows.forEach((cells, index) => {
      const memory = fromMemoryRow(cells);
      // Of two rows for one lead (somebody edited the tab) the one that knows more counts.
      if (memory === null || (memories.get(memory.leadId)?.seen.version ?? 0) > memory.seen.version) return;
      memories.set(memory.leadId, memory);
      this.rowByLead.set(memory.leadId, index);
    });
    return { memories: [...memories.values()], cursor: this.readCursor(this.sheet) };
  }

  /** The cursor belongs to this very tab: with the tab lost, or emptied since, everything is read again. */
  private readCursor(sheet: Sheet): string | null {
    const [tab, cursor] = splitOnce(this.properties.getProperty(PROPERTY.cursor) ?? '');
    if (tab === this.nameFor(sheet)) return cursor;
    return tab === String(sheet.getSheetId()) && this.rows.length > 0 ? cursor : null;
  }

  /** An empty tab that was empty when the cursor was stored has lost nothing. */
  private nameFor(sheet: Sheet): string {
    return `${sheet.getSheetId()}${this.rows.length === 0 ? ':empty' : ''}`;
  }

  save(memories: readonly Memory[], expected: number): void {
    const changed = memories.map((memory) => this.place(memory)).sort((left, right) => left - right);
    const sheet = this.open();
    this.makeRoom(sheet, Math.max(expected, this.rows.length) + 1);
    for (const { first, last } of spans(changed)) {
      const block = this.rows.slice(first, last + 1);
      sheet.getRange(first + 2, 1, block.length, MEMORY_HEADER.length).setValues(block);
    }
    SpreadsheetApp.flush();
  }

  /** The grid never grows by itself. */
  private makeRoom(sheet: Sheet, needed: number): void {
    this.gridRows ??= sheet.getMaxRows();
    if (needed <= this.gridRows) return;
    sheet.insertRowsAfter(this.gridRows, needed - this.gridRows);
    this.gridRows = needed;
  }

  /** @returns the index of the row that holds this lead now */
  private place(memory: Memory): number {
    const index = this.rowByLead.get(memory.leadId) ?? this.rows.length;
    this.rowByLead.set(memory.leadId, index);
    this.rows[index] = toMemoryRow(memory);
    return index;
  }

  saveCursor(cursor: string | null): void {
    this.properties.setProperty(PROPERTY.cursor, `${this.nameFor(this.open())} ${cursor ?? ''}`);
  }

  private open(): Sheet {
    this.sheet ??= createTab(this.spreadsheet);
    if (!this.prepared) prepareTab(this.sheet);
    this.prepared = true;
    return this.sheet;
  }
}

function createTab(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): Sheet {
  const active = spreadsheet.getActiveSheet();
  const sheet = spreadsheet.insertSheet(TABS.memory, spreadsheet.getNumSheets());
  spreadsheet.setActiveSheet(active);
  return sheet;
}

/**
 * Text format throughout, so that nothing stored there is read as a number, a date or a formula. The header comes last: after a
 * crash a tab without it is prepared again.
 */
function prepareTab(sheet: Sheet): void {
  sheet.hideSheet();
  sheet.getRange('A:F').setNumberFormat('@');
  sheet.getRange(1, 1, 1, MEMORY_HEADER.length).setValues([MEMORY_HEADER]);
}

/** Merges sorted row indexes into as few spans as is reasonable. */
function spans(sorted: readonly number[]): { first: number; last: number }[] {
  const result: { first: number; last: number }[] = [];
  for (const index of sorted) {
    const span = result[result.length - 1];
    if (span !== undefined && index - span.last <= WIDEST_GAP) span.last = index;
    else result.push({ first: index, last: index });
  }
  return result;
}

function splitOnce(text: string): [string, string | null] {
  const at = text.indexOf(' ');
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1) || null];
}

/** All that is stored here is text; anything else was put there by somebody, and counts as damaged. */
function asCellText(cell: unknown): string {
  return typeof cell === 'string' ? cell : '';
}
