/** Taking back what concerns a tab as a whole: a property, its making, its removal. */
import type { SheetModel } from '../sheet';
import { assignTied, tiedState, type TiedState } from '../tied-state';
import type { StructureChange, UserChange } from '../types';
import type { Workbook } from '../workbook';
import { lostPlace, type Step } from './step';

const structure = (changeType: StructureChange['changeType'], sheetId: number): UserChange => ({
  type: 'structure',
  changeType,
  action: 'undo',
  sheetId,
});

/** Reads and writes one property; `exact` when it names rows or columns, which must not have moved then. */
export interface Property<T> {
  readonly sheetId: number;
  readonly exact?: boolean;
  read(sheet: SheetModel): T;
  write(sheet: SheetModel, value: T): void;
}

/** Made before the property is set. */
export class PropertyStep<T> implements Step {
  readonly weight = 0;
  private readonly value: T;
  private readonly mark: number;

  constructor(
    private readonly workbook: Workbook,
    private readonly property: Property<T>,
  ) {
    this.value = property.read(workbook.sheet(property.sheetId));
    this.mark = workbook.layout.mark();
  }

  check(): void {
    const { sheetId, exact } = this.property;
    if (!this.workbook.findSheet(sheetId)) throw lostPlace();
    if (exact && !this.workbook.layout.unchanged(sheetId, this.mark)) throw lostPlace();
  }

  apply(): Step {
    const inverse = new PropertyStep(this.workbook, this.property);
    this.property.write(this.workbook.sheet(this.property.sheetId), this.value);
    return inverse;
  }

  change(): UserChange {
    return structure('OTHER', this.property.sheetId);
  }
}

/** Removes a tab that was added, with whatever is on it. */
export class RemoveSheet implements Step {
  readonly weight = 0;
  constructor(
    private readonly workbook: Workbook,
    private readonly sheetId: number,
  ) {}

  check(): void {
    if (!this.workbook.findSheet(this.sheetId)) throw lostPlace();
  }

  apply(): Step {
    const sheet = this.workbook.sheet(this.sheetId);
    const inverse = new BringSheetBack(this.workbook, sheet);
    this.workbook.removeSheet(sheet);
    return inverse;
  }

  change(): UserChange {
    return structure('REMOVE_GRID', this.sheetId);
  }
}

/** Made before the tab is deleted. */
export class BringSheetBack implements Step {
  readonly weight: number;
  private readonly position: number;
  private readonly tied: TiedState;

  constructor(
    private readonly workbook: Workbook,
    private readonly sheet: SheetModel,
  ) {
    const size = sheet.contentSize();
    this.weight = size.rows * size.columns;
    this.position = workbook.sheets.indexOf(sheet);
    this.tied = tiedState(workbook);
  }

  check(): void {
    this.workbook.checkSheetName(this.sheet.name);
    this.workbook.checkCellCount(this.sheet.maxRows * this.sheet.maxColumns);
  }

  apply(): Step {
    const { workbook, sheet, tied } = this;
    workbook.sheets.splice(this.position, 0, sheet);
    const now = tiedState(workbook);
    const own = (item: { readonly sheetId: number }): boolean => item.sheetId === sheet.id;
    assignTied(workbook, {
      namedRanges: [...now.namedRanges, ...tied.namedRanges.filter(own)],
      protections: [...now.protections, ...tied.protections.filter(own)],
      metadata: [
        ...now.metadata,
        ...tied.metadata.filter(({ location }) => 'sheetId' in location && location.sheetId === sheet.id),
      ],
      sheets: [],
    });
    return new RemoveSheet(workbook, sheet.id);
  }

  change(): UserChange {
    return structure('INSERT_GRID', this.sheet.id);
  }
}
