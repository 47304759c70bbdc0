/** One person at the spreadsheet: acts as users do, and brings back the executions that this started. */
import { ServiceError } from './bridge/protocol';
import type { EmulatorCore } from './emulator';
import type { Execution, ExecutionRequest } from './runtime/execution';
import { VIEW_ONLY_RUN_TEXT } from './people';
import type { ExecutionReport } from './runtime/report';
import type { MenuDefinition } from './services/ui';
import { areaName } from './workbook/a1';
import type { SheetRef, UserActions, UserChange } from './workbook';

/** A menu item that the person does not have in front of them. */
export class NoSuchItemError extends Error {}

/** What a person's action started: known at once, done later. */
export interface StartedAction {
  readonly executions: readonly Execution[];
  readonly done: Promise<ExecutionReport[]>;
}

/** What a person may type; numbers and booleans as they would type them. */
export type Typed = string | number | boolean;

/**
 * Every action happens at once, before the call returns; the promise waits for the executions that the triggers started (not
 * waiting for it is allowed, `emulator.idle()` waits for all). It rejects with what the person would be told if it cannot be done.
 */
export class UserSession {
  constructor(
    private readonly core: EmulatorCore,
    readonly user: string,
  ) {}

  /** Opens the file: menus are built anew by onOpen. For somebody who may only read nothing runs. */
  async open(): Promise<ExecutionReport[]> {
    return this.startOpen().done;
  }

  startOpen(): StartedAction {
    this.core.ui.closeMenus(this.user);
    const { people, triggerRunner } = this.core;
    return this.begin(() => (people.mayEdit(this.user) ? triggerRunner.opened(this.user) : []));
  }

  /** Types one value into a cell, or pastes a block from that cell on. */
  edit(
    sheet: SheetRef,
    cell: string,
    value: Typed | readonly (readonly Typed[])[],
  ): Promise<ExecutionReport[]> {
    return Array.isArray(value)
      ? this.paste(sheet, cell, value as readonly (readonly Typed[])[])
      : this.act((actions) => actions.edit(sheet, cell, String(value)));
  }

  paste(sheet: SheetRef, topLeft: string, rows: readonly (readonly Typed[])[]): Promise<ExecutionReport[]> {
    const texts = rows.map((row) => row.map(String));
    return this.act((actions) => actions.paste(sheet, topLeft, texts));
  }

