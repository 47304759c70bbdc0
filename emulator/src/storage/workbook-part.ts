/** The workbook in the state folder: a snapshot now and then, and a journal of what has changed since. */
import path from 'node:path';
import { ChangeTracker, applyRecord, type WorkbookRecord } from '../workbook/change-tracker';
import { fromSnapshot, type Workbook, type WorkbookOptions, type WorkbookSnapshot } from '../workbook';
import type { FileStore } from './file-store';
import { JournalFile } from './journal-file';

export const WORKBOOK_FILE = 'workbook';

/** Beyond this a start would take long, and a new snapshot is written. */
const MAX_JOURNAL_BYTES = 8_000_000;
/** A record with more rows than this is as large as a snapshot. */
const MAX_JOURNAL_ROWS = 2000;

type StoredWorkbook = WorkbookSnapshot & { readonly generation?: number };

export class WorkbookPart {
  private readonly journal: JournalFile;
  private generation = 0;
  private tracked: { readonly workbook: Workbook; readonly tracker: ChangeTracker } | undefined;

  constructor(
    private readonly store: FileStore,
    folder: string,
  ) {
    this.journal = new JournalFile(path.join(folder, `${WORKBOOK_FILE}.journal`));
  }

  /** Undefined when the folder holds none. Throws for files that are no JSON. */
  load(options: WorkbookOptions): Workbook | undefined {
    const stored = this.store.load(WORKBOOK_FILE) as StoredWorkbook | undefined;
    if (!stored) return undefined;
    this.generation = stored.generation ?? 0;
    const workbook = fromSnapshot(stored, options);
    for (const record of this.journal.load(this.generation)) applyRecord(workbook, record as WorkbookRecord);
    if (this.journal.isOpen) this.track(workbook);
    return workbook;
  }

  /** Brings the folder up to date with the workbook, which may be another one than before. */
  write(workbook: Workbook): void {
    if (this.tracked?.workbook !== workbook || this.journal.size > MAX_JOURNAL_BYTES) {
      this.writeWhole(workbook);
      return;
    }
    const record = this.tracked.tracker.changes();
    const rows = record.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
    if (rows > MAX_JOURNAL_ROWS) this.writeWhole(workbook);
    else this.journal.append(record);
  }

  /** A kill between the two files leaves a journal of the snapshot before, which is not read. */
  private writeWhole(workbook: Workbook): void {
    this.generation += 1;
    this.store.write(WORKBOOK_FILE, { ...workbook.toSnapshot(), generation: this.generation });
    this.journal.begin(this.generation);
    this.track(workbook);
  }

  private track(workbook: Workbook): void {
    this.tracked = { workbook, tracker: new ChangeTracker(workbook) };
  }

  close(): void {
    this.journal.close();
  }
}
