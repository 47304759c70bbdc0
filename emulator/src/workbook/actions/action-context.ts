/** What all actions of a person share: permission, the history, and the description of what changed. */
import { parseArea } from '../a1';
import { isDatePattern } from '../date-format';
import { CellsStep } from '../history/cells-step';
import { PropertyStep, type Property } from '../history/other-steps';
import type { Step } from '../history/step';
import type { SheetModel } from '../sheet';
import type { Area, ChangeType, EditAction, EditChange, SheetRef, StructureChange } from '../types';
import { plainText } from '../values';
import type { Author, Workbook } from '../workbook';
import { checkEditable } from '../write';

/** How undo names an action to the person. */
const LABELS: Readonly<Record<EditAction, string>> = {
  type: 'typing',
  paste: 'paste',
  clear: 'clear',
  sort: 'sort',
  import: 'import',
  undo: 'undo',
  replace: 'find and replace',
};

export interface EditOptions {
  /** Other things that belong to the action, to be taken back after the cells. */
  readonly before?: readonly Step[];
  readonly label?: string;
}

export class ActionContext {
  readonly author: Author;

  constructor(
    readonly workbook: Workbook,
    readonly user: string,
  ) {
    this.author = { origin: 'user', user };
  }

  editable(ref: SheetRef, range: string): { sheet: SheetModel; area: Area } {
    const sheet = this.workbook.sheet(ref);
    const area = parseArea(range, sheet.maxRows, sheet.maxColumns);
    checkEditable(this.workbook, sheet, area, this.author);
    return { sheet, area };
  }

  remember(action: string, steps: readonly Step[]): void {
    this.workbook.history.remember(this.user, action, steps);
  }

  /** Makes a change of cells that can be taken back, and describes it; `value` and `oldValue` are given for single cells only. */
  edited(
    sheet: SheetModel,
    area: Area,
    action: EditAction,
    perform: (cells: CellsStep) => void,
    options: EditOptions = {},
  ): EditChange {
    const cells = new CellsStep(this.workbook, sheet.id, area);
    return this.describeEdit(sheet, area, action, () => {
      perform(cells);
      this.remember(options.label ?? LABELS[action], [...(options.before ?? []), cells]);
    });
  }

  describeEdit(sheet: SheetModel, area: Area, action: EditAction, perform: () => void): EditChange {
    const oldValue = this.eventText(sheet, area);
    perform();
    const describe = (): EditChange => {
      const value = this.eventText(sheet, area);
      return {
        ...{ type: 'edit', action, sheetId: sheet.id, range: area },
        ...(value === undefined ? {} : { value }),
        ...(oldValue === undefined ? {} : { oldValue }),
      };
    };
    let change: EditChange | undefined;
    this.workbook.changed(this.author, sheet.id, true, () => (change = describe()));
    return change ?? describe();
  }

  /** What `e.value` would show of a single cell; undefined when it is empty or the area is larger. */
  private eventText(sheet: SheetModel, area: Area): string | undefined {
    if (area.rows !== 1 || area.columns !== 1) return undefined;
    const content = this.workbook.content(sheet, area.row, area.column);
    if (content === undefined) return undefined;
    const pattern = this.workbook.formatOf(sheet, area.row, area.column);
    const isDate = typeof content === 'number' && pattern !== undefined && isDatePattern(pattern);
    return isDate && this.workbook.switches.eventDates === 'display'
      ? this.workbook.display(sheet, area.row, area.column)
      : plainText(content);
  }

  structure(
    sheetId: number,
    changeType: Exclude<ChangeType, 'EDIT'>,
    action: string,
    content = false,
  ): StructureChange {
    const change: StructureChange = { type: 'structure', changeType, action, sheetId };
    this.workbook.changed(this.author, sheetId, content, () => change);
    return change;
  }

  /** Changes formats or notes of areas. */
  decorated(
    sheet: SheetModel,
    areas: readonly Area[],
    changeType: 'FORMAT' | 'OTHER',
    action: string,
    perform: () => void,
  ): StructureChange {
    const cells = areas.map((area) => new CellsStep(this.workbook, sheet.id, area));
    perform();
    this.remember(action, cells);
    return this.structure(sheet.id, changeType, action, changeType === 'FORMAT');
  }

  /** Sets a property of a tab. */
  set<T>(
    sheet: SheetModel,
    property: Omit<Property<T>, 'sheetId'>,
    value: T,
    action: string,
  ): StructureChange {
    const step = new PropertyStep(this.workbook, { ...property, sheetId: sheet.id });
    property.write(sheet, value);
    this.remember(action, [step]);
    return this.structure(sheet.id, 'OTHER', action, true);
  }
}

export const wholeSheet = (sheet: SheetModel): Area => ({
  row: 1,
  column: 1,
  rows: sheet.maxRows,
  columns: sheet.maxColumns,
});
