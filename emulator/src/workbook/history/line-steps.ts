/** Taking back inserted, deleted, moved and appended rows and columns. */
import { deleteLines, insertLines, moveLines } from '../row-operations';
import type { SheetModel } from '../sheet';
import type { Axis } from '../structure';
import { tiedState, type TiedState } from '../tied-state';
import type { StructureChange, UserChange } from '../types';
import type { Author, Workbook } from '../workbook';
import { checkEditable } from '../write';
import { DeletedLines, lineArea } from './deleted-lines';
import { lostPlace, type Step } from './step';

interface Lines {
  readonly sheetId: number;
  readonly axis: Axis;
  readonly first: number;
  readonly count: number;
}

/** Made right after the change it takes back. */
abstract class LineStep {
  readonly weight: number = 0;
  /** The change's number in the layout log. */
  protected readonly number: number;

  constructor(
    protected readonly workbook: Workbook,
    protected readonly lines: Lines,
  ) {
    this.number = workbook.layout.mark();
  }

  protected get sheet(): SheetModel {
    const sheet = this.workbook.findSheet(this.lines.sheetId);
    if (!sheet) throw lostPlace();
    return sheet;
  }

  protected checkUnmoved(): void {
    if (!this.workbook.layout.unchanged(this.sheet.id, this.number)) throw lostPlace();
  }

  protected checkEditable(author: Author, first: number): void {
    const { axis, count } = this.lines;
    checkEditable(this.workbook, this.sheet, lineArea(this.sheet, axis, first, count), author);
  }

  /** The opposite change has just been made. */
  protected cancelled(): void {
    this.workbook.layout.cancelled(this.number);
  }

  protected structure(changeType: StructureChange['changeType']): UserChange {
    return { type: 'structure', changeType, action: 'undo', sheetId: this.lines.sheetId };
  }
}

/** Removes inserted lines, wherever they are now, with what has been written there since. */
export class RemoveLines extends LineStep implements Step {
  private place(): number {
    const { axis, first, count } = this.lines;
    const area = lineArea(this.sheet, axis, first, count);
    const now = this.workbook.layout.follow(this.sheet.id, area, this.number, axis);
    if (!now) throw lostPlace();
    return axis === 'row' ? now.row : now.column;
  }

  check(author: Author): void {
    this.checkEditable(author, this.place());
  }

  apply(): Step {
    const { workbook, sheet, lines } = this;
    const first = this.place();
    const deleted = new DeletedLines(workbook, sheet, lines.axis, first, lines.count);
    deleteLines(workbook, sheet, lines.axis, first, lines.count);
    const inverse = new BringLinesBack(workbook, { ...lines, first }, deleted);
    this.cancelled();
    return inverse;
  }

  change(): UserChange {
    return this.structure(this.lines.axis === 'row' ? 'REMOVE_ROW' : 'REMOVE_COLUMN');
  }
}

export class BringLinesBack extends LineStep implements Step {
  private readonly tiedAfter: TiedState;
  override readonly weight: number;

  constructor(
    workbook: Workbook,
    lines: Lines,
    private readonly deleted: DeletedLines,
  ) {
    super(workbook, lines);
    this.tiedAfter = tiedState(workbook);
    this.weight = deleted.weight;
  }

  check(): void {
    this.checkUnmoved();
  }

  apply(): Step {
    this.deleted.bringBack(this.tiedAfter);
    const inverse = new RemoveLines(this.workbook, this.lines);
    this.cancelled();
    return inverse;
  }

  change(): UserChange {
    return this.structure(this.lines.axis === 'row' ? 'INSERT_ROW' : 'INSERT_COLUMN');
  }
}

/** Moves lines that stand at `first` now to before `to`. */
export class MoveLines extends LineStep implements Step {
  constructor(
    workbook: Workbook,
    lines: Lines,
    private readonly to: number,
  ) {
    super(workbook, lines);
  }

  check(author: Author): void {
    this.checkUnmoved();
    this.checkEditable(author, this.lines.first);
  }

  apply(): Step {
    const { workbook, sheet, lines, to } = this;
    const { axis, first, count } = lines;
    moveLines(workbook, sheet, axis, first, count, to);
    const landed = to > first ? to - count : to;
    const inverse = new MoveLines(workbook, { ...lines, first: landed }, to > first ? first : first + count);
    this.cancelled();
    return inverse;
  }

  change(): UserChange {
    return this.structure('OTHER');
  }
}

/** The grid grew at its end. Lines that somebody uses by now stay. */
export class ShrinkGrid extends LineStep implements Step {
  check(): void {
    if (!this.workbook.findSheet(this.lines.sheetId)) throw lostPlace();
  }

  apply(): Step {
    const { workbook, sheet, lines } = this;
    const { axis, count } = lines;
    const size = axis === 'row' ? sheet.maxRows : sheet.maxColumns;
    const used = axis === 'row' ? sheet.contentSize().rows : sheet.contentSize().columns;
    const removed = Math.max(0, Math.min(count, size - used));
    if (removed > 0)
      workbook.shift(sheet, { kind: 'delete', axis, at: size - removed + 1, count: removed }, 0, false);
    return new GrowGrid(workbook, { ...lines, count: removed });
  }

  change(): UserChange {
    return this.structure('OTHER');
  }
}

class GrowGrid extends LineStep implements Step {
  check(): void {
    if (!this.workbook.findSheet(this.lines.sheetId)) throw lostPlace();
  }

  apply(): Step {
    const { workbook, sheet, lines } = this;
    const size = lines.axis === 'row' ? sheet.maxRows : sheet.maxColumns;
    if (lines.count > 0) insertLines(workbook, sheet, lines.axis, size + 1, lines.count, size);
    return new ShrinkGrid(workbook, lines);
  }

  change(): UserChange {
    return this.structure('OTHER');
  }
}
