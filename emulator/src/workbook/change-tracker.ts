/** Tells what of a workbook has changed since it was last asked, small enough to be appended to a journal; and applies it again. */
import type { Row } from './row';
import type { SheetModel } from './sheet';
import { loadHead, loadRow, storeHead, storeRow, Table, type StoredHead, type StoredRow } from './snapshot';
import { storedStyle, type Style } from './style';
import type { ValidationRule } from './validation';
import type { Workbook } from './workbook';

interface SheetChange {
  readonly id: number;
  /** First row (0-based), how many went, how many came. */
  readonly lines?: readonly [number, number, number];
  /** Rows as they are now; null: without anything. */
  readonly rows: readonly (StoredRow | readonly [index: number])[];
}

export interface WorkbookRecord {
  readonly revision: number;
  readonly nextId: number;
  /** Only when something in it has changed. */
  readonly head?: StoredHead;
  readonly sheets: readonly SheetChange[];
  readonly styles: readonly Style[];
  readonly rules: readonly ValidationRule[];
}

/** How a tab's rows were when they were last looked at. */
interface Seen {
  readonly rows: readonly (Row | undefined)[];
  readonly versions: readonly number[];
}

const seenNow = (sheet: SheetModel): Seen => ({
  rows: [...sheet.rows],
  versions: sheet.rows.map((row) => row?.version ?? 0),
});

/** A tab that the head tells of comes with empty rows. */
const emptySheet = ({ maxRows }: SheetModel): Seen => ({
  rows: new Array<undefined>(maxRows).fill(undefined),
  versions: [],
});

export class ChangeTracker {
  private sheets = new Map<number, Seen>();
  private head = '';

  constructor(private readonly workbook: Workbook) {
    this.look();
  }

  /** From here on only what changes later is told. */
  look(): void {
    this.sheets = new Map(this.workbook.sheets.map((sheet) => [sheet.id, seenNow(sheet)]));
    this.head = this.headText();
  }

  /** What has changed since; looks anew. */
  changes(): WorkbookRecord {
    const { workbook } = this;
    const styles = new Table<Style>();
    const rules = new Table<ValidationRule>();
    const sheets = workbook.sheets.flatMap((sheet) => this.sheetChange(sheet, styles, rules) ?? []);
    for (const id of this.sheets.keys()) if (!workbook.findSheet(id)) this.sheets.delete(id);
    const text = this.headText();
    const head = text === this.head ? {} : { head: storeHead(workbook) };
    this.head = text;
    const { revision, nextId } = workbook;
    return { revision, nextId, ...head, sheets, styles: styles.items, rules: rules.items };
  }

  private headText(): string {
    return JSON.stringify({ ...storeHead(this.workbook), revision: 0, nextId: 0 });
  }

  private sheetChange(
    sheet: SheetModel,
    styles: Table<Style>,
    rules: Table<ValidationRule>,
  ): SheetChange | undefined {
    const seen = this.sheets.get(sheet.id) ?? emptySheet(sheet);
    const { lines, changed } = compareRows(seen, sheet);
    if (!lines && !changed.length) return undefined;
    this.sheets.set(sheet.id, seenNow(sheet));
    const rows = changed.map((index) => {
      const row = sheet.rows[index];
      return row ? storeRow(row, index, styles, rules) : ([index] as const);
    });
    return { id: sheet.id, ...(lines ? { lines } : {}), rows };
  }
}

/** What lies between the rows that are the same at the top and at the bottom went or came; of the rest, the changed ones. */
function compareRows(
  seen: Seen,
  sheet: SheetModel,
): { lines: [number, number, number] | undefined; changed: number[] } {
  const { rows: before } = seen;
  const { rows: after } = sheet;
  const shorter = Math.min(before.length, after.length);
  let top = 0;
  while (top < shorter && before[top] === after[top]) top++;
  let bottom = 0;
  while (bottom < shorter - top && before.at(-1 - bottom) === after.at(-1 - bottom)) bottom++;
  const [went, came] = [before.length - top - bottom, after.length - top - bottom];
  const changed: number[] = [];
  after.forEach((row, index) => {
    const isNew = index >= top && index < top + came;
    const version = seen.versions[index < top ? index : index - came + went];
    if (isNew ? row !== undefined : row && row.version !== version) changed.push(index);
  });
  return { lines: went || came ? [top, went, came] : undefined, changed };
}

/** Brings a workbook that is as it was before the record to what it was after. */
export function applyRecord(workbook: Workbook, record: WorkbookRecord): void {
  const styles = record.styles.map(storedStyle);
  if (record.head) loadHead(workbook, record.head);
  for (const { id, lines, rows } of record.sheets) {
    const sheet = workbook.sheet(id);
    if (lines) replaceLines(sheet, lines);
    for (const stored of rows) {
      if ('i' in stored) sheet.rows[stored.i] = loadRow(stored, styles, record.rules);
      else sheet.rows[stored[0]] = undefined;
    }
  }
  workbook.revision = record.revision;
  workbook.contentRevision = record.revision;
  workbook.nextId = record.nextId;
}

function replaceLines(sheet: SheetModel, [first, went, came]: readonly [number, number, number]): void {
  const tail = sheet.rows.splice(first).slice(went);
  for (let line = 0; line < came; line++) sheet.rows.push(undefined);
  // Appended piecewise: a spread of 100,000 rows would fill the stack.
  for (const row of tail) sheet.rows.push(row);
}
