/** One person at the spreadsheet of a test. Every action waits for what it starts, and rejects when that fails. */
import type { Emulator, ExecutionReport, Typed } from '../src/index';
import { splitSheetName } from '../src/workbook/a1';
import { requireSuccess } from './script-failure';

type Reports = readonly ExecutionReport[];

export class TestUser {
  constructor(
    /** Everything else: hooks between service calls, faults, snapshots, the web app. */
    readonly emulator: Emulator,
    readonly email: string,
  ) {}

  /** Opens the file: `onOpen` runs, menus are built. */
  async open(): Promise<Reports> {
    return requireSuccess(await this.emulator.as(this.email).open());
  }

  /** Types into a cell, or pastes a block from there on: `edit('Leads!B2', 'won')`. Without a tab's name it is the first tab. */
  async edit(place: string, value: Typed | readonly (readonly Typed[])[]): Promise<Reports> {
    const { tab, cells } = this.place(place);
    return requireSuccess(await this.emulator.as(this.email).edit(tab, cells, value));
  }

  /** Empties a range. */
  async clear(place: string): Promise<Reports> {
    const { tab, cells } = this.place(place);
    return requireSuccess(await this.emulator.as(this.email).clear(tab, cells));
  }

  /** Selects cells: `onSelectionChange` runs once this person has opened the file. */
  async select(place: string): Promise<Reports> {
    const { tab, cells } = this.place(place);
    return requireSuccess(await this.emulator.as(this.email).select(tab, cells));
  }

  /** Chooses a menu item; between menu and item stand submenus: `menu('Leads', 'Export', 'As CSV')`. */
  async menu(caption: string, ...path: readonly string[]): Promise<Reports> {
    return requireSuccess(await this.emulator.as(this.email).chooseMenu(caption, path.join(' > ')));
  }

  /** Runs a function from the script editor and gives its return value. */
  async run(functionName: string, ...args: unknown[]): Promise<unknown> {
    const reports = await this.emulator.as(this.email).runFunction(functionName, ...args);
    return requireSuccess(reports)[0]?.returnValue;
  }

  /** What `google.script.run.name(…)` does in the sidebar or dialog that this person opened last; rejects where its failure handler would run. */
  async callFromPage(functionName: string, ...args: unknown[]): Promise<unknown> {
    const page = this.emulator.openPages.list(this.email).at(-1);
    if (!page) throw new Error(`${this.email} has no sidebar or dialog open`);
    const answer = await this.emulator.openPages.call(page.id, functionName, args);
    if (answer.ok) return answer.value;
    throw Object.assign(new Error(answer.error.message), { name: answer.error.name });
  }

  private place(notation: string): { tab: string; cells: string } {
    const { sheet, cells } = splitSheetName(notation);
    return { tab: sheet ?? this.emulator.workbook.sheets[0]?.name ?? '', cells };
  }
}
