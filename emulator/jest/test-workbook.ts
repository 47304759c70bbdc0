/** A spreadsheet with its script for one test: filled, driven as people and time do, and read as scripts do. */
import {
  createEmulator,
  type DialogAnswer,
  type DialogRequest,
  type Emulator,
  type EmulatorOptions,
  type ExecutionReport,
  type FaultRequest,
  type PersonOptions,
  type Typed,
} from '../src/index';
import { createDirectSpreadsheet } from '../src/workbook/direct';
import { DialogAnswers } from './dialog-answers';
import { milliseconds, type Duration } from './duration';
import { FakeNetwork, type FakeFetch } from './fake-network';
import { closeLater } from './lifecycle';
import type { Bundle } from './load-bundle';
import { requireSuccess } from './script-failure';
import { TestUser } from './test-user';

/** Text is read as if typed: `'=A1*2'` is a formula, `'007'` a number. */
export type Cell = string | number | boolean | Date | null;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Reports = readonly ExecutionReport[];

export interface WorkbookOptions extends Omit<
  EmulatorOptions,
  'files' | 'manifest' | 'dataDir' | 'scheduler'
> {
  /** Tabs in order, each by its rows; one empty `Sheet1` without it. */
  readonly tabs?: Readonly<Record<string, readonly (readonly Cell[])[]>>;
  /** The program: what `loadBundle` gives. */
  readonly script?: Bundle;
  readonly scriptProperties?: Readonly<Record<string, string>>;
}

const START = new Date('2024-01-01T09:00:00Z');

export class TestWorkbook extends TestUser {
  private readonly network: FakeNetwork;
  private readonly answers: DialogAnswers;
  private ended = false;

  constructor(emulator: Emulator, networkOpen: boolean) {
    super(emulator, emulator.users[0] ?? '');
    this.network = new FakeNetwork(emulator, networkOpen);
    this.answers = new DialogAnswers(emulator);
  }

  /** Another person; default for all actions is the first user, who owns spreadsheet and script. */
  as(email: string): TestUser {
    this.emulator.as(email);
    return new TestUser(this.emulator, email);
  }

  /** Shares the file with somebody, or changes what they may do: `share({ email, role: 'viewer' })`. */
  share(person: PersonOptions): TestUser {
    this.emulator.people.share(person);
    return this.as(person.email);
  }

  /** Lets time pass, and runs the triggers that fall due on the way: `advanceClock({ minutes: 10 })`. */
  async advanceClock(duration: Duration): Promise<Reports> {
    return requireSuccess(await this.emulator.advanceClock(milliseconds(duration)));
  }

  /** The spreadsheet by the platform's own API, for reading and for arranging; it fires no trigger. */
  get spreadsheet(): Spreadsheet {
    const { SpreadsheetApp } = createDirectSpreadsheet({ workbook: this.emulator.workbook });
    return SpreadsheetApp.getActiveSpreadsheet();
  }

  /** Values of a range (`'Leads!A1:B2'`) or of all that a tab holds (`'Leads'`). */
  values(place: string): unknown[][] {
    return this.range(place).getValues() as unknown[][];
  }

  /** The same as a person reads it. */
  display(place: string): string[][] {
    return this.range(place).getDisplayValues();
  }

  /** One cell's value. */
  value(place: string): unknown {
    return this.range(place).getValue() as unknown;
  }

  /** Answers the next alert or prompt; several answers are used in order. */
  answer(button: DialogAnswer['button'], text?: string): void {
    this.answers.add({ button, ...(text === undefined ? {} : { text }) });
  }

  get dialogs(): readonly DialogRequest[] {
    return this.answers.asked;
  }

  /** Answers what the script fetches; the newest handler is asked first, `undefined` leaves it to the others. */
  onFetch(handler: FakeFetch): void {
    this.network.onFetch(handler);
  }

  /** What the script fetched, oldest first. */
  get fetches(): readonly FaultRequest[] {
    return this.network.requests;
  }

  get executions(): Reports {
    return this.emulator.executions;
  }

  /** Texts that the script logged, oldest first. */
  get logs(): readonly string[] {
    return this.executions.flatMap(({ logs }) => logs.map(({ text }) => text));
  }

  get scriptProperties(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.emulator.properties.script());
  }

  /** Replaces the program, as a push does. The manifest stays. */
  load({ files }: Bundle): void {
    this.emulator.load(files);
  }

  /** Happens by itself after the test. */
  close(): Promise<void> {
    this.ended = true;
    return this.emulator.close();
  }

  get closed(): boolean {
    return this.ended;
  }

  private range(place: string): GoogleAppsScript.Spreadsheet.Range {
    const { spreadsheet } = this;
    const tab = spreadsheet.getSheetByName(place);
    return tab ? tab.getDataRange() : spreadsheet.getRange(place);
  }
}

/** Time is virtual and starts on 1 January 2024, 09:00 UTC, unless `clock` says otherwise. */
export function createWorkbook(options: WorkbookOptions = {}): TestWorkbook {
  const { tabs, script, scriptProperties = {}, ...rest } = options;
  const { files = [], manifest } = script ?? {};
  const emulator = createEmulator({
    clock: { start: START },
    seed: 1,
    ...rest,
    files,
    ...(manifest ? { manifest } : {}),
  });
  const workbook = new TestWorkbook(emulator, (options.tunnels ?? []).length > 0);
  closeLater(workbook);
  fillProperties(emulator, scriptProperties);
  if (tabs) fillTabs(workbook.spreadsheet, Object.entries(tabs));
  return workbook;
}

/** The store is shown as read-only to those who test a running script; before it runs it is theirs to fill. */
function fillProperties(emulator: Emulator, values: Readonly<Record<string, string>>): void {
  const store = emulator.properties.script() as Map<string, string>;
  for (const [key, value] of Object.entries(values)) store.set(key, value);
}

function fillTabs(spreadsheet: Spreadsheet, tabs: readonly [string, readonly (readonly Cell[])[]][]): void {
  tabs.forEach(([name, rows], index) => {
    const existing = index === 0 ? spreadsheet.getSheets()[0] : undefined;
    const sheet = existing?.setName(name) ?? spreadsheet.insertSheet(name, index);
    fill(sheet, rows);
  });
  spreadsheet.getSheets()[0]?.activate();
}

function fill(sheet: GoogleAppsScript.Spreadsheet.Sheet, rows: readonly (readonly Cell[])[]): void {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return;
  const table = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
  growTo(sheet, table.length, width);
  sheet.getRange(1, 1, table.length, width).setValues(table);
}

function growTo(sheet: GoogleAppsScript.Spreadsheet.Sheet, rows: number, columns: number): void {
  const [maxRows, maxColumns] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (rows > maxRows) sheet.insertRowsAfter(maxRows, rows - maxRows);
  if (columns > maxColumns) sheet.insertColumnsAfter(maxColumns, columns - maxColumns);
}

export type { Typed };
