/** Puts the earlier contents, formats, notes, rules and merged cells of an area back, wherever the area stands now. */
import type { Area, UserChange } from '../types';
import type { Author, Workbook } from '../workbook';
import { checkEditable, growTo } from '../write';
import {
  captureCells,
  captureMerges,
  restoreCells,
  restoreMerges,
  type CapturedCells,
} from './captured-cells';
import { lostPlace, type Step } from './step';

/** What others wrote into the area since is written over, as in Sheets. */
export class CellsStep implements Step {
  private readonly cells: CapturedCells;
  private readonly merges: readonly Area[];
  private mark: number;
  /** Number of the sort in the layout log that this step takes back. */
  private sorted: number | undefined;
  readonly weight: number;

  /** Captures the area as it is now. */
  constructor(
    private readonly workbook: Workbook,
    private readonly sheetId: number,
    private area: Area,
  ) {
    this.cells = captureCells(workbook.sheet(sheetId), area);
    this.merges = captureMerges(workbook.sheet(sheetId), area);
    this.mark = workbook.layout.mark();
    this.weight = area.rows * area.columns;
  }

  /** What has just been done to the area was a sort. */
  noteSort(): void {
    this.sorted = this.mark = this.workbook.layout.mark();
  }

  private place(): Area {
    const sheet = this.workbook.findSheet(this.sheetId);
    const area = sheet && this.workbook.layout.follow(this.sheetId, this.area, this.mark);
    if (!area) throw lostPlace();
    return area;
  }

  check(author: Author): void {
    const area = this.place();
    checkEditable(this.workbook, this.workbook.sheet(this.sheetId), area, author);
  }

  apply(): Step {
    const { workbook, sheetId, sorted } = this;
    const { layout } = workbook;
    const sheet = workbook.sheet(sheetId);
    this.area = this.place();
    growTo(workbook, sheet, this.area.row + this.area.rows - 1, this.area.column + this.area.columns - 1);
    const inverse = new CellsStep(workbook, sheetId, this.area);
    restoreCells(sheet, this.area, this.cells, (formula) =>
      layout.followFormula(formula, sheet.name, this.mark),
    );
    restoreMerges(sheet, this.area, this.merges);
    if (sorted !== undefined) {
      layout.add({ kind: 'sort', sheetId, area: this.area });
      inverse.noteSort();
      layout.cancelled(sorted);
    }
    return inverse;
  }

  change(): UserChange {
    return { type: 'edit', action: 'undo', sheetId: this.sheetId, range: this.area };
  }
}