  copy(sheet: SheetRef, from: string, topLeft: string): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.copy(sheet, from, topLeft));
  }

  clear(sheet: SheetRef, range: string): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.clear(sheet, range));
  }

  /** By a column letter or number: the data below the frozen rows. By a range: that range, by its first column. */
  async sort(sheet: SheetRef, where: string | number, ascending = true): Promise<ExecutionReport[]> {
    return this.startSort(sheet, where, ascending).done;
  }

  startSort(sheet: SheetRef, where: string | number, ascending = true): StartedAction {
    return this.startAct((actions) => {
      const { range, column } = this.sortArea(sheet, where);
      return actions.sort(sheet, range, column, ascending);
    });
  }

  /** Sorts a range by a column of the sheet, 1-based. */
  sortRange(sheet: SheetRef, range: string, column: number, ascending = true): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.sort(sheet, range, column, ascending));
  }

  insertRows(sheet: SheetRef, before: number, count = 1): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.insertRows(sheet, before, count));
  }

  deleteRows(sheet: SheetRef, first: number, count = 1): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.deleteRows(sheet, first, count));
  }

  /** Rows come to stand before the row that has number `before` now. */
  moveRows(sheet: SheetRef, first: number, count: number, before: number): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.moveRows(sheet, first, count, before));
  }

  insertColumns(sheet: SheetRef, before: number, count = 1): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.insertColumns(sheet, before, count));
  }

  deleteColumns(sheet: SheetRef, first: number, count = 1): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.deleteColumns(sheet, first, count));
  }

  moveColumns(sheet: SheetRef, first: number, count: number, before: number): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.moveColumns(sheet, first, count, before));
  }

  addSheet(name?: string): Promise<ExecutionReport[]> {
    return this.act((actions) => (name === undefined ? actions.addSheet() : actions.addSheet(name)));
  }

  renameSheet(sheet: SheetRef, name: string): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.renameSheet(sheet, name));
  }

  deleteSheet(sheet: SheetRef): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.deleteSheet(sheet));
  }

  hideSheet(sheet: SheetRef): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.hideSheet(sheet));
  }

  showSheet(sheet: SheetRef): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.showSheet(sheet));
  }

  setNumberFormat(sheet: SheetRef, range: string, pattern: string): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.setNumberFormat(sheet, range, pattern));
  }

  setNote(sheet: SheetRef, range: string, note: string): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.setNote(sheet, range, note));
  }

  importTable(sheet: SheetRef, rows: readonly (readonly string[])[]): Promise<ExecutionReport[]> {
    return this.act((actions) => actions.importTable(sheet, rows));
  }

  /** Any other action of the workbook's, with its events. */
  async act(
    perform: (actions: UserActions) => UserChange | readonly UserChange[],
  ): Promise<ExecutionReport[]> {
    return this.startAct(perform).done;
  }

  /** As `act`; throws at once, with what the person would be told, what cannot be done. */
  startAct(perform: (actions: UserActions) => UserChange | readonly UserChange[]): StartedAction {
    return this.begin(() => {
      const changes = perform(this.core.workbook.as(this.user));
      const list = (Array.isArray(changes) ? changes : [changes]) as readonly UserChange[];
      return this.core.triggerRunner.changed(list, this.user);
    });
  }

  /** Selects cells of a tab, by default its first one. The trigger needs the file to have been opened. */
  async select(sheet: SheetRef, range = 'A1'): Promise<ExecutionReport[]> {
    return this.startSelect(sheet, range).done;
  }

  startSelect(sheet: SheetRef, range?: string): StartedAction {
    const { workbook, people, triggerRunner } = this.core;
    const before = workbook.selection(this.user);
    workbook.as(this.user).select(sheet, range);
    const { sheetId, area } = workbook.selection(this.user);
    const isSame = before.sheetId === sheetId && areaName(before.area) === areaName(area);
    return this.begin(() =>
      isSame || !people.mayEdit(this.user) ? [] : triggerRunner.selected({ sheetId, ...area }, this.user),
    );
  }

  /** Answers of a form come in as a new row: `onFormSubmit` runs, `onEdit` does not. */
  async submitForm(sheet: SheetRef, answers: Readonly<Record<string, string>>): Promise<ExecutionReport[]> {
    const values = Object.values(answers);
    const row = this.core.workbook.usedSize(this.core.workbook.sheet(sheet)).rows + 1;
    const { sheetId, range } = this.core.workbook.as(this.formWriter).paste(sheet, `A${row}`, [values]);
    const namedValues = Object.fromEntries(
      Object.entries(answers).map(([question, answer]) => [question, [answer]]),
    );
    const fields = { $source: true, $range: { sheetId, ...range }, values, namedValues };
    return this.begin(() => this.core.triggerRunner.formSubmitted(fields, this.user)).done;
  }

  /** Chooses an item of the script's menu; `item` may name a path through submenus, `Export > As CSV`. */
  async chooseMenu(menuName: string, item: string): Promise<ExecutionReport[]> {
    return this.startMenu([menuName, ...item.split(' > ')]).done;
  }

  /** By the captions from the menu's name down to the item's. */
  startMenu(path: readonly string[]): StartedAction {
    return this.startFunction('menu', this.findItem(path), []);
  }

  /** Runs a function from the script editor. */
  async runFunction(functionName: string, ...args: unknown[]): Promise<ExecutionReport[]> {
    return this.startFunction('editor', functionName, args).done;
  }

  /** A function that the person starts themselves, with their own authority. */
  startFunction(
    entry: 'menu' | 'editor' | 'page',
    functionName: string,
    args: readonly unknown[],
  ): StartedAction {
    const { user } = this;
    if (!this.core.people.mayEdit(user)) throw new ServiceError(VIEW_ONLY_RUN_TEXT);
    this.core.authorization.require(user);
    const who = { effectiveUser: user, activeUser: user, keyboardUser: user };
    const request: ExecutionRequest = { functionName, entry, ...who, args };
    return this.begin(() => [this.core.executions.start(request).done]);
  }

  /** Whoever fills in a form needs no access to the spreadsheet. */
  private get formWriter(): string {
    return this.core.people.mayEdit(this.user) ? this.user : this.core.owner;
  }

  /** What has happened is stored before the caller hears of it. */
  private begin(work: () => readonly Promise<ExecutionReport | null>[]): StartedAction {
    const { result, executions } = this.core.executions.startedDuring(work);
    const reports = Promise.all(result);
    this.core.executions.track(reports);
    this.core.flush();
    return { executions, done: reports.then((all) => all.filter((report) => report !== null)) };
  }

  private findItem(path: readonly string[]): string {
    const [menuName, ...steps] = path;
    let menu = this.core.ui.menus(this.user).find(({ caption }) => caption === menuName);
    for (const step of steps.slice(0, -1)) menu = submenuOf(menu, step);
    const item = menu?.entries.find((entry) => entry.kind === 'item' && entry.caption === steps.at(-1));
    if (item?.kind === 'item') return item.functionName;
    throw new NoSuchItemError(
      `${this.user} has no menu item "${path.join(' > ')}"; there are: ${this.listItems() || 'none (open() the file first)'}`,
    );
  }

  private listItems(): string {
    return this.core.ui
      .menus(this.user)
      .flatMap((menu) => itemPaths(menu, menu.caption))
      .join(', ');
  }

  private sortArea(sheet: SheetRef, where: string | number): { range: string; column: number } {
    const model = this.core.workbook.sheet(sheet);
    if (typeof where === 'string' && where.includes(':')) {
      const letters = /^\$?([A-Z]+)/i.exec(where)?.[1] ?? 'A';
      return { range: where, column: columnOf(letters) };
    }
    const used = this.core.workbook.usedSize(model);
    const row = model.frozenRows + 1;
    const area = {
      row,
      column: 1,
      rows: Math.max(1, used.rows - row + 1),
      columns: Math.max(1, used.columns),
    };
    return { range: areaName(area), column: typeof where === 'number' ? where : columnOf(where) };
  }
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

function submenuOf(menu: MenuDefinition | undefined, caption: string): MenuDefinition | undefined {
  const entry = menu?.entries.find(
    (candidate) => candidate.kind === 'submenu' && candidate.menu.caption === caption,
  );
  return entry?.kind === 'submenu' ? entry.menu : undefined;
}

function itemPaths(menu: MenuDefinition, path: string): string[] {
  return menu.entries.flatMap((entry) => {
    if (entry.kind === 'item') return [`${path} > ${entry.caption}`];
    return entry.kind === 'submenu' ? itemPaths(entry.menu, `${path} > ${entry.menu.caption}`) : [];
  });
}
